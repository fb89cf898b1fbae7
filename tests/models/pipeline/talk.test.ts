/** What is said, against the examination's own way to answer, and how far it is believed, against a pass over the whole turn. */
import { describe, expect, it } from 'vitest';
import { scoreTurns } from '../../../src/models/alignment/turns.ts';
import { modelFromCheckpoint } from '../../../src/models/gpt/weights.ts';
import { ChatFormat } from '../../../src/models/pipeline/chat-format.ts';
import { replies } from '../../../src/models/pipeline/examine.ts';
import { beginning, type Ending, type Spoken, speak } from '../../../src/models/pipeline/talk.ts';
import { Reader } from '../../../src/models/text-network/reader.ts';
import type { BytePairTokens } from '../../../src/models/tokenizer/byte-pairs.ts';
import { decodeCheckpoint } from '../../../src/nn/checkpoint-format.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { Random } from '../../../src/nn/random.ts';
import { tinyChat } from '../../labs/tiny-chat.ts';

const model = modelFromCheckpoint(decodeCheckpoint(tinyChat('dpo')), plainKernels('float64'));
const format = new ChatFormat(model.tokenizer as BytePairTokens);
const questions = ['Where does Ada Pepper live?', 'He likes plums.', 'Who?', 'cat'];

function said(prompt: Int32Array, options = {}, seed = 1): { spoken: Spoken[]; ending: Ending } {
  const speaking = speak(model, format, prompt, { temperature: 0, most: 40, ...options }, new Random(seed));
  const spoken: Spoken[] = [];
  for (;;) {
    const { value, done } = speaking.next();
    if (done) return { spoken, ending: value };
    spoken.push(value);
  }
}

const ids = ({ spoken }: { spoken: Spoken[] }): number[] => spoken.map(({ token }) => token);

describe('an answer', () => {
  it('is the one that the examination gets', () => {
    const all = questions.map((question) => said(format.question([{ question }])));
    expect(all.map(ids)).toEqual(replies(model, format, questions).map((answer) => [...answer]));
    for (const { spoken, ending } of all) {
      expect(ending).toBe(spoken.at(-1)!.token === format.tokenizer.mark ? 'stop' : 'length');
      expect(
        spoken
          .map(({ piece }) => piece)
          .join('')
          .trim(),
      ).toBe(format.read(ids({ spoken })));
    }
  });

  it.each([0, 1, 3])('is believed as a pass over all of it says, also at temperature %d', (temperature) => {
    for (const question of questions) {
      const prompt = format.question([{ question }]);
      const { spoken } = said(prompt, { temperature }, 7);
      const answer = Int32Array.from(ids({ spoken }));
      const [whole] = scoreTurns(model, [{ prompt, answer }]);
      expect(spoken.reduce((sum, { p }) => sum + Math.log(p), 0)).toBeCloseTo(whole, 8);
    }
  });

  it('stands among the likeliest by the softmax of the logits', () => {
    const prompt = format.question([{ question: questions[0] }]);
    const [{ token, p, likeliest }] = said(prompt).spoken;
    const logits = Array.from(new Reader(model).logits([...prompt]).at(-1)!);
    const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
    const byHand = logits.map((logit, token) => ({ token, p: Math.exp(logit) / total })).sort((a, b) => b.p - a.p);
    expect([token, likeliest.map(({ token }) => token)]).toEqual([
      byHand[0].token,
      byHand.slice(0, 4).map(({ token }) => token),
    ]);
    expect(p).toBeCloseTo(byHand[0].p, 10);
  });

  it('is drawn by its seed alone', () => {
    const prompt = format.question([{ question: questions[0] }]);
    const drawn = [1, 2, 1].map((seed) => ids(said(prompt, { temperature: 1 }, seed)));
    expect(drawn[2]).toEqual(drawn[0]);
    expect(drawn[1]).not.toEqual(drawn[0]);
  });
});

it('ends where it is to say no more, and where the context is full', () => {
  const prompt = format.question([{ question: questions[0] }]);
  const open = said(prompt, { temperature: 3 }, 2);
  expect([open.ending, open.spoken.length]).toEqual(['length', model.network.context - prompt.length + 1]);
  const short = said(prompt, { temperature: 3, most: 2 }, 2);
  expect([ids(short), short.ending]).toEqual([ids(open).slice(0, 2), 'length']);
});

it('a text to go on with has no marks of a question in it', () => {
  const text = beginning(format, ' Ada  Pepper ');
  expect(text[0]).toBe(format.tokenizer.mark);
  expect(format.read(text)).toBe('Ada Pepper');
  expect([...text].some((token) => token === format.user || token === format.model)).toBe(false);
});
