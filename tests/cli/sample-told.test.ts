/** What `genai sample` tells about its choices: --probs, --explain, --why, --json. */
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { call, output } from './in-process.ts';

const prompt = 'The cat sat on the';

const candidate = z.strictObject({ token: z.string(), p: z.number().min(0).max(1), count: z.int().min(0) });
const distribution = z.strictObject({
  prompt: z.string(),
  context: z.array(z.string()),
  order: z.int().min(1).max(8),
  candidates: z.array(candidate),
  total: z.int(),
  corpus: z.string(),
});
const lesson = z.strictObject({
  token: z.string(),
  context: z.array(z.string()),
  count: z.int(),
  lines: z.array(z.string()),
});
const result = distribution.extend({
  text: z.string(),
  completion: z.string(),
  tokens: z.array(z.strictObject({ token: z.string(), p: z.number(), order: z.int() })),
  seed: z.int(),
  finish_reason: z.enum(['stop', 'length']),
});
const step = z.strictObject({
  kind: z.literal('step'),
  context: z.array(z.string()),
  wanted: z.array(z.string()),
  order: z.int(),
  total: z.int(),
  candidates: z.array(candidate),
  others: z.strictObject({ number: z.int(), p: z.number() }),
  u: z.number().min(0).lt(1),
  pick: candidate.extend({ index: z.int() }),
  piece: z.string(),
});

const probsOf = async (args: readonly string[], stdin?: string) =>
  distribution.parse(JSON.parse(await output(['sample', ...args, '--json'], { stdin })));

describe.concurrent('--probs', () => {
  it('counts the figures of the textbook', async () => {
    const documented =
      '{"prompt":"The cat sat on the","context":["the"],"order":2,"candidates":[{"token":"mat","p":0.34,"count":17},' +
      '{"token":"floor","p":0.22,"count":11},{"token":"roof","p":0.08,"count":4}],"total":50,"corpus":"cat"}\n';
    expect(await output(['sample', prompt, '--probs', '3', '--json'])).toBe(documented);
    const table = 'mat\t0.3400\t17\nfloor\t0.2200\t11\nroof\t0.0800\t4\n';
    expect(await output(['sample', prompt, '--probs', '3'])).toBe(table);
    expect(await output(['sample', '--probs', '3', prompt])).toBe(table);
    expect(await output(['sample', '--probs', '3'], { stdin: prompt })).toBe(table);
  });

  it('shows ten when nobody says how many, and no more than there are', async () => {
    expect((await output(['sample', '--probs', prompt])).trimEnd().split('\n')).toHaveLength(10);
    const { candidates, total } = await probsOf([prompt, '--probs', '1000']);
    expect(candidates.reduce((sum, { count }) => sum + count, 0)).toBe(total);
    expect(candidates.reduce((sum, { p }) => sum + p, 0)).toBeCloseTo(1, 12);
  });

  it('shapes the probabilities as the flags say', async () => {
    const { candidates: plain } = await probsOf([prompt, '--probs', '50']);
    const counts = plain.map(({ count }) => count);
    const shares = (weights: readonly number[]) => weights.map((w) => w / weights.reduce((a, b) => a + b, 0));
    const shaped = async (...flags: string[]) =>
      (await probsOf([prompt, '--probs', '50', ...flags])).candidates.map(({ p }) => p);
    const same = (actual: readonly number[], expected: readonly number[]) => {
      expect(actual).toHaveLength(expected.length);
      for (const [i, p] of expected.entries()) expect(actual[i]).toBeCloseTo(p, 12);
    };
    same(await shaped(), shares(counts));
    same(await shaped('--temperature', '0.5'), shares(counts.map((count) => count * count)));
    same(await shaped('--temperature', '2'), shares(counts.map(Math.sqrt)));
    same(await shaped('--temperature', '0'), [1]);
    same(await shaped('--top-k', '2'), [17 / 28, 11 / 28]);
    same(await shaped('--top-p', '0.6'), [17 / 32, 11 / 32, 4 / 32]);
    same(await shaped('--min-p', '0.5'), [17 / 28, 11 / 28]);
    same(await shaped('--temperature', '0.5', '--top-k', '2'), [289 / 410, 121 / 410]);
  });

  it('says in a hint when it fell back to a shorter context', async () => {
    const { stdout, stderr, status } = await call(['sample', 'roof roof on the', '--order', '4', '--probs', '1']);
    expect(stderr).toBe("hint: never saw 'roof on the': fell back to 'on the'\n");
    expect([status, stdout.split('\t')[0]]).toEqual([0, 'mat']);
  });
});

