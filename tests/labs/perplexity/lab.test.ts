/** Surprise, held against a slow twin that counts n-grams in a plain map, and against closed forms. */
import { describe, expect, it } from 'vitest';
import { cat } from '../../../src/data/cat.ts';
import { makeToyland } from '../../../src/data/toyland.ts';
import { perplexityLab as lab } from '../../../src/labs/perplexity/lab.ts';
import type { Event, Params, Result, TokenEvent } from '../../../src/labs/perplexity/params.ts';
import { Random } from '../../../src/nn/random.ts';
import { corpora } from '../corpora.ts';

async function run(given: Partial<Params> = {}, more: Record<string, string> = {}) {
  const params = lab.params.parse(given) as Params;
  const context = { rng: new Random(1), seed: 1, data: corpora(more), cache: new Map() };
  const steps = lab.run(params, context);
  const events: Event[] = [];
  for (;;) {
    const { value, done } = await steps.next();
    if (done) return { result: value as Result, events, tokens: events.filter(isToken) };
    events.push(value as Event);
  }
}

const isToken = (event: Event): event is TokenEvent => event.kind === 'token';
const bits = (p: number): number => -Math.log2(p);
const mean = (all: readonly number[]): number => all.reduce((sum, value) => sum + value, 0) / all.length;

