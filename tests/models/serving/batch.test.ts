/** Texts written side by side say what each says alone; places, ends, bias and what is told, on a model of which all is known. */
import { describe, expect, test } from 'vitest';
import { answers } from '../../../src/models/gpt/answers.ts';
import { GptConfigSchema } from '../../../src/models/gpt/config.ts';
import { Decoder, type Gpt } from '../../../src/models/gpt/decoder.ts';
import { GptNetwork } from '../../../src/models/gpt/network.ts';
import { Batch, type Order, type Wrote } from '../../../src/models/serving/batch.ts';
import type { NextTokens } from '../../../src/models/serving/next-tokens.ts';
import { generate, RereadText } from '../../../src/models/text-network/generate.ts';
import { Reader } from '../../../src/models/text-network/reader.ts';
import { kernelsNamed } from '../../../src/nn/kernels/choose.ts';
import { ParameterSet } from '../../../src/nn/parameters.ts';
import { Random } from '../../../src/nn/random.ts';

const free = { temperature: 1, top_k: 0, top_p: 1, min_p: 0 };
const context = 14;
const vocabulary = 11;
const end = 7;

function gpt(kernelName: string): Gpt {
  const kernels = kernelsNamed(kernelName);
  const network = new GptNetwork(GptConfigSchema.parse({ context, width: 8, layers: 2, heads: 2, deviation: 0.5 }));
  const weights = new ParameterSet(kernels, kernels.arena(), network.parameters(vocabulary), new Random(3));
  return { network, weights, vocabulary };
}

/** Orders of all kinds, the same each time. */
function orders(many: number): (() => Order)[] {
  const rng = new Random(8);
  const below = (n: number): number => Math.floor(rng.next() * n);
  return Array.from({ length: many }, (_, i) => {
    const prompt = Int32Array.from({ length: 1 + below(8) }, () => below(vocabulary));
    const shaping = { temperature: [1, 0, 0.7][i % 3], top_k: [0, 3][below(2)], top_p: [1, 0.8][below(2)], min_p: 0 };
    const most = 1 + below(16);
    return () => ({ prompt, shaping, most, end, rng: new Random(i) });
  });
}

/** What a text says that is read again from the beginning for each token. */
function alone(reader: Reader, { prompt, shaping, most, end, rng }: Order): number[] {
  const text: number[] = [];
  for (const { token } of generate(new RereadText(reader), Array.from(prompt), shaping, rng)) {
    text.push(token);
    if (token === end || text.length === most || prompt.length + text.length > context) break;
  }
  return text;
}

describe.each(['plain', 'simd'])('a transformer, %s', (name) => {
  const model = gpt(name);
  const reader = new Reader(model);
  const expected = orders(24).map((order) => alone(reader, order()));

  test('says in a batch what it says alone, whoever joins and leaves meanwhile', () => {
    const batch = new Batch(new Decoder(model), 5);
    const coming = orders(24);
    const texts: number[][] = [];
    const endings: Wrote['ended'][] = [];
    for (let step = 0; coming.length > 0 || batch.active > 0; step++) {
      // Now and then one joins, in the middle of the others.
      if (coming.length > 0 && batch.room > 0 && step % 2 === 0) texts[batch.add(coming.shift()!())] = [];
      for (const { text, token, ended } of batch.step()) {
        texts[text].push(token);
        if (ended) endings[text] = ended;
      }
    }
    expect(texts).toEqual(expected);
    expect(endings).toEqual(expected.map((text) => (text.at(-1) === end ? 'stop' : 'length')));
    expect(new Set(endings).size).toBe(2);
  });

  test('answers as many prompts as there are, in their order', () => {
    const prompts = orders(24).map((order) => Int32Array.from(order().prompt));
    const options = { shaping: free, chance: (i: number) => new Random(i), end, most: 6 };
    const wanted = prompts.map((prompt, i) =>
      alone(reader, { prompt, shaping: free, most: 6, end, rng: new Random(i) }),
    );
    const given = answers(new Decoder(model), prompts, { ...options, together: 7 });
    expect(given.map((answer) => [...answer])).toEqual(wanted);
    expect(answers(new Decoder(model), [], options)).toEqual([]);
  });

  test('tells what it believes, whatever temperature and bias make of it', () => {
    const batch = new Batch(new Decoder(model), 1);
    const bias = new Map([[4, 1.5]]);
    const shaping = { ...free, temperature: 0.3 };
    batch.add({ prompt: [0, 5], shaping, most: 9, end: -1, rng: new Random(2), bias, likeliest: 3 });
    const text = [0, 5];
    while (batch.active > 0) {
      for (const { token, told } of batch.step()) {
        const logits = Array.from(reader.logits(text).at(-1)!);
        const ln = logits.map((logit) => logit - Math.log(logits.reduce((sum, x) => sum + Math.exp(x), 0)));
        const falling = [...ln.keys()].sort((a, b) => ln[b] - ln[a]).slice(0, 3);
        expect(told!.logprob).toBeCloseTo(ln[token], 4);
        expect(told!.likeliest.map(({ token }) => token)).toEqual(falling);
        for (const { token, logprob } of told!.likeliest) expect(logprob).toBeCloseTo(ln[token], 4);
        const weights = logits.map((logit, v) => Math.exp((logit + (bias.get(v) ?? 0)) / shaping.temperature));
        const all = weights.reduce((sum, weight) => sum + weight);
        expect(told!.drawn).toBeCloseTo(weights[token] / all, 4);
        for (const { token, drawn } of told!.likeliest) expect(drawn).toBeCloseTo(weights[token] / all, 4);
        text.push(token);
      }
    }
    expect(text).toHaveLength(11);
  });
});

