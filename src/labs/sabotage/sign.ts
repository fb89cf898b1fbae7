/** By what one sees what is wrong with a run, in its own numbers. */
import type { Fault, Seen } from './params.ts';

const said = (loss: number | null): string => loss?.toFixed(2) ?? 'no number';

export function signOf(fault: Fault, { train_loss, held_out_loss, fresh_loss }: Seen, healthy: Seen): string {
  const [train, held, fresh] = [train_loss, held_out_loss, fresh_loss].map(said);
  switch (fault) {
    case 'none':
      return `it does as the healthy run does: ${held} on held-out and ${fresh} on fresh text, there ${said(healthy.held_out_loss)} and ${said(healthy.fresh_loss)}`;
    case 'labels':
      return `the loss falls to ${train} only, not to ${said(healthy.train_loss)}, and fresh text costs ${fresh}: it learns something, but not what comes next`;
    case 'mask':
      return `the loss falls to ${train}, far below ${said(healthy.train_loss)}, and reading as it writes costs ${fresh}: it copies what it may not see`;
    case 'rate':
      return `every loss stays high, ${train} and ${fresh}: it knows little more than which tokens are frequent`;
    case 'leak':
      return `held-out text costs ${held}, as little as what it learns from (${train}), but fresh text ${fresh}: it has seen the held-out lines`;
  }
}
