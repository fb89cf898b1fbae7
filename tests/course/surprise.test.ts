/** Surprise at what came, against closed forms; and the average, which is what a cross-entropy is made of. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { somethingElse } from '../../src/course/spread.ts';
import { mostBits, type NextScore, scoreNext, tally } from '../../src/course/surprise.ts';
import { nextFrame, tallyFrame } from '../../src/course/surprise-frame.ts';
import type { Frame } from '../../src/render/frame.ts';
import { render } from '../../src/render/render.ts';

const believed = (...chances: number[]) => chances.map((p, index) => ({ token: `t${index}`, p }));
const beside = (...models: number[][]) =>
  models.map((chances, index) => ({ name: `model ${index + 1}`, believed: believed(...chances) }));

describe('one guess', () => {
  it('of one half surprises by 1 bit, of one quarter by 2, of one eighth by 3', () => {
    const { bits, who } = scoreNext(['t0', 't1'], [50, 50, 0], 't1', beside([0.5, 0.25, 0.25], [0.5, 0.125, 0.375]));
    expect(who).toEqual(['you', 'model 1', 'model 2']);
    expect(bits).toEqual([1, 2, 3]);
  });

  it('is scored by what came, whatever else had a chance', () => {
    const bits = (came: string) => scoreNext(['t0', 't1'], [80, 15, 5], came, beside([0.7, 0.2, 0.1])).bits;
    expect(bits('t0')).toEqual([-Math.log2(0.8), -Math.log2(0.7)]);
    expect(bits('t1')).toEqual([-Math.log2(0.15), -Math.log2(0.2)]);
  });

  it('holds what was not to choose from against everything else, for the models too', () => {
    const { row, rows, bits, came } = scoreNext(['t0'], [75, 25], ' t9', beside([0.5, 0.25, 0.25]));
    expect(rows[row]).toEqual({ label: somethingElse, chances: [0.25, 0.5] });
    expect(bits).toEqual([2, 1]);
    expect(came).toBe('t9');
  });

  it('of nothing at all surprises without limit, of everything not at all', () => {
    const { bits } = scoreNext(['t0', 't1'], [100, 0, 0], 't1', beside([0, 1], [1]));
    expect(bits[0]).toBe(Infinity);
    expect(Object.is(bits[1], 0)).toBe(true);
    expect(bits[2]).toBe(Infinity);
  });

  it('takes a token with its space for the word', () => {
    const { bits } = scoreNext(['mat', 'sea'], [25, 25, 50], ' mat', [
      { name: 'm', believed: [{ token: ' mat', p: 0.5 }] },
    ]);
    expect(bits).toEqual([2, 1]);
  });
});

it('over many draws the average of whoever knows the chances is their entropy, and nobody gets below', () => {
  const weights = fc.array(fc.integer({ min: 5, max: 100 }), { minLength: 3, maxLength: 3 });
  const shares = (all: number[]) => all.map((weight) => weight / all.reduce((sum, other) => sum + other, 0));
  fc.assert(
    fc.property(weights, weights, (own, other) => {
      const p = shares(own);
      const over = ['t0', 't1'];
      // Each token as often as its chance says, out of a thousand.
      const draws = p.flatMap((chance, index) => Array.from({ length: Math.round(1000 * chance) }, () => `t${index}`));
      const scores = draws.map((came) =>
        scoreNext(
          over,
          shares(other).map((share) => 100 * share),
          came,
          beside(p),
        ),
      );
      const [guessed, known] = tally(scores)!.bits;
      expect(known).toBeCloseTo(
        p.reduce((sum, chance) => sum - chance * Math.log2(chance), 0),
        2,
      );
      expect(guessed).toBeGreaterThan(known - 0.01);
    }),
    { seed: 3, numRuns: 20 },
  );
});

describe('several guesses', () => {
  const score = (...bits: number[]): NextScore => ({ who: ['you', 'bigram'], rows: [], came: 'x', row: 0, bits });

  it('are averaged for everybody over the same guesses', () => {
    expect(tally([score(1, 2), score(4, 3), score(4, 1)])).toEqual({
      guesses: 3,
      who: ['you', 'bigram'],
      bits: [3, 2],
      capped: false,
    });
    expect(tally([])).toBeUndefined();
  });

  it('survive a 0 %: no single one counts for more than a limit, which is said', () => {
    const both = tally([score(Infinity, 2), score(2, 12)])!;
    expect(both).toMatchObject({ bits: [(mostBits + 2) / 2, (2 + mostBits) / 2], capped: true });
    expect(drawn(tallyFrame(both))).toContain('no guess counts for more than 10 bits');
  });
});

const drawn = (frame: Frame): string =>
  render(frame, { width: 76, height: Infinity, colour: 0, unicode: true }).join('\n');

describe('the table', () => {
  const score = scoreNext(['mat', 'floor'], [25, 50, 25], 'mat', beside([1]).slice(0, 0));

  it('says what came, what each gave it, and the surprise', () => {
    const withModel = scoreNext(['mat', 'floor'], [25, 50, 25], 'mat', [
      { name: 'bigram', believed: [{ token: 'mat', p: 0.5 }] },
    ]);
    const lines = drawn(nextFrame(withModel)).split('\n');
    expect(lines[0]).toMatch(/you +bigram/);
    expect(lines[2]).toMatch(/^› mat +25 % +50 %/);
    expect(lines[5]).toMatch(/^surprise, bits +2\.00 +1\.00/);
    expect(lines).toHaveLength(6);
  });

  it('goes on to count once there are two guesses', () => {
    expect(drawn(nextFrame(score, tally([score])))).not.toContain('average');
    expect(drawn(nextFrame(score, tally([score, score])))).toMatch(/average of 2 +2\.00/);
  });

  it('says in the end between how many equally likely words that is', () => {
    const lines = drawn(tallyFrame(tally([score, score])!)).split('\n');
    expect(lines[0]).toMatch(/^2 guesses +bits a guess +equal choices/);
    expect(lines[2]).toMatch(/^you +2\.00 +4\.0/);
  });
});
