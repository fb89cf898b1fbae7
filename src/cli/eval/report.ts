/** What `genai eval` says to a person. */
import type { Score } from '../../models/language-model/score.ts';
import type { Frame, Rich } from '../../render/frame.ts';
import type { Judge } from './judge.ts';

/** For a pipe, and the last line on a terminal. */
export function tell({ nats_per_token, perplexity, bits_per_byte, tokens, unseen }: Score): string {
  const [nats, choices, bits] = [fixed(nats_per_token, 4), fixed(perplexity, 3), fixed(bits_per_byte, 4)];
  return `nats_per_token=${nats} perplexity=${choices} bits_per_byte=${bits} tokens=${tokens} unseen=${unseen}`;
}

/** As JSON has it: no number is null. */
const fixed = (value: number | null, digits: number): string => value?.toFixed(digits) ?? 'null';

/** @param text name of the text scored; undefined for the one that was learned from */
export function view({ model, lines, about, more }: Judge, score: Score, text: string | undefined): Frame {
  const { nats_per_token, perplexity, bits_per_byte, tokens, unseen, unknown } = score;
  const size = model.vocabularySize;
  const figure = (value: number | null, digits: number, beside: string): Rich =>
    value === null
      ? [{ text: 'infinite', tone: 'warn', bold: true }]
      : [
          { text: value.toFixed(digits), bold: true },
          { text: `  ${beside}`, tone: 'muted' },
        ];
  const extent = lines ? 'a line a document' : 'one document';
  const facts: (readonly [string, Rich])[] = [
    ...about,
    ['scored', `${text === undefined ? 'the same text' : nameOf(text)}: ${many(tokens)}, ${extent}`],
  ];
  if (unseen > 0) facts.push(['impossible', [{ text: `${many(unseen)} of probability 0`, tone: 'warn' }]]);
  if (unknown > 0) facts.push(['unknown', `${many(unknown)} outside the vocabulary`]);
  facts.push(
    ['nats a token', figure(nats_per_token, 4, `all ${size} equally likely: ${Math.log(size).toFixed(4)}`)],
    ['perplexity', figure(perplexity, 3, 'as unsure as among so many equally likely tokens')],
    ['bits a byte', figure(bits_per_byte, 4, 'the text itself: 8')],
    ...more,
  );
  const columns = [{ title: '' }, { title: '' }];
  return { kind: 'table', columns, rows: facts.map(([name, value]) => [[{ text: name, tone: 'muted' }], value]) };
}

export const nameOf = (name: string): string => (name === '-' ? 'stdin' : name);
export const many = (n: number): string => `${n} token${n === 1 ? '' : 's'}`;
