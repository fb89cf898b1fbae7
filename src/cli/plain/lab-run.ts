/** A run of a lab for somebody who reads: what came of it, and the pictures worth showing. */
import type { Lab } from '../../labs/lab.ts';
import { type Frame, rows, type Size, text } from '../../render/frame.ts';
import { type Host, type RunSpec, runEvents } from '../../runner/run.ts';
import { interruptible } from '../interruptible.ts';

export interface Told {
  readonly result: unknown;
  /** One picture, or the richest on the way and the last. */
  readonly picture: Frame;
}

/** Of a long run so many pictures are compared. */
const compared = 40;

/** @param draw how many lines a picture takes
 *  @throws Error when the lab fails; the signal's reason when it is aborted */
export async function tell(
  lab: Lab,
  spec: RunSpec,
  { host, size, signal, linesOf }: { host: Host; size: Size; signal: AbortSignal; linesOf(frame: Frame): number },
): Promise<Told> {
  const events = runEvents(host, spec);
  const step = interruptible(signal);
  let state = lab.start(spec.params);
  let seen: { at: number; state: unknown }[] = [];
  try {
    for (let at = 1, every = 1; ; ) {
      const { value, done } = await events.next();
      await step();
      if (done) {
        return {
          result: value,
          picture: worthShowing(seen, { at: at - 1, state }, (one) => lab.view(one, size), linesOf),
        };
      }
      state = lab.reduce(state, value);
      if (at % every === 0) seen.push({ at, state });
      if (seen.length > compared) {
        seen = seen.filter((_, index) => index % 2 === 1);
        every *= 2;
      }
      at++;
    }
  } finally {
    await events.return(undefined); // also where it was aborted: the lab gives back what it took
  }
}

/** So tall, beside the tallest picture, is one that says enough. */
const tallEnough = 0.8;

/** The last picture of a text generator shows only how it ended: there the first rich one is shown too. Where the last is
 *  the tallest, it alone. */
function worthShowing(
  seen: readonly { readonly at: number; readonly state: unknown }[],
  last: { readonly at: number; readonly state: unknown },
  view: (state: unknown) => Frame,
  linesOf: (frame: Frame) => number,
): Frame {
  const end = view(last.state);
  const pictures = seen.map(({ at, state }) => ({ at, frame: view(state) }));
  const heights = pictures.map(({ frame }) => linesOf(frame));
  const tallest = Math.max(...heights, 0);
  if (linesOf(end) >= tallEnough * tallest) return end;
  const { at, frame } = pictures[heights.findIndex((height) => height >= tallEnough * tallest)];
  const when = text(`Event ${at} of ${last.at} of this run:`, 'muted');
  return { ...rows(when, frame, text('At the end:', 'muted'), without(end, frame)), gap: 1 };
}

/** What of a picture another one has not shown already. */
function without(frame: Frame, shown: Frame): Frame {
  if (frame.kind !== 'rows' || shown.kind !== 'rows') return frame;
  const known = new Set(shown.frames.map((part) => JSON.stringify(part)));
  const fresh = frame.frames.filter((part) => !known.has(JSON.stringify(part)));
  return fresh.length > 0 ? { ...frame, frames: fresh } : frame;
}
