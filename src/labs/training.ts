/** Training as labs show it: step after step, and every so often a look at what the network can do by now. Whoever watches may ask
 *  for what there is (`save`) and end it early (`finish`); training that has blown up ends by itself. */
import { type Frame, text } from '../render/frame.ts';
import type { Command } from './lab.ts';

/** For `commands` of a lab; `save` is for programs, which know where to put it. */
export const finishOffer = { name: 'finish', key: 'F', label: 'finish' } as const;

/** What the mean loss is made of, since the last look. */
export interface Since {
  readonly loss: number;
  readonly steps: number;
}

export interface TrainingEvent {
  readonly kind: 'training';
  readonly step: number;
  readonly of: number;
  /** Mean of the last few steps. */
  readonly loss: number;
}

/** A number was no number any more, or beyond all that training comes to; or it ended far worse than knowing nothing. Nothing is
 *  kept after that. */
export interface DivergedEvent {
  readonly kind: 'diverged';
  readonly step: number;
  readonly of: number;
  /** Where it is a number still: the mean since the last look. */
  readonly loss?: number;
}

/** Steps whose mean says how it goes now. */
const few = 10;

/** Losses are null where no step was taken. */
export interface Progress {
  /** Mean since the last look. */
  readonly loss: number | null;
  /** Mean of the last few steps. */
  readonly recent: number | null;
  /** The last look, unless somebody ends it just there. */
  readonly ended: boolean;
}

interface Training<Begin, Look, Kept> {
  /** The first word. */
  readonly begin: Begin;
  readonly trainer: {
    /** Taken so far. */
    readonly steps: number;
    /** Every number that would be kept is a number. */
    readonly sound: boolean;
    step(): { readonly loss: number };
  };
  readonly of: number;
  /** Steps between two looks. */
  readonly every: number;
  /** Of a run that goes on. */
  readonly since?: Since;
  look(progress: Progress): Look;
  /** Far worse than knowing nothing.
   *  @param loss mean since the last look
   *  @param last where it is at the same step */
  lost?(loss: number, last?: Look): boolean;
  /** All that is worth keeping by now. */
  keep(since: Since): Kept;
}

export interface Trained<Look> {
  /** The last look: when training ended, or before its numbers left all bounds. */
  readonly last: Look;
  readonly diverged: boolean;
}

/** Trains to the end. The last event is what is kept, unless it has blown up. */
export function* train<Begin, Look extends { readonly step: number }, Kept>({
  begin,
  trainer,
  of,
  every,
  since = { loss: 0, steps: 0 },
  look,
  lost = () => false,
  keep,
}: Training<Begin, Look, Kept>): Generator<
  Begin | Look | Kept | TrainingEvent | DivergedEvent,
  Trained<Look>,
  Command | undefined
> {
  const mean = (): number | null => (since.steps > 0 ? since.loss / since.steps : null);
  const recent: number[] = [];
  const recently = (): number | null =>
    recent.length > 0 ? recent.reduce((sum, loss) => sum + loss) / recent.length : null;
  const progress = (ended: boolean): Progress => ({ loss: mean(), recent: recently(), ended });
  let [finish, save] = [false, false];
  const hear = (command: Command | undefined): void => {
    finish ||= command?.name === 'finish';
    save ||= command?.name === 'save';
  };
  hear(yield begin);
  let last = look(progress(trainer.steps >= of));
  hear(yield last);
  let diverged = false;
  while (trainer.steps < of && !finish && !diverged) {
    if (trainer.steps % every === 0) since = { loss: 0, steps: 0 };
    const { loss } = trainer.step();
    const { steps: step } = trainer;
    const due = step % every === 0 || step === of;
    diverged = !Number.isFinite(loss) || (due && !trainer.sound);
    if (diverged) break;
    since = { loss: since.loss + loss, steps: since.steps + 1 };
    recent.push(loss);
    if (recent.length > few) recent.shift();
    if (due) hear(yield (last = look(progress(step === of))));
    else hear(yield { kind: 'training', step, of, loss: recently()! });
    // One that is worse than nothing waits until it is better.
    if (!save || finish || lost(mean()!)) continue;
    save = false;
    diverged = !trainer.sound;
    if (!diverged) hear(yield keep(since));
  }
  if (diverged || !trainer.sound) {
    yield { kind: 'diverged', step: trainer.steps, of };
    return { last, diverged: true };
  }
  if (last.step < trainer.steps) yield (last = look(progress(true)));
  const loss = mean();
  if (loss !== null && lost(loss, last)) {
    yield { kind: 'diverged', step: trainer.steps, of, loss };
    return { last, diverged: true };
  }
  yield keep(since);
  return { last, diverged: false };
}

/** Below the last picture, and what helps. */
export function blownUp({ step, loss }: Pick<DivergedEvent, 'step' | 'loss'>): Frame {
  const what = loss === undefined ? 'numbers left all bounds' : 'far worse than knowing nothing';
  return text(`blown up at step ${step}: ${what}. A lower rate (lr) helps.`, 'bad');
}
