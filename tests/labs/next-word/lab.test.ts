/** A comparison is only fair if all have learnt from the same lines, and from none of those that are read. */
import { describe, expect, test } from 'vitest';
import { textCorpus } from '../../../src/data/text-corpus.ts';
import { makeToyland } from '../../../src/data/toyland.ts';
import { notesOf } from '../../../src/labs/next-word/bits.ts';
import { nextWordLab } from '../../../src/labs/next-word/lab.ts';
import { type Event, type Result, readers } from '../../../src/labs/next-word/params.ts';
import { partsOf } from '../../../src/labs/perplexity/models.ts';
import { openTextModel } from '../../../src/labs/text-model.ts';
import { scoreLines } from '../../../src/models/language-model/score.ts';
import { KneserNey } from '../../../src/models/ngram/kneser-ney.ts';
import { ngramLanguageModel } from '../../../src/models/ngram/language-model.ts';
import { learnAtOnce } from '../../../src/models/ngram/model.ts';
import { NetworkLanguageModel } from '../../../src/models/text-network/language-model.ts';
import { prepareText } from '../../../src/models/text-network/prepare.ts';
import { kernelsNamed } from '../../../src/nn/kernels/choose.ts';
import { Random } from '../../../src/nn/random.ts';
import { corpora } from '../corpora.ts';
import { pictureOf } from '../picture.ts';

const cache = new Map<string, unknown>();
const [data, kernels] = [corpora(), kernelsNamed()];

async function read(given: object): Promise<{ events: Event[]; result: Result; picture: string }> {
  const params = nextWordLab.params.parse(given);
  const context = { rng: new Random(1), seed: 1, data, cache, kernels };
  const run = nextWordLab.run(params, context as unknown as Parameters<typeof nextWordLab.run>[1]);
  const events: Event[] = [];
  let step = await run.next();
  for (; !step.done; step = await run.next()) events.push(step.value);
  const state = events.reduce(nextWordLab.reduce, nextWordLab.start(params));
  return { events, result: step.value, picture: pictureOf(nextWordLab, state, 80, 24) };
}

describe('the lines that none of them saw', () => {
  const text = makeToyland();

  test('are the same for those who count and for those who compute', async () => {
    const prepared = prepareText(
      text,
      { unit: 'bpe', lines: true, vocabulary_size: 300, context: 8, seed: 1 },
      'toyland',
    );
    const parts = await partsOf('toyland', data, new Map());
    expect(parts.heldOut).toEqual(prepared.heldOut);
    expect(parts.heldOut.length).toBe(512);
    const learnt = new Set(parts.training);
    expect(parts.heldOut.filter((line) => learnt.has(line))).toEqual([]);
    // What the network learns from is the other lines, in another order.
    const { tokenizer, tokens } = prepared;
    expect(tokens.length).toBe(1 + parts.training.reduce((sum, line) => sum + tokenizer.encode(line).length + 1, 0));
  });

  test('are those that the transformer on board knows least, of any tenth of the lines', async () => {
    const model = await openTextModel(undefined, { data, kernels, cache });
    const judge = new NetworkLanguageModel(model, model.tokenizer);
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    const losses = Array.from({ length: 10 }, (_, tenth) => {
      const some = lines.filter((_, i) => i % 10 === tenth && Math.floor(i / 10) % 8 === 0);
      return scoreLines(judge, some).nats_per_token!;
    });
    judge.end();
    expect(losses.indexOf(Math.max(...losses))).toBe(9);
    const others = losses.slice(0, 9);
    expect(losses[9] - Math.max(...others)).toBeGreaterThan(Math.max(...others) - Math.min(...others));
  });
});

