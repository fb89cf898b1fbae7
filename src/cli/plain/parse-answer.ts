/** A typed line as an answer. What cannot be one is handed on as text: the player says why it is none. */
import { type Answer, numberOf } from '../../course/answer.ts';
import type { Guess, Question } from '../../course/lesson.ts';

export function parseAnswer(to: Question | Guess, typed: string): Answer {
  const line = typed.trim();
  switch (to.type) {
    case 'choice':
    case 'choose':
      return pick(line, to.choices) ?? line;
    case 'several': {
      const words = line.split(/[\s,;]+/).filter((word) => word !== '' && word !== 'and');
      const picked = words.map((word) => pick(word, to.choices) ?? -1);
      return [...new Set(picked)];
    }
    case 'number':
      return numberOf(line, to.unit) ?? line;
    case 'short':
      return line;
    case 'spread':
    case 'next':
      return shares(line, to.over) ?? line;
  }
}

/** "2" or "2." is the second choice; so are its words, or the beginning of them when no other begins so. */
function pick(word: string, choices: readonly { readonly text: string }[]): number | undefined {
  const number = /^(\d+)[.)]?$/.exec(word)?.[1];
  const texts = choices.map(({ text }) => text.toLowerCase());
  const exact = texts.indexOf(word.toLowerCase());
  if (exact >= 0) return exact;
  if (number !== undefined) return Number(number) - 1;
  const begins = texts.flatMap((text, index) => (word !== '' && text.startsWith(word.toLowerCase()) ? [index] : []));
  return begins.length === 1 ? begins[0] : undefined;
}

/** "40 30 10", "40, 30, 10, 20" or "mat 40, floor 30": what is not named gets nothing, what is left is something else. */
function shares(line: string, over: readonly string[]): readonly number[] | undefined {
  const words = line
    .toLowerCase()
    .replaceAll('%', ' ')
    .split(/[\s,;:=]+/)
    .filter((word) => word !== '');
  const numbers = words.map(Number);
  if (numbers.every(Number.isFinite)) {
    if (numbers.length === over.length + 1) return numbers;
    return numbers.length === over.length ? withRest(numbers) : undefined;
  }
  const given = over.map(() => 0);
  for (let at = 0; at < words.length; at += 2) {
    const index = over.findIndex((word) => word.toLowerCase() === words[at]);
    if (index < 0 || !Number.isFinite(numbers[at + 1])) return undefined;
    given[index] = numbers[at + 1];
  }
  return withRest(given);
}

const withRest = (given: readonly number[]): number[] => {
  const rest = 100 - given.reduce((sum, share) => sum + share, 0);
  // Too much is refused with the sum, so nothing is taken back here.
  return [...given, Math.max(0, Number(rest.toFixed(6)))];
};
