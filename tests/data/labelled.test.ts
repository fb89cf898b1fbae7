/** Topics and dialogues: sizes, no doubles, nothing that a terminal would obey; and how words are told apart. */
import { describe, expect, it } from 'vitest';
import { dialogues, voices } from '../../src/data/dialogues.ts';
import { InputError } from '../../src/data/input-error.ts';
import { textCorpus } from '../../src/data/text-corpus.ts';
import { topicNames, topics } from '../../src/data/topics.ts';
import { wordsOf } from '../../src/data/words.ts';

describe('the sentences on topics', () => {
  it('are sixty on each, all different, short and plain', () => {
    const all = topicNames.flatMap((name) => topics[name]);
    for (const name of topicNames) expect(topics[name]).toHaveLength(60);
    expect(new Set(all.map((sentence) => wordsOf(sentence).join(' '))).size).toBe(180);
    for (const sentence of all) {
      expect(sentence).toMatch(/^[A-Z][A-Za-z ,]+\.$/);
      expect(wordsOf(sentence).length).toBeLessThanOrEqual(12);
    }
  });
});

describe('the dialogues', () => {
  it('are 120 to 160 exchanges in each voice, the same things said, answered differently', () => {
    const said = voices.map((voice) => dialogues[voice].map((exchange) => exchange.said));
    for (const sides of said) {
      expect(sides.length).toBeGreaterThanOrEqual(120);
      expect(sides.length).toBeLessThanOrEqual(160);
      expect(new Set(sides).size).toBe(sides.length);
    }
    expect(said[0]).toEqual(said[1]);
    for (const [i, { answered }] of dialogues.kind.entries()) expect(answered).not.toBe(dialogues.pirate[i].answered);
  });

  it('are plain text, answers whole sentences', () => {
    for (const voice of voices) {
      for (const { said, answered } of dialogues[voice]) {
        expect(said).toMatch(/^[a-z0-9 ']+$/);
        expect(answered).toMatch(/^[A-Z][\x20-\x7e]*[.!?]$/);
        expect(answered).not.toContain('>');
      }
    }
  });

  it('take a cry for help seriously in every voice', () => {
    for (const voice of voices) {
      const { answered } = dialogues[voice].find(({ said }) => said === 'i want to die')!;
      expect(answered).toContain('talk to somebody');
    }
  });
});

describe('wordsOf', () => {
  it('gives the words of its example', () => {
    expect(wordsOf("Don't PANIC, it's café-time!")).toEqual(["don't", 'panic', "it's", 'café-time']);
    expect(wordsOf('Don’t')).toEqual(["don't"]);
    expect(wordsOf('cafe\u0301')).toEqual(['café']);
    expect(wordsOf('-a- \'b\' "c" 3.5 \x1b[31m')).toEqual(['a', 'b', 'c', '3', '5', '31m']);
    expect(wordsOf(' … 🙂 ')).toEqual([]);
  });
});

describe('textCorpus', () => {
  it('gives its lines as bytes, each time from the start', () => {
    const corpus = textCorpus('two', ['one', 'café']);
    for (let i = 0; i < 2; i++) {
      const bytes = [...(corpus.chunks() as Iterable<Uint8Array>)];
      expect(new TextDecoder().decode(bytes[0])).toBe('one\ncafé');
    }
    expect(corpus.name).toBe('two');
  });
});

describe('an InputError', () => {
  it('is one line: what, where, what to do', () => {
    expect(new InputError('it is bad', 'file, line 3', 'Mend it.').message).toBe('it is bad (file, line 3). Mend it.');
    expect(new InputError('it is bad').message).toBe('it is bad.');
    expect(new InputError('it is bad', undefined, 'Mend it.').message).toBe('it is bad. Mend it.');
  });
});
