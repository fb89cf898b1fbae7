/** All keys of the screen that help was asked on, and what the screen is about. */
import { waits } from '../../course/review-session.ts';
import { type Page, titleRows } from '../draw/page.ts';
import type { Pen, Row } from '../draw/pen.ts';
import type { AppState } from '../state.ts';

type Entry = readonly [key: string, does: string];

const moving: readonly Entry[] = [
  ['PgUp, PgDn', 'scroll, where there is more than fits'],
  ['Ctrl-C', 'leave at once; what you did is kept'],
];

const homeKeys: readonly Entry[] = [
  ['up, down', 'choose'],
  ['left, right, Tab', 'to the lessons or to the labs'],
  ['Enter', 'open what is chosen'],
  ['/', 'search lessons, steps and labs'],
  ['r', 'review: questions that you missed, some days later'],
  ['q, Esc', 'leave'],
];

const labKeys: readonly Entry[] = [
  ['up, down', 'choose a knob'],
  ['left, right', 'turn it; the run starts anew'],
  ['e, Enter, a digit', 'type a value; Enter sets it'],
  ['Space', 'pause and go on; once more when it is over'],
  ['n', 'one step'],
  ['[ and ]', 'look at earlier and later steps'],
  ['+ and -', 'faster and slower'],
  ['r', 'the same run again'],
  ['s', 'a new seed: chance falls another way'],
];

const lessonKeys: readonly Entry[] = [
  ['Enter', 'answer; then on to the next step'],
  ['up, down, digits', 'choose an answer'],
  ['Space', 'tick, where several are right'],
  ['h', 'a hint; each one says more'],
  ['w', 'the right answer, after two wrong ones'],
  ['b, left', 'the step before'],
  ['s', 'skip this step (in a lab: a new seed)'],
  ['R', 'start the lesson anew'],
  ['q, Esc', 'home; you come back exactly here'],
];

const reviewText =
  `A question that you missed, or knew only after a hint, comes back after ${waits}: known at once it waits longer, ` +
  'missed it begins again. What you know after the longest wait is learnt.';

const reviewKeys: readonly Entry[] = [
  ['Enter', 'answer; then on to the next question'],
  ...lessonKeys.slice(1, 5),
  ['[ and ]', 'look at earlier and later steps of a run that is shown'],
  ['s', 'leave this question out; it stays due'],
  ['q, Esc', 'home; what you answered is kept'],
];

export function helpPage({ page }: AppState, pen: Pen): Page {
  const words = pen.narrower(Math.min(76, pen.width));
  const body: Row[] = [''];
  const section = (title: string, entries: readonly Entry[]): void => {
    body.push(pen.paint(title, 'plain', true), ...entryRows(entries, words), '');
  };
  if (page.kind === 'lab') {
    body.push(...words.text(page.lab.lab.about), '');
    section('In a lab', [...labKeys, ...commandsOf(page.lab.lab), ['q, Esc', 'back']]);
  } else if (page.kind === 'lesson') {
    const { lesson } = page.lesson.player;
    body.push(...words.text(`You will be able to`), ...lesson.goals.flatMap((goal) => words.text(`- ${goal}`)), '');
    section('In a lesson', lessonKeys);
    const lab = page.lesson.playground?.lab;
    if (lab) {
      section('In its lab', [
        ...labKeys.filter(([key]) => !key.includes('Enter')),
        ['e, a digit', 'type a value'],
        ...commandsOf(lab),
      ]);
      body.push(...words.text(lab.about), '');
    }
  } else if (page.kind === 'review') {
    body.push(...words.text(reviewText), '');
    section('In a review', reviewKeys);
  } else section('Here', homeKeys);
  section('Everywhere', moving);
  return {
    head: titleRows(pen, 'Help', 'any other key goes back'),
    body,
    keys: [
      [pen.signs.upDown, 'scroll'],
      ['any key', 'back'],
    ],
  };
}

const commandsOf = ({ commands = [] }: { commands?: readonly { key: string; label: string }[] }): Entry[] =>
  commands.map(({ key, label }) => [key, label]);

function entryRows(entries: readonly Entry[], pen: Pen): Row[] {
  const names = Math.max(...entries.map(([key]) => key.length));
  return entries.flatMap(([key, does]) => {
    const [first, ...more] = pen.text(does, undefined, pen.width - names - 4);
    const rest = more.map((row) => ' '.repeat(names + 4) + row);
    return [`  ${pen.paint(key.padEnd(names), 'accent')}  ${first}`, ...rest];
  });
}
