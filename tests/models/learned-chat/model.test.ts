/** The key word, who teaches, and the counts behind an answer. */
import { describe, expect, it } from 'vitest';
import { dialogues } from '../../../src/data/dialogues.ts';
import { LearnedChat } from '../../../src/models/learned-chat/model.ts';

const small = new LearnedChat([
  { said: 'my cat is ill', answered: 'Poor cat!' },
  { said: 'my dog is ill', answered: 'Poor dog!' },
  { said: 'my cat sings', answered: 'What a cat!' },
  { said: 'the sun is out', answered: 'Enjoy the sun.' },
]);

describe('the learned chat', () => {
  it('goes by the word that stands in the fewest exchanges, then by the one with more answers', () => {
    expect(small.known('My cat is out')).toEqual([
      { word: 'out', taught: 1, stands: 1 },
      { word: 'cat', taught: 2, stands: 2 },
      { word: 'is', taught: 3, stands: 3 },
      { word: 'my', taught: 3, stands: 3 },
    ]);
    expect(small.known('enjoy')).toEqual([]); // answered, but never said
    expect(small.known('zebra')).toEqual([]);
  });

  it('learns from the exchanges in which the word was said, from all without a word', () => {
    expect(small.about('ill').map(({ answered }) => answered)).toEqual(['Poor cat!', 'Poor dog!']);
    expect(small.about()).toHaveLength(4);
  });

  it('counts the next word after the words before, in those answers alone', async () => {
    const model = await small.learn(small.about('cat'), 2);
    const next = (prompt: string) => {
      const { tokens, counts } = model.next(model.begin(model.encode(prompt)));
      return Object.fromEntries([...tokens].map((id, i) => [model.show(id), counts[i]]));
    };
    expect(next('')).toEqual({ Poor: 1, What: 1 });
    expect(next('cat')).toEqual({ '!': 2 });
    expect(next('a')).toEqual({ cat: 1 });
    expect([...model.encode('dog')]).toEqual([-1]);
  });

  it('knows the words that people type to a chat program', () => {
    for (const exchanges of Object.values(dialogues)) {
      const chat = new LearnedChat(exchanges);
      for (const said of ['Hello!', 'How are you?', 'I feel sad', 'What is your name?', 'Tell me a joke', 'goodbye']) {
        expect(chat.known(said).length).toBeGreaterThan(0);
      }
      expect(chat.known('I feel so sad today')[0].word).toBe('sad');
    }
  });
});
