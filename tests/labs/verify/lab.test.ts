/** `verify`: figures about a text that does not come along, and how the text is recognised. The published ones of names.txt can
 *  only be met by that file; here a made-up list of its size shows that what is computed is what the formulas say. */
import { beforeAll, describe, expect, it } from 'vitest';
import { parseParams } from '../../../src/labs/knobs.ts';
import { readKnownTexts } from '../../../src/labs/verify/known-texts.ts';
import { verifyLab } from '../../../src/labs/verify/lab.ts';
import type { Event } from '../../../src/labs/verify/params.ts';
import type { Kernels } from '../../../src/nn/kernels/kernels.ts';
import { InlineTeam, type PartLearner } from '../../../src/nn/parts.ts';
import { Random } from '../../../src/nn/random.ts';
import { corpora } from '../corpora.ts';
import { pictureOf } from '../picture.ts';

/** 32,033 lines of 228,145 bytes: words of 4 to 8 letters, the last one as long as is left. */
function madeUp(): string {
  const random = new Random(1);
  const word = (length: number): string =>
    Array.from({ length }, (_, i) => 'abcdefghijklmnopqrstuvwxyz'[Math.min(25, random.below(26 - (i % 3)))]).join('');
  const lines = Array.from({ length: 32032 }, (_, i) => word(4 + ((i * 7) % 5)));
  return `${lines.join('\n')}\n${word(228145 - lines.join('\n').length - 1)}`;
}

let text: string;
beforeAll(() => {
  text = madeUp();
});

const alone = () => (parts: number, learner: PartLearner) => new InlineTeam(parts, learner);

async function run(params: object, files: Record<string, string> = {}) {
  const given = parseParams(verifyLab.params, { only: 'ngram', ...params });
  const kernels = {} as Kernels; // counting needs none
  const context = { rng: new Random(1), seed: 1, data: corpora(files), cache: new Map(), kernels, team: alone };
  const steps = verifyLab.run(given, context);
  const events: Event[] = [];
  let state = verifyLab.start(given);
  for (;;) {
    const { value, done } = await steps.next();
    if (done) {
      const drawn = (width: number): string => pictureOf(verifyLab, state, width, 24);
      return { events, result: value, view: drawn(80), beside: drawn(51) };
    }
    events.push(value);
    state = verifyLab.reduce(state, value);
  }
}

/** Nats a token, counted with maps of strings. */
function byHand(order: number, k: number): number {
  const [grams, contexts, letters] = [new Map<string, number>(), new Map<string, number>(), new Set<string>()];
  const seen: [string, string][] = [];
  for (const name of text.split('\n')) {
    const row = `.${name}.`;
    for (let i = 1; i < row.length; i++) {
      const context = row.slice(Math.max(0, i - order + 1), i);
      letters.add(row[i]);
      seen.push([context, context + row[i]]);
      grams.set(context + row[i], (grams.get(context + row[i]) ?? 0) + 1);
      contexts.set(context, (contexts.get(context) ?? 0) + 1);
    }
  }
  const nats = seen.map(
    ([context, gram]) => -Math.log((grams.get(gram)! + k) / (contexts.get(context)! + k * letters.size)),
  );
  return nats.reduce((a, b) => a + b, 0) / nats.length;
}

describe('without the file', () => {
  it('figures about it are skipped, and said to be', async () => {
    const { result, view, events } = await run({});
    expect(result).toMatchObject({ passed: 3, failed: 0, skipped: 6 });
    const skipped = result.figures.filter(({ ok }) => ok === null);
    for (const { ours, needs, name } of skipped)
      expect([ours, needs, name]).toEqual([null, 'names.txt of makemore', name]);
    expect(view).toContain('3 of 3 meet the published figure');
    expect(view).toContain('6 figures skipped: they need names.txt of makemore');
    expect(verifyLab.passes!(result)).toBe(true);
    const lines = events.flatMap((event) => verifyLab.line!(event) ?? []);
    expect(lines).toEqual(result.figures);
  });
});

describe('with a file of its size', () => {
  it('they are computed as the formulas say, and miss what was published of another text', async () => {
    const { result, events, beside } = await run({ data: 'list' }, { './list': `${text}\n` });
    const ours = result.figures.slice(3).map((figure) => figure.ours);
    const expected = [
      Math.log(27),
      ...[
        [1, 0],
        [2, 0],
        [2, 1],
        [3, 0],
        [3, 1],
      ].map(([order, k]) => byHand(order, k)),
    ];
    expect(ours).toHaveLength(6);
    for (const [i, nats] of expected.entries()) expect(ours[i]).toBeCloseTo(nats, 9);
    expect(result.figures.slice(3).map(({ ok }) => ok)).toEqual([true, false, false, false, false, false]);
    expect(result).toMatchObject({ passed: 4, failed: 5, skipped: 0 });
    expect(verifyLab.passes!(result)).toBe(false);
    // beside the knobs of a small terminal the names can still be told apart, and what was missed
    for (const { name } of result.figures) expect(beside).toContain(`\n${name.slice(0, 21)}`);
    expect(beside).toMatch(/names.txt: trigram, a.*2\.2126 +\d\.\d+ +✗ off/);
    // it can be stopped on the way
    const shares = events.flatMap((event) => verifyLab.share!(event) ?? []);
    expect(shares.length).toBeGreaterThan(50);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  it('is recognised whatever its name and its line ends; several are given with commas between', async () => {
    const data = corpora({ './a': text.replaceAll('\n', '\r\n'), './b': 'one\ntwo\n' });
    expect(await readKnownTexts('a', data)).toEqual(new Map([['names.txt', text]]));
    await expect(readKnownTexts('a, b', data)).rejects.toThrow(
      'no figure is about this file of 2 lines and 7 bytes (b). Known are names.txt of makemore, 32033 lines and 228145 bytes; ' +
        'tiny-shakespeare of char-rnn, 40000 lines and 1115393 bytes.',
    );
  });

  it.each([
    ['a name too few', () => text.slice(text.indexOf('\n') + 1)],
    ['a letter too many', () => `${text}a`],
    ['a line too many', () => text.replace(/..$/, '\na')],
  ])('is another file with %s', async (_, change) => {
    await expect(run({ data: 'x' }, { './x': change() })).rejects.toThrow('no figure is about this file');
  });
});
