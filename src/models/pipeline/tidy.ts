/** What people type in a hurry, as the model knows it: names with capitals, whole words, a mark at the end. It has only read tidy
 *  sentences, and "ada" is another word to it than "Ada". Programs before the model do so too: text normalisation.
 *  Left out: spelling mistakes. Read next: ./chat-format.ts */
import type { World } from '../../data/toyland/world.ts';

const short: Readonly<Record<string, string>> = {
  "what's": 'what is',
  "who's": 'who is',
  "where's": 'where is',
  "how's": 'how is',
  "that's": 'that is',
  "i'm": 'I am',
  i: 'I',
};

/** How questions begin. */
const asks =
  /^((in|on|to|with|for|at) )?(who|whom|whose|what|which|where|when|why|how|do|does|did|is|are|was|has|have|can|could|should|will)\b/i;

/** tidied("where's ada frost from", world) === 'Where is Ada Frost from?' */
export function tidied(text: string, { people, towns, clubs }: World): string {
  const days = clubs.map(({ day }) => day);
  const always = new Set(['Toyland', ...days, ...towns.map(({ name }) => name), ...people.map(({ first }) => first)]);
  const firsts = new Set(people.map(({ first }) => first));
  const lasts = new Set(people.map(({ last }) => last));
  let before = '';
  const words = text
    .trim()
    .split(/\s+/)
    .map((word) => {
      const [, letters, more] = /^([a-z]*(?:'[a-z]+)?)(.*)$/is.exec(word.replace('’', "'"))!;
      // "what's" is two words; in "ada's" only what stands before the 's is a name.
      const known = short[letters.toLowerCase()];
      const end = known === undefined && letters.includes("'") ? letters.indexOf("'") : letters.length;
      const whole = known ?? letters.slice(0, end);
      const rest = letters.slice(end).toLowerCase() + more;
      const name = capital(whole.toLowerCase());
      // A family name is a name only after a first one: there are bells and frosts, too.
      const isName = always.has(name) || (lasts.has(name) && firsts.has(before));
      before = isName ? name : '';
      return (isName ? name : whole) + rest;
    });
  const line = capital(words.join(' '));
  if (!/\w$/.test(line) || !/[a-z]/i.test(line)) return line;
  return line + (asks.test(line) ? '?' : '.');
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** As people type who are in a hurry.
 *
 *  hasty('Where does Ada Frost live?') === 'where does ada frost live' */
export const hasty = (question: string): string => question.toLowerCase().replace(/[.?!]$/, '');
