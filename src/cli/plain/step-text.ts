/** The parts of a step as text: what it says, what it asks, what may be answered. Nothing here gives an answer away. */
import type { Guess, Lesson, Question, Step, StepOf } from '../../course/lesson.ts';
import type { Outcome } from '../../course/predict.ts';
import { percent, somethingElse } from '../../course/spread.ts';
import type { Tally } from '../../course/surprise.ts';
import { nextFrame } from '../../course/surprise-frame.ts';
import { type Frame, rows, text } from '../../render/frame.ts';
import type { Course } from '../../store/lessons.ts';

export function lessonIntro({ minutes, goals, steps, part }: Lesson): Frame {
  const about = `${part} · ${steps.length} steps, about ${minutes} minutes. Then you will be able to:`;
  return rows(text(about), ...goals.map((goal) => text(`- ${goal}`)));
}

/** What the step says or asks, before anything is done. */
export function stepText(step: Step): string {
  switch (step.kind) {
    case 'predict':
    case 'quiz':
      return step.ask;
    case 'shell':
      return step.task;
    case 'recap':
      return [step.points.map((point) => `- ${point}`).join('\n'), step.next ?? ''].join('\n\n').trim();
    default:
      return step.text;
  }
}

/** The answers there are to choose from, or how to give one; `asked` when somebody can answer. */
export function answersFrame(to: Question | Guess, asked: boolean): Frame {
  switch (to.type) {
    case 'choice':
    case 'choose':
      return choices(to.choices, asked ? 'Answer with a number.' : 'One of:');
    case 'several':
      return choices(to.choices, asked ? 'Answer with one number or more, such as 1 3.' : 'One or more of:');
    case 'number': {
      const range = 'min' in to ? ` from ${to.min} to ${to.max}` : '';
      return text(`Answer with a number${range}${to.unit ? `, in ${to.unit}` : ''}.`, 'muted');
    }
    case 'short':
      return text('Answer with a word or a few.', 'muted');
    case 'spread':
    case 'next': {
      const example = to.over.map((_, index) => (index === 0 ? 40 : 10)).join(' ');
      const how = asked
        ? ` Answer with ${to.over.length} numbers, such as ${example}; what is left is ${somethingElse}.`
        : '';
      return text(`Spread 100 % over: ${[...to.over, somethingElse].join(', ')}.${how}`, 'muted');
    }
  }
}

function choices(list: readonly { readonly text: string }[], how: string): Frame {
  return rows(text(how, 'muted'), ...list.map((choice, index) => text(`  ${index + 1}. ${choice.text}`)));
}

/** @param soFar the average of the guesses at what came next */
export function outcomeFrame(outcome: Outcome, soFar?: Tally): Frame {
  if (outcome.type === 'next') return { ...rows(nextFrame(outcome, soFar), text(outcome.said)), gap: 1 };
  if (outcome.type !== 'spread') return text(outcome.said);
  const columns = [
    { title: '' },
    { title: 'you', align: 'right' as const },
    { title: 'the model', align: 'right' as const },
  ];
  const table = outcome.rows.map(({ label, given, actual }) => [label, percent(given), percent(actual)]);
  return { ...rows({ kind: 'table', columns, rows: table }, text(outcome.said)), gap: 1 };
}

/** The quoted source, its lines numbered as in the file.
 *  @throws InputError when it is not there */
export async function sourceFrame({ file, region }: StepOf<'source'>, course: Course): Promise<Frame> {
  const { line, text: code } = await course.quote(file, region);
  const lines = code.replace(/\n$/, '').split('\n');
  const digits = String(line + lines.length - 1).length;
  const numbered = lines.map((content, index): Frame => {
    const number = `${String(line + index).padStart(digits)}  `;
    return { kind: 'text', text: [{ text: number, tone: 'muted' }, content] };
  });
  return rows(text(`${file}:`, 'muted'), ...numbered);
}
