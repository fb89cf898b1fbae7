/** What a person should know before they believe an answer. The model answers whatever it is asked, and where it knows nothing it
 *  makes something up in the same tone: so what it cannot know is said beside.
 *  Read first: ../../models/pipeline/texts.ts, ../../data/toyland/world.ts */
import type { Person } from '../../data/toyland/world.ts';
import { toyland, wordsOf } from '../../models/pipeline/texts.ts';
import { nearest } from '../sample/learn.ts';
import type { ChatModel } from '../stages/chat.ts';
import type { UnknownWord } from './params.ts';

/** Words that a line names, and words that others are looked for. */
const most = 5;

/** Words of a question that stand in nothing that the model has read; of 's after a name nobody has to have read.
 *
 *  unknownWords('Where is Berlin?', ['is', 'where']) → [{ word: 'berlin', near: [] }] */
export function unknownWords(question: string, words: readonly string[]): UnknownWord[] {
  const known = new Set(words);
  const asked = wordsOf([question]).filter((word) => !known.has(word) && !known.has(word.replace(/['’]s$/, '')));
  const all = words.map((text) => ({ text, count: 0 }));
  return asked.map((word, i) => ({ word, near: i < most ? nearest(word, all) : [] }));
}

/** For somebody who was named before: to a model that remembers nothing, for nobody. */
const pronouns = /\b(he|him|his|she|her|hers)\b/i;

/** A line for each thing that is to be known. */
export function notesOn(question: string, { origin }: ChatModel): string[] {
  const unknown = unknownWords(question, origin.words);
  const strange = unknown.filter(({ word }) => !pronouns.test(word));
  return [...aboutWords(strange), ...aboutNames(question, readAbout(origin.words))];
}

/** The people of Toyland that a model has read about, as far as its words tell. */
export function readAbout(words: readonly string[]): Person[] {
  const known = new Set(words);
  return toyland().people.filter(({ first, last }) => [first, last].every((name) => known.has(name.toLowerCase())));
}

function aboutWords(unknown: readonly UnknownWord[]): string[] {
  const near = unknown.filter(({ near }) => near.length > 0);
  const strange = unknown.filter(({ near }) => near.length === 0);
  const lines = near
    .slice(0, most)
    .map(
      ({ word, near }) =>
        `it has never read ${quoted(word)}; did you mean ${near.map((word) => quoted(asWritten(word))).join(' or ')}?`,
    );
  if (strange.length === 0) return lines;
  const named = strange.slice(0, most).map(({ word }) => quoted(word));
  const more = strange.length > most ? ` and ${strange.length - most} more` : '';
  const stand = strange.length === 1 ? 'stands' : 'stand';
  return [...lines, `${named.join(', ')}${more} ${stand} in nothing that it has read: what it says of that is made up`];
}

/** @param people that it has read about */
function aboutNames(question: string, people: readonly Person[]): string[] {
  const firsts = groups(people, ({ first }) => first);
  const lasts = new Set(people.map(({ last }) => last.toLowerCase()));
  const words = question.match(/\p{L}+/gu) ?? [];
  const lines: string[] = [];
  let named = false;
  for (const [i, word] of words.entries()) {
    const alike = firsts.get(word.toLowerCase());
    if (!alike) continue;
    const [next = ''] = words.slice(i + 1);
    if (lasts.has(next.toLowerCase())) {
      named = true;
      const typed = `${word} ${next}`;
      const person = alike.find(({ name }) => name.toLowerCase() === typed.toLowerCase());
      if (!person)
        lines.push(`nobody in Toyland is called ${capital(word)} ${capital(next)}: what it says of them is made up`);
    } else if (isName(word) && !isName(next)) {
      named = true;
      lines.push(`${word} may be ${listed(alike.map(({ name }) => name))}: ask with the whole name`);
    }
  }
  const [pronoun] = pronouns.exec(question) ?? [];
  if (pronoun && !named)
    lines.push(`it remembers no question before this one: say whom you mean by ${quoted(pronoun)}`);
  return [...new Set(lines)];
}

function groups(people: readonly Person[], keyOf: (person: Person) => string): Map<string, Person[]> {
  const all = new Map<string, Person[]>();
  for (const person of people) {
    const key = keyOf(person).toLowerCase();
    all.set(key, [...(all.get(key) ?? []), person]);
  }
  return all;
}

/** Some first names are words too. */
const isName = (word: string): boolean => word !== '' && word === capital(word);

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

const quoted = (word: string): string => JSON.stringify(word);

/** Names have a capital. */
const asWritten = (word: string): string => {
  const { people, towns } = toyland();
  const names = [...people.flatMap(({ first, last }) => [first, last]), ...towns.map(({ name }) => name)];
  return names.find((name) => name.toLowerCase() === word) ?? word;
};
