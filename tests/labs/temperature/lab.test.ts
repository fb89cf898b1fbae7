/** One belief, shaped: what each column must be follows from the one that is left as it is. */
import { describe, expect, it } from 'vitest';
import type { Lab } from '../../../src/labs/lab.ts';
import { temperatureLab } from '../../../src/labs/temperature/lab.ts';
import type { Event, Result, Way } from '../../../src/labs/temperature/params.ts';
import { entropy, shapeAs, shapingsOf } from '../../../src/labs/temperature/shapings.ts';
import type { State } from '../../../src/labs/temperature/view.ts';
import { openTextModel } from '../../../src/labs/text-model.ts';
import { RereadText } from '../../../src/models/text-network/generate.ts';
import { Reader } from '../../../src/models/text-network/reader.ts';
import { kernelsNamed } from '../../../src/nn/kernels/choose.ts';
import { InlineRun } from '../../../src/runner/run.ts';
import { corpora } from '../corpora.ts';
import { pictureOf } from '../picture.ts';

const lab = temperatureLab as unknown as Lab;

async function attempt(given: object, seed = 1, cache = new Map<string, unknown>()) {
  const params = temperatureLab.params.parse(given);
  const run = new InlineRun({ lab: 'temperature', params, seed }, corpora(), cache);
  const { events, done, failure } = await run.next(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
  const state = failure ? undefined : (events.reduce(lab.reduce, lab.start(params)) as State);
  return { events: events as Event[], result: done?.result as Result, state, failure };
}

const cache = new Map<string, unknown>();
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const p = (way: Way): number[] => way.candidates.map((candidate) => candidate.p);

describe('a column', () => {
  it('is the belief to the power of 1 / T, made to add up to 1', async () => {
    const { result } = await attempt({ temperatures: '0 0.5 1 2', texts: 0 }, 1, cache);
    const [zero, half, one, two] = result.ways;
    for (const way of result.ways) expect(sum(p(way)) + way.others).toBeCloseTo(1, 9);
    expect([zero.candidates[0].p, zero.entropy_bits, zero.kept]).toEqual([1, 0, 1]);
    for (let i = 1; i < one.candidates.length; i++) {
      const ratio = p(one)[i] / p(one)[0];
      expect(p(half)[i] / p(half)[0]).toBeCloseTo(ratio * ratio, 9);
      expect(p(two)[i] / p(two)[0]).toBeCloseTo(Math.sqrt(ratio), 9);
    }
    expect(half.entropy_bits).toBeLessThan(one.entropy_bits);
    expect(one.entropy_bits).toBeLessThan(two.entropy_bits);
    expect(two.entropy_bits).toBeLessThan(Math.log2(result.vocabulary));
    expect(one.kept).toBe(result.vocabulary);
  });

  it('keeps what each filter keeps, in the same proportions', async () => {
    const { result } = await attempt({ temperatures: '1', top_k: 4, top_p: 0.6, min_p: 0.3, texts: 0 }, 1, cache);
    const [one, k, nucleus, min] = result.ways;
    const believed = p(one);
    let reached = 0;
    const enough = believed.findIndex((x) => (reached += x) >= 0.6) + 1;
    const likely = believed.filter((x) => x >= 0.3 * believed[0]).length;
    expect([k.kept, nucleus.kept, min.kept]).toEqual([4, enough, likely]);
    for (const way of [k, nucleus, min]) {
      const left = sum(believed.slice(0, way.kept));
      p(way).forEach((x, i) => {
        expect(x).toBeCloseTo(i < way.kept ? believed[i] / left : 0, 9);
      });
      expect(way.others).toBe(0);
    }
  });

  it('is what the transformer believes when it reads the prompt at once', async () => {
    const { result } = await attempt({ prompt: 'The weather', temperatures: '1', texts: 0 }, 1, cache);
    const model = await openTextModel(undefined, { data: corpora(), kernels: kernelsNamed(), cache });
    const reader = new RereadText(new Reader(model));
    let logits: ArrayLike<number> = [];
    for (const token of [model.tokenizer.mark, ...model.tokenizer.encode('The weather')]) logits = reader.push(token);
    const largest = Math.max(...Array.from(logits));
    const weights = Array.from(logits, (logit) => Math.exp(logit - largest)).sort((a, b) => b - a);
    const total = sum(weights);
    p(result.ways[0]).forEach((x, i) => {
      expect(x).toBeCloseTo(weights[i] / total, 5);
    });
    const bits = -sum(weights.map((w) => (w / total) * Math.log2(w / total)));
    expect(result.ways[0].entropy_bits).toBeCloseTo(bits, 4);
  });
});

describe('entropy', () => {
  it('is 0 for certain, 1 for a coin, log₂ n for n alike', () => {
    expect(entropy([1, 0, 0])).toBe(0);
    expect(entropy([0.5, 0.5])).toBe(1);
    expect(entropy([0.5, 0.25, 0.25])).toBe(1.5);
    expect(entropy(new Array(8).fill(1 / 8))).toBeCloseTo(3, 12);
  });
});

describe('texts', () => {
  it('are drawn by the same random numbers: ways that keep everything write the same', async () => {
    const { result, events } = await attempt({ temperatures: '0 1', top_k: 1, top_p: 1, min_p: 0, texts: 3 }, 5, cache);
    const [zero, one, k, nucleus, min] = result.ways.map(({ texts }) => texts);
    expect(k).toEqual(zero);
    expect(nucleus).toEqual(one);
    expect(min).toEqual(one);
    expect(new Set(zero).size).toBe(1);
    expect(new Set(one).size).toBeGreaterThan(1);
    const written = events.flatMap((event) => (event.kind === 'text' ? [event.text] : []));
    expect(written).toEqual(result.ways.flatMap(({ texts }) => texts));
    const other = await attempt({ temperatures: '1', texts: 3 }, 6, cache);
    expect(other.result.ways[0].texts).not.toEqual(one);
  });

  it('end where a line ends, or with the last token that they may have', async () => {
    const { result } = await attempt({ temperatures: '0', max_tokens: 1, texts: 1 }, 1, cache);
    expect(result.ways[0].texts).toEqual([result.ways[0].candidates[0].token]);
    const long = await attempt({ temperatures: '0', max_tokens: 60, texts: 1 }, 1, cache);
    expect(long.result.ways[0].texts[0]).toMatch(/\.$/);
  });
});

describe('what is seen', () => {
  it('is every way side by side, and a text of each', async () => {
    const { state, result } = await attempt({}, 1, cache);
    const picture = pictureOf(temperatureLab, state!, 80, 24);
    const row = picture.split('\n').find((line) => line.includes('top-k 3'))!;
    for (const { name } of result.ways) expect(row).toContain(name);
    expect(picture).toContain(result.ways[0].candidates[0].shown);
    expect(picture).toContain(`H ${result.ways[1].entropy_bits.toFixed(2)}`);
    for (const { name, texts } of result.ways) {
      expect(picture).toMatch(new RegExp(`^${name.replaceAll('.', '\\.')} +…`, 'm'));
      expect(picture).toContain(texts[0].trim().slice(0, 40));
    }
  });

  it.each([
    [80, 24],
    [52, 22],
    [110, 30],
  ])('the same share is the same bar in every column, and no header is cut: %i × %i', async (width, height) => {
    const { state } = await attempt({ top_p: 0.5, min_p: 0.5 }, 1, cache);
    const lines = pictureOf(temperatureLab, state!, width, height).split('\n');
    expect(lines.slice(0, height).join('\n')).toMatch(/^model: % for the next token of \d+; H: bits open$/m);
    const bars = new Map<string, Set<string>>();
    for (const line of lines) {
      for (const [, percent, bar] of line.matchAll(/(?<= )(\d+) ([▏▎▍▌▋▊▉█]+)/g)) {
        bars.set(percent, (bars.get(percent) ?? new Set()).add(bar));
      }
    }
    expect(bars.size).toBeGreaterThan(4);
    const whole = Math.max(...[...bars.get('100')!].map((bar) => bar.length));
    for (const [percent, drawn] of bars) {
      // Of a whole per cent an eighth of a cell more or less may be left.
      for (const bar of drawn) {
        const eighths = 8 * (bar.length - 1) + ' ▏▎▍▌▋▊▉█'.indexOf(bar.at(-1)!);
        expect(Math.abs(eighths - (Number(percent) / 100) * 8 * whole)).toBeLessThan(1);
      }
    }
  });

  it('a line of JSON names the way that wrote it', async () => {
    const { events, result } = await attempt({ texts: 1 }, 1, cache);
    const lines = events.map((event) => temperatureLab.line!(event)).filter((line) => line !== undefined);
    expect(lines).toEqual(result.ways.map(({ name, texts }, way) => ({ way, name, text: texts[0] })));
  });

  it('names only so many tokens; the rest is one bar', () => {
    const [way] = shapingsOf(temperatureLab.params.parse({ temperatures: '1' }));
    const shaped = shapeAs(way, new Float64Array(100), (token) => ({ token: String(token), shown: String(token) }));
    expect(shaped.candidates).toHaveLength(12);
    expect(shaped.others).toBeCloseTo(0.88, 12);
    expect(shaped.entropy_bits).toBeCloseTo(Math.log2(100), 12);
  });
});

it.each(['', 'two', '-1', '11', '1 2 3 4 5 6', 'NaN'])('refuses the temperatures %j', async (temperatures) => {
  const { failure } = await attempt({ temperatures }, 1, cache);
  expect(failure?.message).toBe(
    `${JSON.stringify(temperatures)} is not possible here (temperatures). Give numbers from 0 to 10, up to five of them, such as "0 1 2".`,
  );
});
