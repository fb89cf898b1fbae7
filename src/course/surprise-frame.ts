/** Guesses beside the models', as tables that read the same on a screen, on paper and aloud. */
import { type Frame, type Rich, rows, text } from '../render/frame.ts';
import { percent } from './spread.ts';
import { mostBits, type NextScore, type Tally } from './surprise.ts';

/** What each gave every word, with a mark at the one that came.
 *  @param soFar the average over this guess and those before it */
export function nextFrame({ who, rows: chances, row, bits }: NextScore, soFar?: Tally): Frame {
  const table: Rich[][] = chances.map(({ label, chances }, index): Rich[] => [
    index === row ? [{ text: `› ${label}`, bold: true }] : `  ${label}`,
    ...chances.map(percent),
  ]);
  table.push(['surprise, bits', ...bits.map(inBits)]);
  const several = soFar && soFar.guesses > 1 ? soFar : undefined;
  if (several) table.push([`average of ${several.guesses}`, ...several.bits.map(inBits)]);
  return withNote(['', ...who], table, several);
}

/** What the guesses of a lesson come to; a perplexity is said as so many equally likely choices. */
export function tallyFrame({ who, bits, guesses, capped }: Tally): Frame {
  const table = who.map((name, at) => [name, inBits(bits[at]), choices(bits[at])]);
  const title = guesses === 1 ? '1 guess' : `${guesses} guesses`;
  return withNote([title, 'bits a guess', 'equal choices'], table, { capped });
}

function withNote(
  titles: readonly string[],
  table: readonly (readonly Rich[])[],
  about?: Pick<Tally, 'capped'>,
): Frame {
  const columns = titles.map((title, index) => ({
    title,
    align: index === 0 ? ('left' as const) : ('right' as const),
  }));
  const frame: Frame = { kind: 'table', columns, rows: table };
  if (!about?.capped) return frame;
  return rows(
    frame,
    text(`In an average no guess counts for more than ${mostBits} bits: a single 0 % would be ∞.`, 'muted'),
  );
}

const inBits = (bits: number): string => (Number.isFinite(bits) ? bits.toFixed(2) : '∞');

/** 3 bits are as 8 choices: the perplexity, 2^bits. */
const choices = (bits: number): string => (2 ** bits).toFixed(1);
