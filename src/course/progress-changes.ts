/** What of a step through a lesson is worth keeping: the difference of two states, as changes for the journal. */
import { currentStep, type PlayerState, recordOf, type StepRecord } from './player.ts';
import type { Change } from './progress.ts';

/** Folding the result gives back what `openLesson` needs to stand where `after` stands. */
export function changesBetween(before: PlayerState, after: PlayerState): Change[] {
  if (before === after) return [];
  // Every record is gone again: that is a restart.
  const restarted = before.records.size > 0 && after.records.size === 0;
  const changes: Change[] = restarted ? [{ type: 'restart' }] : [];
  for (const [step, record] of after.records) changes.push(...changesOfStep(step, recordOf(before, step), record));
  const step = currentStep(after).id;
  if (restarted || currentStep(before).id !== step) changes.push({ type: 'at', step });
  if (after.finished && !before.finished) changes.push({ type: 'finished' });
  return changes;
}

function changesOfStep(step: string, before: StepRecord, after: StepRecord): Change[] {
  if (before === after) return [];
  const changes: Change[] = [];
  for (let hint = before.hints; hint < after.hints; hint++) changes.push({ type: 'hint', step });
  if (after.tries > before.tries && after.answer !== undefined) {
    const { answer, right } = after;
    changes.push({ type: 'answer', step, answer: typeof answer === 'object' ? [...answer] : answer, right });
  }
  if (after.done && (!before.done || before.skipped !== after.skipped)) {
    changes.push(after.skipped ? { type: 'done', step, skipped: true } : { type: 'done', step });
  }
  return changes;
}
