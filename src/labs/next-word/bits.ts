/** Surprise of each reader, word by word and on average. Read first: ../perplexity/sums.ts */
import type { LanguageModel } from '../../models/language-model/language-model.ts';
import { scoreLines } from '../../models/language-model/score.ts';
import { surprise } from '../perplexity/sums.ts';
import { visible } from '../sample/describe.ts';
import { ofEach, type Reader, type Result, readers, type TokenEvent } from './params.ts';

const finite = (bits: number): number | null => (Number.isFinite(bits) ? bits : null);

type Average = Pick<Result, 'bits_per_word' | 'least'>;
type Seen = Pick<TokenEvent, 'p' | 'known'>;

const averageOf = (bits_per_word: Average['bits_per_word']): Average => ({
  bits_per_word,
  least: readers.reduce((a, b) => (far(bits_per_word[b]) < far(bits_per_word[a]) ? b : a)),
});

/** Over words that counting has seen: of others it does not say which it means. */
export function averageBits(tokens: readonly Seen[]): Average {
  const known = tokens.filter(({ known }) => known);
  const mean = (reader: Reader): number => known.reduce((sum, { p }) => sum + surprise(p[reader]), 0) / known.length;
  return averageOf(ofEach((reader) => finite(mean(reader))));
}

/** All lines at once. A word is as surprising as its pieces are together, so that of the transformer they are only added up.
 *  @param models bigram and trigram, of words */
export function wholeBits(
  models: { readonly bigram: LanguageModel; readonly trigram: LanguageModel; readonly gpt: LanguageModel },
  lines: readonly string[],
): NonNullable<Result['whole']> {
  const scores = ofEach((reader) => scoreLines(models[reader], lines));
  const words = scores.bigram.tokens;
  const bits = (reader: Reader): number | null => {
    const { nats_per_token, tokens } = scores[reader];
    return nats_per_token === null ? null : (nats_per_token * tokens) / Math.LN2 / words;
  };
  return { lines: lines.length, words, ...averageOf(ofEach(bits)) };
}

export const told = ({ token, known, p }: Omit<TokenEvent, 'believed' | 'kind'>): Result['tokens'][number] => ({
  token,
  known,
  p: { ...p },
  bits: ofEach((reader) => finite(surprise(p[reader]))),
});

/** What the averages leave out, and that they may mean little: sentences without a full stop.
 *  @param few they are all that was read, and not of the lines kept apart */
export function notesOf(tokens: readonly Pick<TokenEvent, 'token' | 'known' | 'p'>[], few: boolean): string[] {
  const unknown = [...new Set(tokens.filter(({ known }) => !known).map(({ token }) => visible(token)))];
  const notes: string[] = [];
  if (unknown.length > 0) {
    const some = unknown.slice(0, 3).join(', ');
    notes.push(
      `Left out, for counting never saw it: ${some}. It has one chance for all such words; the GPT spells each`,
    );
  }
  if (unknown.length < tokens.length && few && averageBits(tokens).least !== 'gpt') {
    notes.push('So few words say little: with whole, all lines kept apart are read');
  }
  return notes;
}

export const far = (bits: number | null): number => bits ?? Number.POSITIVE_INFINITY;
