/** What makes a lesson good to learn from, beyond being possible: it asks before it tells, it leaves nobody stuck, and every
 *  wrong answer is told its own reason. Only a checker asks for these; a lesson that breaks them can still be opened. */
import { questionOf } from './answer.ts';
import type { Lesson, Step } from './lesson.ts';
import type { Path } from './positions.ts';
import type { BrokenRule } from './rules.ts';

/** In the order of the file. */
export function* brokenManners({ steps }: Lesson): Generator<BrokenRule> {
  const kinds = steps.map(({ kind }) => kind);
  if (!kinds.slice(0, 2).includes('predict')) {
    const remedy = 'Let step 1 or 2 be of kind predict: first a guess, then the run, then the reason.';
    yield { path: ['steps', 0], what: 'it explains before it asks', remedy };
  }
  for (const [index, step] of steps.entries()) yield* brokenStep(step, ['steps', index]);
  const recap = kinds.indexOf('recap');
  if (recap < 0) {
    yield { path: ['steps'], what: 'there is no recap', remedy: 'Say near the end what was learned: kind recap.' };
  } else if (!steps.slice(recap).some((step) => questionOf(step))) {
    const remedy = 'Ask about what was learned: a step of kind quiz.';
    yield { path: ['steps', recap], what: 'no question comes after the recap', remedy };
  }
}

function* brokenStep(step: Step, path: Path): Generator<BrokenRule> {
  if ((step.kind === 'quiz' || step.kind === 'shell') && step.hints.length === 0) {
    const remedy = 'Add "hints" for whoever is stuck, from a nudge to nearly the answer.';
    yield { path, what: 'there is no hint', remedy };
  }
  const question = questionOf(step);
  if (!question) return;
  const at = [...path, ...(step.kind === 'quiz' ? ['question'] : ['check', 'question'])];
  const [list, name] = 'choices' in question ? [question.choices, 'choices'] : [question.wrong, 'wrong'];
  const said = new Set<string>();
  for (const [index, { why }] of list.entries()) {
    if (said.has(why)) {
      const remedy = 'Say of each one why it is wrong, or right.';
      yield { path: [...at, name, index, 'why'], what: 'this reason is given twice', remedy };
    }
    said.add(why);
  }
}