/** Words, signs and the end mark of a line, cut by a pattern. */
const cut = (line: string): string[] => [...(line.match(/[\w']+|[^\w\s]/g) ?? []), '<end>'];

/** What followed each context of up to n - 1 tokens, counted in a map. */
class Twin {
  private readonly followed = new Map<string, Map<string, number>>();
  constructor(
    lines: readonly string[],
    private readonly order: number,
  ) {
    for (const line of lines) {
      const tokens = ['<begin>', ...cut(line)];
      for (let at = 1; at < tokens.length; at++) {
        for (let length = 0; length < order && length <= at; length++) {
          const context = tokens.slice(at - length, at).join(' ');
          const counts = this.followed.get(context) ?? new Map<string, number>();
          this.followed.set(context, counts.set(tokens[at], (counts.get(tokens[at]) ?? 0) + 1));
        }
      }
    }
  }

  /** After the longest context that was ever followed by anything. */
  chance(before: readonly string[], token: string): number {
    const tokens = ['<begin>', ...before];
    for (let length = Math.min(this.order - 1, tokens.length); ; length--) {
      const counts = this.followed.get(tokens.slice(tokens.length - length).join(' '));
      if (!counts) continue;
      const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
      return (counts.get(token) ?? 0) / total;
    }
  }

  chances(line: readonly string[]): number[] {
    return line.map((token, at) => this.chance(line.slice(0, at), token));
  }
}

const lines = cat.trim().split('\n');
const parted = (all: readonly string[]) => ({
  training: all.filter((_, at) => at % 10 !== 9),
  heldOut: all.filter((_, at) => at % 10 === 9),
});

describe('a text of one’s own', () => {
  it('surprises a bigram by what the counts say', async () => {
    const { tokens, result } = await run();
    const words = cut(result.read_tokens.map(({ token }) => token).join(' ')).slice(0, -1);
    expect(words.join(' ')).toBe('The dog sat on the roof and sang .');
    const twin = new Twin(lines, 2).chances(words);
    expect(tokens.map(({ chances }) => chances.at(-1))).toEqual(twin);
    expect(result.bits_per_token).toBeCloseTo(mean(twin.map(bits)), 12);
    expect(result.perplexity).toBeCloseTo(2 ** mean(twin.map(bits)), 9);
    expect(result.nats_per_token).toBeCloseTo(mean(twin.map((p) => -Math.log(p))), 12);
    // 17 + 11 + 4 of 50 follow "the": the corpus counts out to these
    expect(tokens[5]).toMatchObject({ token: 'roof', context: ['the'], chances: [1 / 75, expect.any(Number), 4 / 50] });
    expect(result.hardest).toMatchObject({ token: 'roof', p: 0.08 });
    const bytes = 'The dog sat on the roof and sang.'.length;
    expect(result.bits_per_byte).toBeCloseTo(twin.map(bits).reduce((sum, value) => sum + value, 0) / bytes, 12);
  });

  it.each([1, 2, 3, 5])('is read along by simpler models, at order %i', async (order) => {
    const { result, tokens } = await run({ order });
    const words = tokens.map(({ token }) => token);
    const orders = [...new Set([1, Math.max(1, order - 1), order])];
    expect(result.models.map(({ name }) => name)).toEqual([
      'uniform',
      ...orders.map((n) => ['unigram', 'bigram', 'trigram'][n - 1] ?? `${n}-gram`),
    ]);
    expect(result.models[0].perplexity).toBeCloseTo(75, 9);
    for (const [at, n] of orders.entries()) {
      const twin = new Twin(lines, n).chances(words);
      expect(tokens.map(({ chances }) => chances[at + 1])).toEqual(twin);
    }
  });

  it('may hold what nobody saw: without limit for counts, with a place of its own for Kneser-Ney', async () => {
    const text = 'My cat loves zebras';
    const bare = (await run({ text })).result;
    expect(bare).toMatchObject({ unseen: 1, unknown: 1, bits_per_token: null, perplexity: null, bits_per_byte: null });
    expect(bare.hardest).toEqual({ token: 'zebras', p: 0, bits: null });
    const { result, tokens } = await run({ text, smoothing: 'kneser-ney' });
    expect(result).toMatchObject({ unseen: 0, unknown: 1 });
    expect(tokens[3]).toMatchObject({ token: 'zebras', known: false });
    // One that knows nothing chooses among the 75 and one place for the rest.
    expect(tokens[3].chances[0]).toBe(1 / 76);
    expect(result.models[0].perplexity).toBeCloseTo(76, 9);
  });

  it('of several lines ends all but the last, and a text without tokens is refused', async () => {
    const { tokens } = await run({ text: 'The cat\nThe dog' });
    expect(tokens.map(({ token }) => token)).toEqual(['The', 'cat', '<end>', 'The', 'dog']);
    await expect(run({ text: ' \n ' })).rejects.toThrow('there is nothing to be read in it (text).');
  });

  it('is read in characters too', async () => {
    const { tokens, result } = await run({ text: 'the c', unit: 'char' });
    expect(tokens.map(({ token }) => token)).toEqual(['t', 'h', 'e', ' ', 'c']);
    expect(result.models[0].perplexity).toBeCloseTo(result.vocabulary, 9);
  });
});

describe('training and held-out lines', () => {
  const { training, heldOut } = parted(lines);

  it.each(['training', 'held-out'] as const)('%s: every tenth line was kept from the model', async (read) => {
    const { result, tokens } = await run({ read, order: 3 });
    const twin = new Twin(training, 3);
    const whole = (part: readonly string[]) => part.flatMap((line) => twin.chances(cut(line)));
    const own = whole(read === 'training' ? training : heldOut);
    expect(result.tokens).toBe(own.length);
    expect(tokens.map(({ chances }) => chances.at(-1))).toEqual(own.slice(0, tokens.length));
    expect(tokens.length).toBeLessThan(own.length);
    expect(result.training?.perplexity).toBeCloseTo(2 ** mean(whole(training).map(bits)), 9);
    const impossible = whole(heldOut).filter((p) => p === 0).length;
    expect(impossible).toBeGreaterThan(0);
    expect(result.held_out).toMatchObject({ tokens: whole(heldOut).length, unseen: impossible, perplexity: null });
    if (read === 'training') {
      expect(result.perplexity).toBeCloseTo(result.training!.perplexity!, 9);
      const bytes = training.join('\n').length + 1;
      expect(result.bits_per_byte! * bytes).toBeCloseTo(
        own.reduce((sum, p) => sum + bits(p), 0),
        6,
      );
    }
  });

  it('a longer memory reads what it learned better and better, and the unseen worse; Kneser-Ney mends that', async () => {
    const at = (order: number, smoothing: string) =>
      run({ read: 'held-out', order, smoothing }).then(({ result }) => result);
    const [two, five] = [await at(2, 'none'), await at(5, 'none')];
    expect(five.training!.perplexity).toBeLessThan(two.training!.perplexity!);
    expect(five.held_out!.unseen).toBeGreaterThan(two.held_out!.unseen);
    const mended = await at(5, 'kneser-ney');
    expect(mended.held_out).toMatchObject({ unseen: 0, perplexity: expect.any(Number) });
    expect(mended.held_out!.perplexity).toBeGreaterThan(mended.training!.perplexity!);
  });

  it('may begin at a later line, but not behind the last', async () => {
    const { tokens, result } = await run({ read: 'held-out', line: 3, max_tokens: 4 });
    expect(tokens.map(({ token }) => token)).toEqual(cut(heldOut[2]).slice(0, 4));
    expect(result).toMatchObject({ tokens: 4, training: null, held_out: null, bits_per_byte: null });
    await expect(run({ read: 'held-out', line: 6 })).rejects.toThrow(
      'cat has 5 held-out lines (line). Give a number up to 5.',
    );
    await expect(run({ read: 'held-out', corpus: 'short' }, { short: 'one\ntwo\n' })).rejects.toThrow(
      'fewer than ten lines',
    );
  });

  it('tells what each model believed before the last token', async () => {
    const { result } = await run({ read: 'held-out', order: 3, max_tokens: 5, smoothing: 'kneser-ney' });
    const { believed, token, p } = result.last!;
    expect(Object.keys(believed)).toEqual(['unigram', 'bigram', 'trigram']);
    expect(believed.trigram.find((entry) => entry.token === token)?.p).toBe(p);
    for (const list of Object.values(believed)) {
      const chances = list.map(({ p }) => p);
      expect(chances).toEqual([...chances].sort((a, b) => b - a));
      const sum = chances.reduce((sum, p) => sum + p, 0);
      expect(sum).toBeLessThan(1 + 1e-9);
      expect(sum).toBeGreaterThan(0.95);
    }
  });
});

describe('guessing along', () => {
  const game = { read: 'held-out', line: 2 } as const;
  const words = cut(parted(lines).heldOut[1]);

  it('reads no further than was guessed, and tells nothing of what follows', async () => {
    const { events, tokens, result } = await run({ ...game, guess: '_ dog/cat:50' });
    expect(tokens.map(({ token }) => token)).toEqual(words.slice(0, 2));
    expect(events.at(-1)).toEqual({ kind: 'ask', context: words.slice(0, 2) });
    expect(result.read_tokens).toHaveLength(2);
    expect(result).toMatchObject({ training: null, held_out: null });
  });

  it('scores the learner and the models on the same tokens', async () => {
    const [first, second, third] = words;
    const guess = `${first}:50 ${second}:25 _`;
    const { result } = await run({ ...game, guess });
    expect(result.you).toMatchObject({ guesses: 2, bits_per_token: 1.5, perplexity: expect.closeTo(2 ** 1.5, 12) });
    const twin = new Twin(parted(lines).training, 2).chances([first, second]);
    expect(result.you?.models.at(-1)?.bits_per_token).toBeCloseTo(mean(twin.map(bits)), 12);
    expect(result.tokens).toBe(3);
    expect(third).toBeDefined();
  });

  it('lets the ends of lines pass by themselves, and ends where the text does', async () => {
    const text = words.slice(0, -1).join(' ');
    const all = await run({ text, guess: text });
    expect(all.events.some(({ kind }) => kind === 'ask')).toBe(false);
    expect(all.result.you?.guesses).toBe(words.length - 1);
    const next = await run({ ...game, guess: `${text} _` });
    expect(next.tokens.map(({ token }) => token)).toEqual([...words, cut(parted(lines).heldOut[2])[0]]);
  });

  it('who gave what came no chance is surprised without limit', async () => {
    const { result } = await run({ ...game, guess: 'never', sure: 100 });
    expect(result.you).toMatchObject({ guesses: 1, unseen: 1, bits_per_token: null, perplexity: null });
  });

  it('is heard in JSON, token by token', async () => {
    const { events } = await run({ ...game, guess: `_ ${words[1]}` });
    expect(events.flatMap((event) => lab.line!(event) ?? [])).toEqual([
      { token: words[0], p: expect.any(Number), bits: expect.any(Number) },
      {
        token: words[1],
        p: expect.any(Number),
        bits: expect.any(Number),
        yours: { token: words[1], p: 0.8, bits: bits(0.8) },
      },
      { next: { context: words.slice(0, 2) } },
    ]);
  });
});

it('in a larger world too every tenth line is held out', async () => {
  const all = makeToyland().trim().split('\n');
  const { training, heldOut } = parted(all);
  const { result } = await run({ read: 'held-out', corpus: 'toyland', order: 2 });
  const twin = new Twin(training, 2);
  const chances = heldOut.flatMap((line) => twin.chances(cut(line)));
  expect(result.held_out).toMatchObject({ tokens: chances.length, unseen: chances.filter((p) => p === 0).length });
});
