/** The picture of a run. Whatever a lab does wrong while drawing is said in one line; the screen lives on. */

import type { Lab } from '../../labs/lab.ts';
import type { SessionState } from '../../runner/session.ts';
import type { Pen, Row } from './pen.ts';

export function picture(lab: Lab, run: SessionState | undefined, pen: Pen, height: number): Row[] {
  if (!run) return [pen.paint('Starting', 'muted')];
  if (run.failure) return failureRows(run.failure.message, pen);
  try {
    const size = { width: pen.width, height };
    return pen.frame(lab.view(run.seen, size), pen.width, height);
  } catch (error) {
    return failureRows(error instanceof Error ? error.message : String(error), pen);
  }
}

/** A person's wrong input reads the same as a fault of the lab: what it was, and that another value may do. */
export function failureRows(message: string, pen: Pen): Row[] {
  return pen.text(`This run failed: ${pen.safe(message)}`, 'bad');
}

/** "running · step 5 · 4 a second" */
export function runStatus(run: SessionState | undefined, { signs, width }: Pen): string {
  if (!run) return '';
  const { status, events, shown, speed, asks } = run;
  const sign = { running: signs.run, paused: signs.pause, done: signs.done, failed: '!' }[status];
  const does = asks ? '? your turn' : `${sign} ${status}`;
  const at = shown < events ? `${width < 60 ? 'at' : 'looking back at'} step ${shown} of ${events}` : `step ${events}`;
  const pace = Number.isFinite(speed) ? `${speed} a second` : 'full speed';
  const words = [does, at, ...(width < 60 ? [] : [pace])];
  return words.join(` ${signs.dot} `);
}
