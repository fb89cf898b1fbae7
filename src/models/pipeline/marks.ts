/** What makes an answer right: the truth about Toyland, in whatever words. Read first: ./exam-questions.ts */
import type { FurtherQuestion } from '../../data/toyland/further-questions.ts';
import type { World } from '../../data/toyland/world.ts';
import type { FactQuestion } from './exam-questions.ts';

/** Names the person and what is true of them, and nothing else. */
export function isRight(answer: string, fact: FactQuestion, { people }: World): boolean {
  const { name, value, relation } = fact;
  const others = people.map((person) => person[relation]).filter((other) => other !== value && other !== name);
  return fits(answer, { answer: fact.answer, right: { all: [name, value], any: [], none: [...new Set(others)] } });
}

/** Says all that has to be said, one of what may be, and nothing that is wrong; and is no longer than an answer needs to be: whoever
 *  goes on and on says what was asked sooner or later. */
export function fits(answer: string, { answer: known, right }: Pick<FurtherQuestion, 'answer' | 'right'>): boolean {
  const { all, any, none } = right;
  if (sentencesOf(answer) > sentencesOf(known)) return false;
  if (!all.every((words) => says(answer, words))) return false;
  if (any.length > 0 && !any.some((words) => says(answer, words))) return false;
  const rest = [...all, ...any].reduce((text, words) => text.replace(wordsOf(words), ' '), answer);
  return !none.some((words) => says(rest, words));
}

const sentencesOf = (text: string): number => text.split(/[.!?](?:\s|$)/).filter(Boolean).length;

const says = (text: string, words: string): boolean => wordsOf(words).test(text);

/** Whole words, however they are written. */
const wordsOf = (words: string): RegExp => new RegExp(`(?<!\\w)${words.replace(/[^\w ]/g, '\\$&')}(?!\\w)`, 'i');
