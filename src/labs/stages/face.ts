/** What all stages of a training pipeline show and tell alike. Read first: ./view.ts */
import type { Frame, Size } from '../../render/frame.ts';
import type { StageEvent, StageResult } from './params.ts';
import { reduceStage, type Shown, type State, startStage, viewStage } from './view.ts';

/** @param tell the result of a run that did not blow up, in one line */
export const stageFace = (shown: Shown, tell: (result: StageResult) => string) => ({
  start: (): State => startStage(),
  reduce: reduceStage,
  view: (state: State, size: Size): Frame => viewStage(state, size, shown),

  share: (event: StageEvent): number | undefined =>
    event.kind === 'training' || event.kind === 'look' ? event.step / event.of : undefined,

  line(event: StageEvent): object | undefined {
    if (event.kind !== 'look') return undefined;
    const { step, of, loss, scores, replies } = event;
    return { step, of, loss, scores, replies };
  },

  tell: (result: StageResult): string =>
    result.diverged ? `blown up at step ${result.steps}: its numbers left all bounds` : tell(result),
  passes: ({ diverged }: StageResult): boolean => !diverged,
});
