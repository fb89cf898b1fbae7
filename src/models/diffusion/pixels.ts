/** Pixels as numbers for the network: 0..1 becomes ±2, whose variance over the scenes is about 1, as that of the noise. */

/** Where numbers of pixels lie. */
export const range = [-2, 2] as const;

export const toNumber = (pixel: number): number => 4 * pixel - 2;

/** Numbers beyond the range become black or full light. */
export const toPixel = (number: number): number => Math.min(1, Math.max(0, (number + 2) / 4));
