/** Every error on its way out: one line on stderr, and the exit status that fits it. */
import { InputError, sentenceOf } from '../data/input-error.ts';
import { clean } from '../render/clean.ts';

/** 0 done · 1 the work failed · 2 wrong use or bad input. */
export function statusOf(error: unknown): number {
  return error instanceof InputError ? 2 : 1;
}

export function report(error: unknown, stderr: NodeJS.WritableStream, debug: boolean): void {
  stderr.write(`genai: ${describe(error)}\n`);
  if (debug && error instanceof Error) stderr.write(`${clean(error.stack ?? '')}\n`);
}

function describe(error: unknown): string {
  if (error instanceof InputError) {
    // Each part by itself: an escape code without an end, in what somebody typed, must not take the remedy with it.
    const { what, where, remedy } = error;
    return sentenceOf(oneLine(what), where && oneLine(where), remedy && oneLine(remedy));
  }
  if (error instanceof RangeError && /allocation|length/i.test(error.message)) {
    return 'there is not enough memory for this. Take a smaller text or a lower order.';
  }
  const message = oneLine(error instanceof Error ? error.message : String(error));
  return `something went wrong: ${message.replace(/\.$/, '')}. Add --debug to see where.`;
}

const oneLine = (message: string): string => clean(message).replace(/\s*\n\s*/g, ' ');
