/** One thing looked at. */
export interface Finding {
  readonly name: string;
  readonly value: string;
  /** false: something is broken, and the note says what does not work and what to do. */
  readonly ok: boolean;
  /** What works less well here and why, or what is broken. */
  readonly note?: string;
}
