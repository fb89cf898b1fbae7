/** JSON that may be read on a terminal. Imports nothing: the start of `genai sample` loads it. */

/** What JSON would let through: C1 controls, invisible and bidirectional marks. */
const hidden = /[\x7f-\x9f\u2028\u2029\ufff9-\ufffb\p{Default_Ignorable_Code_Point}]/gu;

/** A sign of two code units becomes two escapes, as JSON has it. */
const escaped = (sign: string): string =>
  sign.replace(/./gs, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The value as JSON on one line, in which no character commands a terminal or hides from the reader. */
export const escapedJson = (value: unknown): string => JSON.stringify(value).replace(hidden, escaped);
