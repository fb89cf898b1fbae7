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
  /** Mean since the last look. */
  readonly loss: number;
}

/** A number was no number any more, or beyond all that training comes to. Nothing is kept after that. */
export interface DivergedEvent {
  readonly kind: 'diverged';
  readonly step: number;
  readonly of: number;
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
  /** @param loss mean since the last look; null where no step was taken */
  look(loss: number | null): Look;
  /** All that is worth keeping by now. */
  keep(since: Since): Kept;
}

export interface Trained<Look> {
  /** The last look: when training ended, or before it blew up. */
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
  keep,
}: Training<Begin, Look, Kept>): Generator<
  Begin | Look | Kept | TrainingEvent | DivergedEvent,
  Trained<Look>,
  Command | undefined
> {
  const mean = (): number | null => (since.steps > 0 ? since.loss / since.steps : null);
  let [finish, save] = [false, false];
  const hear = (command: Command | undefined): void => {
    finish ||= command?.name === 'finish';
    save ||= command?.name === 'save';
  };
  hear(yield begin);
  let last = look(mean());
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
    if (due) hear(yield (last = look(mean())));
    else hear(yield { kind: 'training', step, of, loss: since.loss / since.steps });
    if (!save || finish) continue;
    save = false;
    diverged = !trainer.sound;
    if (!diverged) hear(yield keep(since));
  }
  if (diverged || !trainer.sound) {
    yield { kind: 'diverged', step: trainer.steps, of };
    return { last, diverged: true };
  }
  if (last.step < trainer.steps) yield (last = look(mean()));
  yield keep(since);
  return { last, diverged: false };
}

/** Below the last picture, and what helps. */
export const blownUp = (step: number): Frame =>
  text(`blown up at step ${step}: numbers left all bounds. A lower learning rate (lr) helps.`, 'bad');