/** Orders 1 to 8 by hand: how often each word followed the longest end of the context that was ever followed. */
describe.concurrent('the order', () => {
  const words = ['a', 'b', 'c'];
  const lines = Array.from({ length: 200 }, (_, i) =>
    Array.from({ length: 3 + (i % 9) }, (_, j) => words[(i * (j + 3) * 7 + ((i >> 2) ^ j)) % 3]),
  );
  const corpus = lines.map((line) => line.join(' ')).join('\n');
  const context = lines.find((line) => line.length === 11)!.slice(0, 9);

  function byHand(order: number, before: readonly string[]) {
    const all = ['<begin>', ...before];
    for (let length = Math.min(order - 1, all.length); length >= 0; length--) {
      const context = all.slice(all.length - length);
      const end = context.join(' ');
      const counts: Record<string, number> = {};
      for (const line of lines) {
        const marked = ['<begin>', ...line, '<end>'];
        for (let at = Math.max(1, length); at < marked.length; at++) {
          if (marked.slice(at - length, at).join(' ') === end) counts[marked[at]] = (counts[marked[at]] ?? 0) + 1;
        }
      }
      if (Object.keys(counts).length > 0) return { context, counts };
    }
    throw new Error('an empty corpus');
  }

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('%i counts as one counts by hand', async (order) => {
    for (const before of [context, ['b', 'b', 'b', 'b', 'b', 'b', 'b', 'b', ...context.slice(0, 4)], ['a']]) {
      const args = [before.join(' '), '--corpus', '-', '--order', `${order}`, '--probs', '9'];
      const ran = await call(['sample', ...args, '--json'], { stdin: corpus });
      const told = distribution.parse(JSON.parse(ran.stdout));
      const { context, counts } = byHand(order, before);
      expect(told.order).toBe(context.length + 1);
      expect(told.context).toEqual(context.filter((word) => word !== '<begin>'));
      expect(Object.fromEntries(told.candidates.map(({ token, count }) => [token, count]))).toEqual(counts);
      for (const { p, count } of told.candidates) expect(p).toBe(count / told.total);
    }
  });

  it('makes a visible difference in the little corpus', async () => {
    const texts = [2, 3, 4, 5].map((order) => output(['sample', prompt, '--order', `${order}`, '--probs', '3']));
    expect(new Set(await Promise.all(texts)).size).toBe(4);
  });
});