/** After each token the one behind it is the likeliest, then the next, and so on around. Keeps a list of its places. */
class Round implements NextTokens {
  readonly opened: number[] = [];
  readonly free: number[] = [];
  steps: (readonly number[])[] = [];

  constructor(
    private readonly size: number,
    readonly context?: number,
  ) {}

  open(): number {
    const place = this.free.pop() ?? this.opened.length;
    this.opened.push(place);
    return place;
  }

  close(place: number): void {
    this.free.push(place);
  }

  step(places: readonly number[], tokens: ArrayLike<number>): number[][] {
    this.steps.push([...places]);
    return Array.from(tokens, (token) =>
      Array.from({ length: this.size }, (_, v) => -((v - token - 1 + this.size) % this.size)),
    );
  }
}

const bold = { ...free, temperature: 0 };
const order = (given: Partial<Order> = {}): Order => ({
  prompt: [0],
  shaping: bold,
  most: 4,
  end: -1,
  rng: new Random(1),
  ...given,
});

function written(batch: Batch): number[] {
  const tokens: number[] = [];
  while (batch.active > 0) tokens.push(...batch.step().map(({ token }) => token));
  return tokens;
}

describe('places', () => {
  test('are free at once when a text is dropped, and the others go on', () => {
    const model = new Round(10);
    const batch = new Batch(model, 2);
    const [a, b] = [batch.add(order()), batch.add(order({ prompt: [5] }))];
    expect([batch.active, batch.room]).toEqual([2, 0]);
    expect(() => batch.add(order())).toThrow(/full/);
    batch.step();
    batch.drop(a);
    expect([batch.active, batch.room, model.free]).toEqual([1, 1, [0]]);
    const c = batch.add(order({ prompt: [2] }));
    expect(batch.step()).toEqual([
      { text: b, token: 7 },
      { text: c, token: 3 },
    ]);
    expect(model.steps).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  test('are given back once, by texts that end and by texts that are dropped after', () => {
    const model = new Round(10);
    const batch = new Batch(model, 3);
    const texts = [batch.add(order({ most: 1 })), batch.add(order())];
    expect(batch.step()[0]).toEqual({ text: texts[0], token: 1, ended: 'length' });
    batch.drop(texts[0]);
    batch.drop(99);
    expect([batch.active, model.free]).toEqual([1, [0]]);
    written(batch);
    expect(model.free.sort()).toEqual([0, 1]);
    expect(batch.step()).toEqual([]);
    expect(model.steps).toHaveLength(4);
  });
});

describe('a text ends', () => {
  test('with the token that ends it, told with the others', () => {
    const batch = new Batch(new Round(10), 1);
    batch.add(order({ end: 2 }));
    expect([...batch.step(), ...batch.step()]).toEqual([
      { text: 0, token: 1 },
      { text: 0, token: 2, ended: 'stop' },
    ]);
  });

  test('where the context is full: the last token is written, but not read', () => {
    const batch = new Batch(new Round(10, 5), 1);
    batch.add(order({ prompt: [0, 1, 2], most: 99 }));
    expect(written(batch)).toEqual([3, 4, 5]);
    batch.add(order({ prompt: [0, 1, 2, 3, 4] }));
    expect(written(batch)).toEqual([5]);
    expect(() => batch.add(order({ prompt: [0, 1, 2, 3, 4, 5] }))).toThrow(/6 tokens/);
    expect(() => batch.add(order({ prompt: [] }))).toThrow(/0 tokens/);
  });
});

describe('chance', () => {
  test('a bias of -100 bans a token, and 100 lets no other come', () => {
    for (const temperature of [0, 1]) {
      const shaping = { ...free, temperature };
      const batch = new Batch(new Round(6), 40);
      for (let i = 0; i < 20; i++) batch.add(order({ shaping, rng: new Random(i), bias: new Map([[1, -100]]) }));
      for (let i = 0; i < 20; i++) batch.add(order({ shaping, rng: new Random(i), bias: new Map([[4, 100]]) }));
      const first = batch.step().map(({ token }) => token);
      expect(first.slice(0, 20)).not.toContain(1);
      expect(first.slice(20)).toEqual(Array(20).fill(4));
      if (temperature === 0) expect(first[0]).toBe(2);
    }
  });

  test('top-p keeps the likeliest that reach it, temperature 0 the first', () => {
    // 0.636, 0.234, 0.086 …: the first two make 0.87.
    const firsts = (top_p: number): Set<number> => {
      const batch = new Batch(new Round(6), 200);
      for (let i = 0; i < 200; i++) batch.add(order({ shaping: { ...free, top_p }, rng: new Random(i) }));
      return new Set(batch.step().map(({ token }) => token));
    };
    expect(firsts(0.6)).toEqual(new Set([1]));
    expect([...firsts(0.8)].sort()).toEqual([1, 2]);
    expect([...firsts(0.9)].sort()).toEqual([1, 2, 3]);
    expect(firsts(1).size).toBeGreaterThan(3);
    expect(written(withOne(order()))).toEqual([1, 2, 3, 4]);
  });

  test('the likeliest are told as many as there are; of two alike the lower number first', () => {
    const flat: NextTokens = {
      open: () => 0,
      close: () => {},
      step: () => [[0, Math.log(2), Number.NEGATIVE_INFINITY, 0]],
    };
    const told = (likeliest: number, shaping = order().shaping): Wrote['told'] => {
      const batch = new Batch(flat, 1);
      batch.add(order({ likeliest, shaping }));
      return batch.step()[0].told;
    };
    const [half, quarter] = [Math.log(1 / 2), Math.log(1 / 4)];
    expect(told(0)).toEqual({ logprob: expect.closeTo(half, 12), drawn: 1, likeliest: [] });
    expect(told(2)!.likeliest).toEqual([
      { token: 1, logprob: expect.closeTo(half, 12), drawn: 1 },
      { token: 0, logprob: expect.closeTo(quarter, 12), drawn: 0 },
    ]);
    const drawn = (shaping: Order['shaping']) => told(9, shaping)!.likeliest.map(({ drawn }) => drawn);
    expect(drawn(free)).toEqual([1 / 2, 1 / 4, 1 / 4].map((p) => expect.closeTo(p, 12)));
    expect(drawn({ ...free, temperature: 0.5 })).toEqual([4 / 6, 1 / 6, 1 / 6].map((p) => expect.closeTo(p, 12)));
    expect(drawn({ ...free, top_p: 0.7 })).toEqual([2 / 3, 1 / 3, 0].map((p) => expect.closeTo(p, 12)));
    expect(told(9)!.likeliest.map(({ token }) => token)).toEqual([1, 0, 3]);
  });
});

function withOne(order: Order): Batch {
  const batch = new Batch(new Round(10), 1);
  batch.add(order);
  return batch;
}