test('each word is predicted by all, and the last one is told with what they expected', async () => {
  const { result, events, picture } = await read({ line: 300, words: 8 });
  const { heldOut } = await partsOf('toyland', data, cache);
  expect(result.tokens.map(({ token }) => token).join(' ')).toBe(heldOut[299].split(' ').slice(0, 8).join(' '));
  expect(result.complete).toBe(false);
  const { last } = result;
  for (const reader of readers) {
    const list = last.believed[reader];
    expect(list.find(({ token }) => token === last.token)!.p).toBeCloseTo(last.p[reader], 6);
    expect(list.reduce((sum, { p }) => sum + p, 0)).toBeLessThan(1 + 1e-6);
    const mean = result.tokens.reduce((sum, { bits }) => sum + bits[reader]!, 0) / 8;
    expect(result.bits_per_word[reader]).toBeCloseTo(mean, 9);
    expect(result.bits_per_word[reader]!).toBeGreaterThanOrEqual(result.bits_per_word[result.least]!);
  }
  expect(events.length).toBe(9);
  expect(picture).toContain('line 300 of those that none of them saw');
});

test('a whole line, and all of them, as the same models are scored elsewhere', async () => {
  const { result } = await read({ line: 400, whole: true });
  const { training, heldOut } = await partsOf('toyland', data, cache);
  const line = heldOut[399];
  const model = await openTextModel(undefined, { data, kernels, cache });
  const judge = new NetworkLanguageModel(model, model.tokenizer);
  const nats = -judge.logProbabilities(judge.encode(line)).reduce((sum, log) => sum + log, 0);
  expect(result.complete).toBe(true);
  expect(result.bits_per_word.gpt! * result.tokens.length).toBeCloseTo(nats / Math.LN2, 3);
  const counted = await learnAtOnce(textCorpus('parts', training), 3, 'word');
  const trigram = scoreLines(ngramLanguageModel(counted, new KneserNey(counted)), heldOut);
  expect(result.whole!.bits_per_word.trigram).toBeCloseTo(trigram.nats_per_token! / Math.LN2, 9);
  expect(result.whole!.words).toBe(trigram.tokens);
  const whole = scoreLines(judge, heldOut);
  expect(result.whole!.bits_per_word.gpt).toBeCloseTo(
    (whole.nats_per_token! * whole.tokens) / Math.LN2 / trigram.tokens,
    9,
  );
});

test('a word that counting never saw is read, said, and left out of the average', async () => {
  const { result, picture } = await read({ text: 'The zyzzyva is asleep.' });
  const unknown = result.tokens.filter(({ known }) => !known).map(({ token }) => token);
  expect(unknown).toEqual(['zyzzyva']);
  const known = result.tokens.filter(({ known }) => known);
  const mean = known.reduce((sum, { bits }) => sum + bits.gpt!, 0) / known.length;
  expect(result.bits_per_word.gpt).toBeCloseTo(mean, 9);
  for (const said of [picture.replace(/\s+/g, ' '), nextWordLab.tell!(result)]) {
    expect(said).toContain('Left out, for counting never saw it: zyzzyva. It has one chance for all such words;');
  }
  const alone = await read({ text: '🐈' });
  expect(nextWordLab.tell!(alone.result)).toMatch(/GPT none\. Left out, for counting never saw it: 🐈\..*spells each$/);
});

test('where the transformer is not the best, somebody is told that it is a few words only', async () => {
  const { result, picture } = await read({ text: 'My dog sings.' });
  expect(result.least).not.toBe('gpt');
  for (const said of [picture.replace(/\s+/g, ' '), nextWordLab.tell!(result)]) {
    expect(said).toContain('So few words say little: with whole, all lines kept apart are read');
  }
  const bits = (gpt: number) => [{ token: 'dog', known: true, p: { bigram: 0.2, trigram: 0.3, gpt } }];
  expect(notesOf(bits(0.1), true)).toHaveLength(1);
  expect([notesOf(bits(0.4), true), notesOf(bits(0.1), false)]).toEqual([[], []]);
});

test('what cannot be read is refused in a line', async () => {
  await expect(read({ line: 513 })).rejects.toThrow('512 lines of toyland are kept apart');
  await expect(read({ text: ' \n ' })).rejects.toThrow('there is nothing to be read in it');
  await expect(read({ text: 'moon '.repeat(100) })).rejects.toThrow('cannot read that much at once');
  await expect(read({ weights: 'missing.bin' })).rejects.toThrow('missing.bin');
});