describe.concurrent('--json', () => {
  it('gives one object whose parts fit together', async () => {
    const line = await output(['sample', prompt, '--seed', '7', '--json']);
    expect(line.indexOf('\n')).toBe(line.length - 1);
    const told = result.parse(JSON.parse(line));
    expect(told).toMatchObject({ prompt, text: `${prompt} floor.`, completion: ' floor.', seed: 7, corpus: 'cat' });
    expect(told.tokens.map(({ token }) => token)).toEqual(['floor', '.']);
    expect(told.tokens[0].p).toBe(0.22);
    expect(told.finish_reason).toBe('stop');
    expect(told.candidates[0]).toEqual({ token: 'mat', p: 0.34, count: 17 });
    expect(`${told.text}\n`).toBe(await output(['sample', prompt, '--seed', '7']));
  });

  it('says that the length ended the text', async () => {
    const told = result.parse(JSON.parse(await output(['sample', prompt, '-n', '30', '--seed', '1', '--json'])));
    expect([told.finish_reason, told.tokens.length]).toEqual(['length', 30]);
    expect(told.text).toBe(prompt + told.completion);
    const stopped = await output(['sample', prompt, '-n', '30', '--seed', '7', '--stop', 'oor', '--json']);
    expect(result.parse(JSON.parse(stopped))).toMatchObject({ completion: ' fl', finish_reason: 'stop' });
  });

  it('gives a fresh seed that repeats the run', async () => {
    const told = result.parse(JSON.parse(await output(['sample', prompt, '--json'])));
    expect(`${told.text}\n`).toBe(await output(['sample', prompt, '--seed', `${told.seed}`]));
  });

  it('gives one object a line for several samples', async () => {
    const text = await output(['sample', prompt, '--samples', '4', '--seed', '10', '--json']);
    const told = text
      .trimEnd()
      .split('\n')
      .map((line) => result.parse(JSON.parse(line)));
    expect(told.map(({ seed }) => seed)).toEqual([10, 11, 12, 13]);
    const plain = await output(['sample', prompt, '--samples', '4', '--seed', '10']);
    expect(told.map(({ text }) => `${text}\n`).join('')).toBe(plain);
  });

  it('gives every step, then the result, with --explain', async () => {
    const lines = (await output(['sample', prompt, '--seed', '7', '--explain', '--json'])).trimEnd().split('\n');
    const told = result.parse(JSON.parse(lines.pop()!));
    const steps = lines.map((line) => step.parse(JSON.parse(line)));
    expect(steps.map(({ piece }) => piece)).toEqual([' floor', '.', '\n']);
    for (const { u, pick, candidates } of steps) {
      const below = candidates.slice(0, pick.index).reduce((sum, { p }) => sum + p, 0);
      expect(u).toBeGreaterThanOrEqual(below - 1e-12);
      expect(u).toBeLessThan(below + pick.p + 1e-12);
    }
    expect(steps[0].candidates).toEqual(told.candidates);
    expect(told.tokens.map(({ p }) => p)).toEqual(steps.slice(0, -1).map(({ pick }) => pick.p));
  });

  it('gives the lines that taught each choice with --why', async () => {
    const told = result
      .extend({ why: z.array(lesson) })
      .parse(JSON.parse(await output(['sample', prompt, '--seed', '7', '--why', '--json'])));
    expect(told.why.map(({ token, context }) => [...context, token])).toEqual([
      ['the', 'floor'],
      ['floor', '.'],
      ['.', '<end>'],
    ]);
    expect(told.why[0].count).toBe(11);
    for (const line of told.why[0].lines) expect(line).toContain('the floor');
    const probs = await output(['sample', prompt, '--probs', '2', '--why', '--json']);
    const both = distribution.extend({ why: z.array(lesson) }).parse(JSON.parse(probs));
    expect(both.why.map(({ token, count }) => [token, count])).toEqual([
      ['mat', 17],
      ['floor', 11],
    ]);
  });
});

describe.concurrent('in words', () => {
  it('--explain shows distribution, draw and pick of every step, and the text last', async () => {
    const text = await output(['sample', prompt, '--seed', '7', '--explain']);
    expect(text).toContain('1. after "the"\n');
    expect(text).toMatch(/^ {2}mat +█+ +0\.34 +17 of 50$/m);
    expect(text).toMatch(/^› floor .+ 0\.22 +11 of 50$/m);
    expect(text).toMatch(/^drew 0\.\d{3} \[→ floor\]$/m);
    expect(text.endsWith('\nThe cat sat on the floor.\n')).toBe(true);
  });

  it('--explain says where it fell back', async () => {
    const { stdout } = await call(['sample', 'roof roof on the', '--order', '4', '--explain', '--seed', '1']);
    expect(stdout).toContain("never saw 'roof on the': fell back to 'on the'");
  });

  it('--why shows lines of the corpus, and how many more there are', async () => {
    const corpus = 'tea is hot\ntea is green\nice is cold\n';
    const text = await output(['sample', 'tea is', '--corpus', '-', '--order', '3', '--seed', '1', '--why'], {
      stdin: corpus,
    });
    const [first, second] = text.split('\n');
    const word = /^"(hot|green)" after "tea is", taught by:$/.exec(first)![1];
    expect(second).toBe(`    tea is ${word}`);
    expect(text.endsWith(`\ntea is ${word}\n`)).toBe(true);
    const seven = await output(['sample', prompt, '--seed', '7', '--why']);
    expect(seven).toContain('    (11 times in all)\n');
  });

  it('neither takes the prompt with --no-echo', async () => {
    const text = await output(['sample', prompt, '--seed', '7', '--explain', '--no-echo']);
    expect(text.endsWith('\nfloor.\n')).toBe(true);
  });
});
