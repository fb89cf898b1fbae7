/** Points to fit: of a curve with noise, or typed. Each set has some that the network learns from and some that are held
 *  out, to see whether it learned the curve or only the points. */
import type { Random } from '../../nn/random.ts';
import { cosine } from '../../nn/schedule.ts';

export interface Points {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

export interface DataSet {
  readonly seen: Points;
  readonly heldOut: Points;
  /** Where the picture ends, left and right. */
  readonly from: number;
  readonly to: number;
  /** How often the curve behind the points turns from up to down or back; unknown for typed points. */
  readonly turns?: number;
}

/** All on [−1, 1], with heights in [−1, 1]. */
export const curves: Readonly<Record<string, (x: number) => number>> = {
  sine: (x) => (x < 0 ? -1 : 1) * cosine(Math.PI * Math.abs(Math.abs(x) - 0.5)),
  step: (x) => (x < 0 ? -1 : 1),
  bump: (x) => 2 / (1 + 25 * x * x) - 1,
  zigzag: (x) => 4 * Math.abs(((((x + 1.25) % 1) + 1) % 1) - 0.5) - 1,
};

/** Points on a curve: those to learn from at even distances, as many held out at random places. */
export function pointsOf(name: string, count: number, noise: number, random: Random): DataSet {
  const curve = curves[name];
  const measured = (x: readonly number[]): Points => ({ x, y: x.map((at) => curve(at) + noise * random.normal()) });
  const seen = measured(Array.from({ length: count }, (_, i) => (2 * i) / (count - 1) - 1));
  const heldOut = measured(Array.from({ length: count }, () => 2 * random.next() - 1));
  const line = Array.from({ length: 401 }, (_, i) => curve(i / 200 - 1));
  return { seen, heldOut, from: -1, to: 1, turns: turnsOf(line) };
}

/** Of so many typed points every fourth is held out; of fewer none. */
const enough = 8;

export function typedPoints({ x, y }: Points): DataSet {
  const order = x.map((_, i) => i).sort((a, b) => x[a] - x[b]);
  const isHeld = (rank: number): boolean => x.length >= enough && rank % 4 === 2;
  const pick = (held: boolean): Points => {
    const kept = order.filter((_, rank) => isHeld(rank) === held);
    return { x: kept.map((i) => x[i]), y: kept.map((i) => y[i]) };
  };
  return { seen: pick(false), heldOut: pick(true), from: x[order[0]], to: x[order[order.length - 1]] };
}

const most = 200;
const largest = 1e6;

/** `0,1 0.5,-2 1,0` as points; else what is wrong, with the place. */
export function parsePoints(text: string): Points | string {
  const [x, y]: [number[], number[]] = [[], []];
  for (const { 0: word, index } of text.matchAll(/[^\s;]+/g)) {
    const place = `at character ${index + 1}`;
    const pair = /^([-+]?[\d.]+(?:e[-+]?\d+)?),([-+]?[\d.]+(?:e[-+]?\d+)?)$/i.exec(word);
    const [a, b] = [Number(pair?.[1]), Number(pair?.[2])];
    const shown = word.length > 20 ? `${word.slice(0, 20)}…` : word;
    if (!pair || Number.isNaN(a) || Number.isNaN(b))
      return `${JSON.stringify(shown)} is neither a curve nor a point, ${place}`;
    if (Math.abs(a) > largest || Math.abs(b) > largest) return `${shown} lies too far out, ${place}`;
    if (x.length === most) return `there are more than ${most} points, ${place}`;
    x.push(a);
    y.push(b);
  }
  if (x.length < 3)
    return `${x.length === 0 ? 'no points' : 'too few points'} are given, at character ${text.length + 1}`;
  if (Math.max(...x) === Math.min(...x)) return 'all points have the same x, at character 1';
  return { x, y };
}

/** How often a line turns, wiggles below a fiftieth of its height left out. */
export function turnsOf(line: readonly number[]): number {
  const least = (Math.max(...line) - Math.min(...line)) / 50;
  let [low, high] = [line[0], line[0]];
  let direction = 0;
  let turns = 0;
  for (const height of line) {
    low = Math.min(low, height);
    high = Math.max(high, height);
    const next = direction >= 0 && height < high - least ? -1 : direction <= 0 && height > low + least ? 1 : 0;
    if (next === 0) continue;
    if (direction !== 0) turns++;
    direction = next;
    [low, high] = [height, height];
  }
  return turns;
}
