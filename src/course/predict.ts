/** Holds a prediction against what the lab answered. A prediction is never "wrong": it is beside the truth, and by how
 *  much is the lesson. */
import type { Answer } from './answer.ts';
import { sameValue } from './grade.ts';
import type { StepOf } from './lesson.ts';
import { valueAt } from './pointer.ts';
import { percent, type SpreadScore, scoreSpread, type Token } from './spread.ts';
import { mostBits, type NextScore, scoreNext } from './surprise.ts';

export type Outcome =
  | { readonly type: 'choose'; readonly right: boolean; readonly actual: string; readonly said: string }
  | { readonly type: 'number'; readonly actual: number; readonly off: number; readonly said: string }
  | ({ readonly type: 'spread'; readonly said: string } & SpreadScore)
  | ({ readonly type: 'next'; readonly said: string } & NextScore);

/** Undefined when the result does not hold what the lesson points at. */
export function gradePrediction(step: StepOf<'predict'>, given: Answer, result: unknown): Outcome | undefined {
  const { guess } = step;
  const value = valueAt(result, guess.type === 'next' ? guess.came : guess.at);
  switch (guess.type) {
    case 'choose': {
      if (value === undefined) return undefined;
      const right = sameValue(guess.choices[Number(given)].value, value);
      const actual = guess.choices.find((choice) => sameValue(choice.value, value))?.text ?? String(value);
      return { type: 'choose', right, actual, said: sentence(`${right ? 'As you said' : 'The run says'}: ${actual}`) };
    }
    case 'number': {
      if (typeof value !== 'number') return undefined;
      const off = Math.abs(value - Number(given));
      const unit = guess.unit ? ` ${guess.unit}` : '';
      const said = `You said ${short(Number(given))}${unit}, the run says ${short(value)}${unit}: `;
      return { type: 'number', actual: value, off, said: said + (off === 0 ? 'exactly.' : `${short(off)} off.`) };
    }
    case 'spread': {
      if (!isDistribution(value)) return undefined;
      const score = scoreSpread(guess.over, given as readonly number[], value);
      return { type: 'spread', ...score, said: saySpread(score) };
    }
    case 'next': {
      const beside = guess.beside.map(({ name, at }) => ({ name, believed: valueAt(result, at) }));
      if (typeof value !== 'string' || !beside.every(isBelief)) return undefined;
      const score = scoreNext(guess.over, given as readonly number[], value, beside);
      return { type: 'next', ...score, said: sayNext(score) };
    }
  }
}

/** With a full stop, unless it ends already. */
const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

function saySpread({ rows, surprise, entropy, impossible }: SpreadScore): string {
  const own = `The model itself is surprised by ${entropy.toFixed(2)} bits; against it, nobody can do better.`;
  if (impossible.length > 0) {
    const { label, actual } = rows.find((row) => row.label === impossible[0])!;
    const percent = actual < 0.001 ? 'less than 0.1' : (100 * actual).toFixed(1);
    return `You gave "${label}" no chance at all, yet the model gives it ${percent} %: that surprises you without limit, ∞ bits. ${own}`;
  }
  const gap = surprise - entropy;
  const verdict =
    gap < 0.005 ? 'You knew what there is to know.' : `The ${gap.toFixed(2)} bits between are what you did not know.`;
  return `What the model says would surprise you by ${surprise.toFixed(2)} bits. ${own} ${verdict}`;
}

function sayNext({ rows, row, came, bits }: NextScore): string {
  const gave = rows[row].chances[0];
  const known = rows[row].label === came;
  const what = `It went on with "${came}"${known ? '' : `, which is ${rows[row].label}`}.`;
  if (gave > 0) return `${what} You gave that ${percent(gave)}: a surprise of ${bits[0].toFixed(2)} bits.`;
  return `${what} You gave that no chance at all: a surprise without limit, ∞ bits. In the average it counts as ${mostBits}.`;
}

const isBelief = (model: { name: string; believed: unknown }): model is { name: string; believed: Token[] } =>
  isDistribution(model.believed);

function isDistribution(value: unknown): value is Token[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((entry) => typeof entry?.token === 'string' && typeof entry?.p === 'number')
  );
}

/** Four figures at most. */
export const short = (value: number): string => String(Number(value.toPrecision(4)));
