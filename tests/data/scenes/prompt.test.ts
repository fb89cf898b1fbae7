/** Captions and back: what is told comes out of the words again, and strange words are named. */
import { describe, expect, it } from 'vitest';
import { captionOf, captionWords, type Prompt, toldOf } from '../../../src/data/scenes/caption.ts';
import { parsePrompt, promptWords, vocabularyOf } from '../../../src/data/scenes/prompt.ts';
import { attributes, fullAlbum, randomScene, smallAlbum } from '../../../src/data/scenes/scene.ts';
import { fillers, meanings } from '../../../src/data/scenes/words.ts';
import { wordsOf } from '../../../src/data/words.ts';
import { Random } from '../../../src/nn/random.ts';

describe('captions', () => {
  const random = new Random(19);
  const told = Array.from({ length: 4000 }, () => toldOf(randomScene(random), random));
  const captions = told.map((prompt) => captionOf(prompt, random));

  it('say what is told, and nothing else', () => {
    for (const [i, caption] of captions.entries()) {
      expect(parsePrompt(caption), caption).toEqual({ prompt: told[i], unknown: [], unused: [] });
    }
  });

  it('tell only what is so, always the subject, and leave out the rest now and then', () => {
    for (let i = 0; i < 200; i++) {
      const scene = randomScene(random);
      const part = toldOf(scene, random);
      expect(scene).toMatchObject(part);
      expect(part.subject).toBe(scene.subject);
    }
    const share = (key: keyof Prompt): number =>
      told.filter((prompt) => prompt.subject !== 'none' && prompt[key] === undefined).length / told.length;
    for (const key of ['place', 'time', 'colour', 'weather'] as const) {
      expect(share(key)).toBeGreaterThan(0.15);
      expect(share(key)).toBeLessThan(0.75);
    }
    expect(captions).toContain('a cat');
    expect(captions.some((caption) => /^a sunset over /.test(caption))).toBe(true);
  });

  it('are English: a, an, one space, few words, many ways', () => {
    for (const caption of captions) {
      expect(caption).toMatch(/^[a-z]+( [a-z]+)*$/);
      expect(caption).not.toMatch(/\ba [aeiou]|\ban [^aeiou]/);
    }
    const words = new Set(captions.flatMap((caption) => caption.split(' ')));
    expect(words.size).toBeGreaterThan(50);
    expect(words.size).toBeLessThan(65);
    expect(new Set(captions).size).toBeGreaterThan(1500);
  });

  it('use only words that are understood', () => {
    for (const word of captionWords) expect(fillers.has(word) || meanings.has(word), word).toBe(true);
  });
});

describe('a prompt', () => {
  it.each([
    ['a cat', { subject: 'cat' }],
    ['A RED boat on the sea, at night!', { colour: 'red', subject: 'boat', place: 'sea', time: 'night' }],
    ['a sunset over the mountains', { subject: 'none', time: 'sunset', place: 'mountains' }],
    ['a house on a hill in the snow', { subject: 'house', place: 'hill', weather: 'snow' }],
    ['the moon over the hills', { subject: 'moon', place: 'hill' }],
    ['two puppies in the woods', { subject: 'dog', place: 'forest' }],
    ['snowy cities', { subject: 'none', weather: 'snow', place: 'city' }],
    ['a hot-air balloon at dusk', { subject: 'balloon', time: 'evening' }],
    ['white cats and white cats', { colour: 'white', subject: 'cat' }],
    ['fishes', { subject: 'fish' }],
    ['green', { colour: 'green' }],
    ['', {}],
    ['the', {}],
  ] as const)('"%s"', (text, prompt) => {
    expect(parsePrompt(text).prompt).toEqual(prompt);
  });

  it('names the words it does not know, and what may have been meant', () => {
    expect(parsePrompt('a dragon over the moutnains').unknown).toEqual([
      { word: 'dragon', near: undefined },
      { word: 'moutnains', near: 'mountains' },
    ]);
    expect(parsePrompt('a snwoman and a cow').unknown).toEqual([
      { word: 'snwoman', near: 'snowman' },
      { word: 'cow', near: undefined },
    ]);
  });

  it('names the words there is no room for', () => {
    expect(parsePrompt('a cat and a dog').unused).toEqual(['dog']);
    expect(parsePrompt('a crimson sunset')).toEqual({
      prompt: { subject: 'none', time: 'sunset' },
      unknown: [],
      unused: ['crimson'],
    });
    expect(parsePrompt('a cat under a blue sky')).toEqual({
      prompt: { subject: 'cat' },
      unknown: [],
      unused: ['blue'],
    });
    expect(parsePrompt('a red cat on a green hill')).toEqual({
      prompt: { colour: 'red', subject: 'cat', place: 'hill' },
      unknown: [],
      unused: ['green'],
    });
    expect(parsePrompt('night, red')).toEqual({
      prompt: { subject: 'none', time: 'night' },
      unknown: [],
      unused: ['red'],
    });
  });

  it('knows only the words of its album', () => {
    expect(parsePrompt('a fish in the sea', vocabularyOf(smallAlbum))).toEqual({
      prompt: { subject: 'none', place: 'sea' },
      unknown: [{ word: 'fish', near: undefined }],
      unused: [],
    });
  });

  it('is a few words of a fixed vocabulary to the model', () => {
    expect(vocabularyOf()).toHaveLength(40);
    for (const album of [fullAlbum, smallAlbum]) {
      expect(new Set(vocabularyOf(album)).size).toBe(vocabularyOf(album).length);
    }
    expect(promptWords(parsePrompt('a kitten on the ocean in the rain').prompt)).toEqual(['cat', 'sea', 'rain']);
    expect(promptWords({ subject: 'none', colour: 'none', time: 'night' })).toEqual(['night']);
    expect(promptWords({})).toEqual([]);
  });
});

describe('meanings', () => {
  it('are words of scene.ts, never a filler, and every word means itself', () => {
    const words = new Set<string>(Object.values(attributes).flat());
    expect(words.size).toBe(Object.values(attributes).flat().length);
    for (const [word, meaning] of meanings) {
      expect(words.has(meaning), word).toBe(true);
      expect(fillers.has(word), word).toBe(false);
      expect(wordsOf(word)).toEqual([word]);
    }
    for (const word of words) expect(meanings.get(word)).toBe(word);
  });
});
