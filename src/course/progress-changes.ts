/** What of a step through a lesson is worth keeping: the difference of two states, as changes for the journal. */
import { measuredOf } from './grade.ts';
import { currentStep, type PlayerState, recordOf, type StepRecord } from './player.ts';
import { valueAt } from './pointer.ts';
import type { Change } from './progress-events.ts';
import { askedOf } from './question-sign.ts';

/** Folding the result gives back what `openLesson` needs to stand where `after` stands. */
export function changesBetween(before: PlayerState, after: PlayerState): Change[] {
  if (before === after) return [];
  // Every record is gone again: that is a restart.
  const restarted = before.records.size > 0 && after.records.size === 0;
  const changes: Change[] = restarted ? [{ type: 'restart' }] : [];
  for (const [step, record] of after.records)
    changes.push(...changesOfStep(step, recordOf(before, step), record, after));
  const step = currentStep(after).id;
  if (restarted || currentStep(before).id !== step) changes.push({ type: 'at', step });
  if (after.finished && !before.finished) changes.push({ type: 'finished' });
  return changes;
}

function changesOfStep(step: string, before: StepRecord, after: StepRecord, state: PlayerState): Change[] {
  if (before === after) return [];
  const changes: Change[] = [];
  for (let hint = before.hints; hint < after.hints; hint++) changes.push({ type: 'hint', step });
  if (after.tries > before.tries && after.answer !== undefined) {
    const { answer, right } = after;
    const given = typeof answer === 'object' ? [...answer] : answer;
    changes.push({ type: 'answer', step, answer: given, right, ...aboutQuestion(step, state) });
  }
  if (after.done && (!before.done || before.skipped !== after.skipped)) {
    changes.push(after.skipped ? { type: 'done', step, skipped: true } : { type: 'done', step });
  }
  return changes;
}

/** What a review has to know of a question later: which one it was, and what the lesson's own run said to it. */
function aboutQuestion(id: string, { lesson, results, changed }: PlayerState): { asked?: string; said?: Said } {
  const step = lesson.steps.find((step) => step.id === id);
  if (step?.kind !== 'quiz') return {};
  const from = measuredOf(step.question);
  const said = from && !changed.has(from.from) ? valueAt(results.get(from.from), from.at) : undefined;
  const asked = askedOf(step);
  return isSaid(said) ? { asked, said } : { asked };
}

type Said = string | number | boolean;
const isSaid = (value: unknown): value is Said => ['string', 'number', 'boolean'].includes(typeof value);
