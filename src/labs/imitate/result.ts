/** Measurements as results say them, and a history as pictures can show it. */
import * as z from 'zod';

/** A number, or null where training has blown up. */
export const measured = z.number().nullable();
export const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);

/** For a line of text. */
export const told = (x: number | null): string => (x === null ? 'null' : String(Number(x.toPrecision(4))));

export const targetResult = z.object({ name: z.string(), mean: z.number(), std: z.number() });

/** Losses that a picture can show; of more, every second one goes. */
const drawn = 1000;
export const thinned = <T>(all: readonly T[]): readonly T[] =>
  all.length < drawn ? all : all.filter((_, i) => i % 2 === 0);
