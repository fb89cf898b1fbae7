/** What `genai eval` says to a person. */
import { builtinCorpora } from '../../data/builtin.ts';
import type { Score } from '../../models/language-model/score.ts';
import type { Discounts } from '../../models/ngram/kneser-ney.ts';
import type { Frame, Rich } from '../../render/frame.ts';
import type { EvalParams } from './params.ts';

export interface Report {
  readonly params: EvalParams;
  /** Name of the text scored; undefined for the one that was learned from. */
  readonly text?: string;
  readonly score: Score;
  /** Tokens learned from. */
  readonly learned: number;
  readonly vocabulary: number;
  /** Of Kneser-Ney, by length; `guessed` where the text told none. */
  readonly kneserNey?: { readonly discounts: readonly Discounts[]; readonly guessed: readonly number[] };
}

/** For a pipe, and the last line on a terminal. */
export function tell({ nats_per_token, perplexity, bits_per_byte, tokens, unseen }: Score): string {
  const [nats, choices, bits] = [fixed(nats_per_token, 4), fixed(perplexity, 3), fixed(bits_per_byte, 4)];
  return `nats_per_token=${nats} perplexity=${choices} bits_per_byte=${bits} tokens=${tokens} unseen=${unseen}`;
}

/** As JSON has it: no number is null. */
const fixed = (value: number | null, digits: number): string => value?.toFixed(digits) ?? 'null';

export function view(report: Report): Frame {
  const { params, text, score, learned, vocabulary, kneserNey } = report;
  const { nats_per_token, perplexity, bits_per_byte, tokens, unseen, unknown } = score;
  const figure = (value: number | null, digits: number, beside: string): Rich =>
    value === null
      ? [{ text: 'infinite', tone: 'warn', bold: true }]
      : [
          { text: value.toFixed(digits), bold: true },
          { text: `  ${beside}`, tone: 'muted' },
        ];
  const facts: [string, Rich][] = [
    ['model', describeModel(params)],
    ['learned from', `${nameOf(params.corpus)}: ${many(learned)}, ${vocabulary} different`],
    ['scored', `${text === undefined ? 'the same text' : nameOf(text)}: ${many(tokens)}, ${extent(params)}`],
  ];
  if (unseen > 0) facts.push(['impossible', [{ text: `${many(unseen)} of probability 0`, tone: 'warn' }]]);
  if (unknown > 0) facts.push(['unknown', `${many(unknown)} outside the vocabulary`]);
  facts.push(
    ['nats a token', figure(nats_per_token, 4, `all ${vocabulary} equally likely: ${Math.log(vocabulary).toFixed(4)}`)],
    ['perplexity', figure(perplexity, 3, 'as unsure as among so many equally likely tokens')],
    ['bits a byte', figure(bits_per_byte, 4, 'the text itself: 8')],
  );
  for (let length = 1; kneserNey && length <= params.order; length++) {
    const amounts = kneserNey.discounts[length].map((amount) => amount.toFixed(3)).join('  ');
    const guessed = kneserNey.guessed.includes(length) ? '  the usual ones: its counts tell none' : '';
    facts.push([`discounts ${length}`, [amounts, { text: guessed, tone: 'muted' }]]);
  }
  const columns = [{ title: '' }, { title: '' }];
  return { kind: 'table', columns, rows: facts.map(([name, value]) => [[{ text: name, tone: 'muted' }], value]) };
}

function describeModel({ order, unit, smoothing }: EvalParams): string {
  const grams = ['unigrams', 'bigrams', 'trigrams'][order - 1] ?? `${order}-grams`;
  const how =
    smoothing === 'none'
      ? 'as counted'
      : smoothing === 'kneser-ney'
        ? 'smoothed by Kneser-Ney'
        : `${smoothing.slice('add-'.length)} added to every count`;
  return `${grams} of ${unit === 'char' ? 'characters' : 'words'}, ${how}`;
}

const extent = ({ lines }: EvalParams): string => (lines ? 'a line a document' : 'one document');
const nameOf = (name: string): string => (name === '-' ? 'stdin' : name);
const many = (n: number): string => `${n} token${n === 1 ? '' : 's'}`;

/** One thing to try next, if there is one. */
export function hintOf({ params, text, score, kneserNey }: Report): string | undefined {
  const { corpus, lines, smoothing } = params;
  const { unseen, unknown } = score;
  if (unseen > unknown) return `${many(unseen)} never followed what stands before; try --smoothing kneser-ney`;
  if (unseen > 0) return `${many(unseen)} not in the vocabulary of ${nameOf(corpus)}; try --smoothing kneser-ney`;
  if (unknown > 0 && kneserNey) return `${many(unknown)} scored as unknown, not spelled; --unit char spells all`;
  if (!lines && builtinCorpora.some(({ name }) => name === corpus)) {
    return `each line of ${corpus} is a sentence; learn and score them one by one: --lines`;
  }
  if (text === undefined && smoothing === 'none') {
    return 'it has seen this very text; a fair test needs another: --held-out FILE';
  }
  return undefined;
}
