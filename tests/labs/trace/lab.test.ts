import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/data/input-error.ts';
import { traceLab } from '../../../src/labs/trace/lab.ts';
import type { Event, Result } from '../../../src/labs/trace/params.ts';
import { stageFrame, start, viewState } from '../../../src/labs/trace/view.ts';
import { Decoder } from '../../../src/models/gpt/decoder.ts';
import { choose } from '../../../src/models/text-network/generate.ts';
import { Random } from '../../../src/nn/random.ts';
import { render } from '../../../src/render/render.ts';
import { expectClose, listsOf, plainForward, softmax } from '../../models/gpt/plain-forward.ts';
import { runLab, tinyTransformer } from '../tiny-transformer.ts';

const text = 'the cat sat on ä';
const kinds = [
  ['as in GPT-2', {}],
  ['as in microgpt', { tied: false, norm: 'rms', gain: false, bias: false, activation: 'relu', norm_embedding: true }],
] as const;

type At<S extends Event['stage']> = Extract<Event, { stage: S }>;
const add = (a: number[], b: number[]): number[] => a.map((x, i) => x + b[i]);
const length = (a: number[]): number => Math.sqrt(a.reduce((sum, x) => sum + x * x, 0));

describe.each(kinds)('%s: every stage is that of plain loops', (_, kind) => {
  const { model, data } = tinyTransformer(kind);
  const { tokenizer, vocabulary } = model;
  const ids = [tokenizer.mark, ...tokenizer.encode(text)];
  const plain = plainForward(model.network.config, listsOf(model.weights), ids);
  const last = ids.length - 1;
  const run = (given: object = {}, seed = 1) =>
    runLab<Event, Result>(traceLab as never, { text, ...given }, data, seed);
  const nameOf = (id: number): string =>
    id === tokenizer.mark ? '<end>' : new TextDecoder().decode(tokenizer.bytes(id));
  /** Names and probabilities, likeliest first. */
  const believed = (logits: number[], temperature = 1) =>
    softmax(logits.map((logit) => logit / temperature))
      .map((p, id) => ({ id, token: nameOf(id), p }))
      .sort((a, b) => b.p - a.p || a.id - b.id);
  const expectSaid = (ours: readonly { token: string; p: number }[], logits: number[], temperature = 1): void => {
    const theirs = believed(logits, temperature);
    for (const [i, { token, p }] of ours.entries()) {
      expect(p).toBeCloseTo(theirs[i].p, 6);
      expect(token).toBe(theirs[i].token);
    }
  };

  test('from bytes to positions', async () => {
    const { events } = await run();
    expect(events.map(({ number }) => number)).toEqual(events.map((_, i) => i + 1));
    expect(events[0].stages).toBe(events.length);
    const [bytes, tokens, embeddings, positions] = events as [
      At<'bytes'>,
      At<'tokens'>,
      At<'embeddings'>,
      At<'positions'>,
    ];
    expect(bytes.bytes).toEqual([...Buffer.from(text)]);
    expect(tokens.tokens.map(({ id }) => id)).toEqual(ids);
    expect(tokens.tokens.slice(1).flatMap(({ id }) => [...tokenizer.bytes(id)])).toEqual(bytes.bytes);
    expect(tokens.vocabulary).toBe(vocabulary);
    expectClose(embeddings.vectors, plain.tokens, 5);
    expectClose(embeddings.norms, plain.tokens.map(length), 5);
    expectClose(positions.vectors, plain.entered, 5);
    expectSaid(positions.says, plain.says(plain.entered[last]));
  });

  test('layer by layer, and what it would say there', async () => {
    const { events, result } = await run();
    let stream = plain.entered;
    for (const [l, { weights, taken, thought, stream: behind }] of plain.layers.entries()) {
      const attention = events.find((event) => event.stage === 'attention' && event.layer === l + 1) as At<'attention'>;
      const thinking = events.find((event) => event.stage === 'thinking' && event.layer === l + 1) as At<'thinking'>;
      expectClose(
        attention.weights,
        weights.map((rows) => rows[last]),
        5,
      );
      expectClose(
        attention.vectors,
        stream.map((row, t) => add(row, taken[t])),
        5,
      );
      expect(attention.added).toBeCloseTo(length(taken[last]), 5);
      expectClose(thinking.vectors, behind, 5);
      expectClose(thinking.norms, behind.map(length), 5);
      expect(thinking.added).toBeCloseTo(length(thought[last]), 5);
      expectSaid(thinking.says, plain.says(behind[last]));
      expect(result.says[l + 1]).toEqual(thinking.says[0]);
      stream = behind;
    }
  });

  test('logits, probabilities, and the pick, as the sampler has them', async () => {
    const temperature = 0.7;
    const { events, result } = await run({ temperature }, 9);
    const of = <S extends Event['stage']>(stage: S) => events.find((event) => event.stage === stage) as At<S>;
    const theirs = plain.logits[last];
    const falling = [...theirs].sort((a, b) => b - a);
    expectClose(
      of('logits').logits.map(({ logit }) => logit),
      falling.slice(0, 10),
      5,
    );
    expect(of('logits').lowest).toBeCloseTo(falling.at(-1)!, 5);
    const { candidates, rest, others } = of('probabilities');
    expectSaid(candidates, theirs);
    expect(candidates.reduce((sum, { p }) => sum + p, rest)).toBeCloseTo(1, 6);
    expect(others + candidates.length).toBe(vocabulary);
    expect(result.candidates).toEqual(candidates);
    // With its cache, as for writing.
    const decoder = new Decoder(model);
    const place = decoder.open();
    let logits: ArrayLike<number> = [];
    for (const id of ids) [logits] = decoder.step([place], [id]);
    const choice = choose(logits, { temperature, top_k: 0, top_p: 1, min_p: 0 });
    const pick = of('pick');
    expectClose(
      pick.candidates.map(({ p }) => p),
      choice.probabilities.subarray(0, 10),
      6,
    );
    expectSaid(pick.candidates, theirs, temperature);
    // The first number of the seed, on the line of all probabilities.
    const u = new Random(9).next();
    let [sum, at] = [choice.probabilities[0], 0];
    while (sum <= u) sum += choice.probabilities[++at];
    expect(pick.u).toBe(u);
    expect(pick.picked.token).toBe(nameOf(choice.tokens[at]));
    expect(result.picked).toEqual(pick.picked);
    expect(pick.on_the_way).toEqual(result.says);
    decoder.end();
    expect(pick.text).toBe(text + pick.picked.token);
  });
});

