/** By what one sees what is wrong with a run, in its own numbers. After few steps there may be nothing to be seen yet. */
import type { Fault, Seen } from './params.ts';

const said = (loss: number | null): string => loss?.toFixed(2) ?? 'no number';
/** What is no number any more is worse than anything. */
const far = (loss: number | null): number => loss ?? Number.POSITIVE_INFINITY;

/** Differences that are seen, and that are as good as none, in nats. */
const [clear, slight] = [0.3, 0.2];

/** Whether the numbers look as this fault makes them look. */
export function isSeen(fault: Fault, run: Seen, healthy: Seen): boolean {
  const [train, held, fresh] = [run.train_loss, run.held_out_loss, run.fresh_loss].map(far);
  const sound = { train: far(healthy.train_loss), fresh: far(healthy.fresh_loss) };
  const isAlike = Math.abs(fresh - sound.fresh) < clear;
  switch (fault) {
    case 'none':
      return isAlike && Math.abs(train - sound.train) < clear && held - train > slight;
    case 'labels':
      return train - sound.train > clear && fresh - train > clear;
    case 'mask':
      return sound.train - train > clear && fresh - train > 1;
    case 'rate':
      return train - sound.train > clear && !(fresh - train > clear);
    case 'leak':
      return isAlike && held - train < slight && fresh - held > slight;
  }
}

/** To whoever named a fault. */
export const verdict = (right: boolean): string =>
  right ? 'yes, this is what the seed hides' : 'no, the seed hides something else';

export function signOf(fault: Fault, run: Seen, healthy: Seen): string {
  const [train, held, fresh] = [run.train_loss, run.held_out_loss, run.fresh_loss].map(said);
  if (!isSeen(fault, run, healthy)) {
    return `it is too early to tell: ${train} learnt, ${held} put aside, ${fresh} fresh; the healthy run ${said(healthy.train_loss)}, ${said(healthy.held_out_loss)}, ${said(healthy.fresh_loss)}`;
  }
  switch (fault) {
    case 'none':
      return `it does as the healthy run does: ${held} on text put aside and ${fresh} on fresh text, there ${said(healthy.held_out_loss)} and ${said(healthy.fresh_loss)}`;
    case 'labels':
      return `the loss falls to ${train} only, not to ${said(healthy.train_loss)}, and fresh text costs ${fresh}: it learns something, but not what comes next`;
    case 'mask':
      return `the loss falls to ${train}, far below ${said(healthy.train_loss)}, and reading as it writes costs ${fresh}: it copies what it may not see`;
    case 'rate':
      return `every loss stays high, ${train} and ${fresh}, where the healthy run has ${said(healthy.train_loss)}: it knows little more than which tokens are frequent`;
    case 'leak':
      return `text put aside costs ${held}, as little as what it learns from (${train}), but fresh text ${fresh}: it has seen the lines put aside`;
  }
}
