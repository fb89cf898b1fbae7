/** Questions that were missed, asked again as plain text; where nobody can answer they are listed. */

import { keptOf } from '../../course/lesson-key.ts';
import type { Change } from '../../course/progress-events.ts';
import type { ReviewQuestion } from '../../course/review.ts';
import { type OpenedReview, openReview } from '../../course/review-plan.ts';
import {
  comesBack,
  longestReview,
  nothingDue,
  openQuestion,
  questions,
  reviewChange,
  sourceOf,
  type Went,
  wentBy,
  wentWords,
} from '../../course/review-session.ts';
import { clean } from '../../render/clean.ts';
import { InlineHost } from '../../runner/run.ts';
import { dataFolder } from '../../store/folders.ts';
import { type Course, dataOf } from '../../store/lessons.ts';
import { ProgressStore } from '../../store/progress.ts';
import type { CommandContext } from '../context.ts';
import { draw } from '../draw.ts';
import { appender } from './appender.ts';
import type { LineInput } from './line-input.ts';
import { noteOn } from './note.ts';
import { Paper } from './paper.ts';
import { type Sitter, Sitting } from './sitting.ts';

/** Asks what is due, if anything is. */
export async function review(course: Course, input: LineInput, context: CommandContext): Promise<void> {
  const { io, out, signal } = context;
  const { plan, folder, append } = await due(course, context);
  const paper = new Paper(io, out);
  if (plan.due.length === 0) return paper.text(nothingDue(plan.next, plan.now));
  const host = new InlineHost(await dataOf(course));
  const ends = AbortSignal.any([signal, input.interrupted]);
  await ask(plan, { course, paper, host, signal: ends, folder, input }, append);
}

/** Where nobody can answer: a question a line. */
export async function listReview(course: Course, context: CommandContext): Promise<void> {
  const { io, out } = context;
  const { plan } = await due(course, context);
  if (plan.due.length === 0) {
    await out.write(`${nothingDue(plan.next, plan.now)}\n`);
    return;
  }
  const columns = [{ title: 'question' }, { title: 'lesson' }, { title: 'answered' }];
  const days = ({ review }: ReviewQuestion): string => {
    const past = Math.max(0, Math.round((plan.now - review.since) / 86_400_000));
    return past === 1 ? '1 day ago' : `${past} days ago`;
  };
  const rows = plan.due.map((question) => [question.step.title, question.lesson.title, days(question)]);
  await out.write(draw({ kind: 'table', columns, rows }, io));
  io.stderr.write(`hint: in a terminal ${clean(course.command())} --review asks them\n`);
}

interface Due {
  readonly plan: OpenedReview;
  readonly folder: string;
  readonly append: ProgressStore['append'];
}

async function due(course: Course, { io }: CommandContext): Promise<Due> {
  const folder = await dataFolder(io.env);
  const store = new ProgressStore(folder);
  const note = noteOn(io);
  const { reviews, notice } = await store.load();
  if (notice) note(notice);
  const lessons = (await course.lessons()).map(({ lesson }) => lesson);
  const plan = await openReview(keptOf(reviews, course.pack?.id), lessons, Date.now());
  return { plan, folder, append: appender(store, note) };
}

type Table = Pick<Sitter, 'course' | 'paper' | 'host' | 'signal' | 'folder' | 'input'>;

/** One question after the other; how they went. */
export async function ask(plan: OpenedReview, table: Table, append: ProgressStore['append']): Promise<void> {
  const { course, paper } = table;
  const asked = plan.due.slice(0, longestReview);
  const went: Went[] = [];
  await paper.heading(`Review: ${questions(asked.length)}`, '=');
  await paper.text('Type help to see what can be typed.', 'muted');
  for (const [index, question] of asked.entries()) {
    const { lesson, step } = question;
    const source = sourceOf(question);
    const look = source && plan.labs.has(source.run.lab) ? source : undefined;
    const heading = `Question ${index + 1} of ${asked.length}: ${step.title} (${lesson.title})`;
    let answered: Change | undefined;
    const keep: Sitter['keep'] = async (before, after) => {
      const change = answered ? undefined : reviewChange(before, after, question);
      answered ??= change;
      if (change) await append(course.key(lesson.id), [change]);
    };
    const sitter = { ...table, lesson, keep, alone: { heading, look } };
    const end = await new Sitting(sitter, openQuestion(question, look !== undefined)).takeStep();
    if (end === 'left') return paper.text(`What you answered is kept. ${course.command()} --review goes on.`, 'muted');
    went.push(wentBy(answered));
  }
  const known = went.filter((how) => how === 'known').length;
  await paper.heading('That was the review.', '=');
  await paper.text(`Right at the first try: ${known} of ${asked.length}.`);
  const lines = asked.map((question, index) => {
    return `${wentWords[went[index]]}: ${question.step.title}, ${comesBack(question, went[index])}`;
  });
  await paper.frame({ kind: 'text', text: lines.join('\n') });
  const left = plan.due.length - asked.length;
  const more = `${questions(left)} more ${left === 1 ? 'is' : 'are'} due: ${course.command()} --review`;
  await paper.text(left > 0 ? more : `${course.command()} goes on with the lessons.`);
}