const { data } = tinyTransformer();
const lines = (frame: ReturnType<typeof stageFrame>, height: number): string[] =>
  render(frame, { width: 80, height, colour: 0, unicode: true });

test('each stage is a short screen, and where there is room all stand below each other', async () => {
  const { events } = await runLab<Event, Result>(traceLab as never, { text }, data);
  const state = events.reduce(traceLab.reduce, start({ text, temperature: 1 }));
  const whole = lines(viewState(state, { width: 80, height: Number.POSITIVE_INFINITY }), 1000).join('\n');
  for (const event of events) {
    const screen = lines(stageFrame(event), 1000);
    expect(screen.length).toBeLessThanOrEqual(16);
    expect(screen[0]).toContain(`${event.number} of ${events.length}`);
    expect(whole).toContain(screen.join('\n'));
  }
  expect(lines(viewState(state, { width: 80, height: 24 }), 24)).toEqual(lines(stageFrame(events.at(-1)!), 24));
});

test('what is unlikely and drawn all the same stands among the candidates', async () => {
  for (let seed = 1; seed < 12; seed++) {
    const { events } = await runLab<Event, Result>(traceLab as never, { text, temperature: 10 }, data, seed);
    const screen = lines(stageFrame(events.at(-1)!), 24);
    expect(screen.filter((line) => line.startsWith('›'))).toHaveLength(1);
  }
});

test('a text that is too long is refused in one line', async () => {
  const error = await runLab(traceLab as never, { text: 'xy'.repeat(60) }, data).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(InputError);
  expect(`${error}`).toMatch(/a text of 120 tokens is too long for this transformer, which reads 63/);
});
