/** A text made ready for training: cut into tokens, and parted into what is learnt from and what is held out, to see whether
 *  anything was learnt but the text itself. Read first: ../tokenizer/tokenizer.ts, ./text.ts */
import { InputError } from '../../data/input-error.ts';
import { Random, shuffled } from '../../nn/random.ts';
import { BytePairTokens } from '../tokenizer/byte-pairs.ts';
import { Characters } from '../tokenizer/characters.ts';
import type { Tokenizer, Unit } from '../tokenizer/tokenizer.ts';
import { Words } from '../tokenizer/words.ts';
import { streamSource, type TextSource } from './text.ts';

export interface PrepareOptions {
  readonly unit: Unit;
  /** Each line is a document; else the whole text is one. */
  readonly lines: boolean;
  /** Tokens of byte pairs, at most. */
  readonly vocabulary_size: number;
  /** Tokens of a row. */
  readonly context: number;
  /** How the documents are mixed. */
  readonly seed: number;
}

export interface PreparedText {
  readonly tokenizer: Tokenizer;
  /** All that is learnt from, behind each other: documents between marks. */
  readonly tokens: Int32Array;
  /** What nobody learns from. */
  readonly heldOut: readonly string[];
}

/** Share of the text that is held out: every tenth line, or the last tenth. */
const heldOutShare = 0.1;

/** @param source named in errors
 *  @param known the tokenizer, if there is one already
 *  @throws InputError when the text is too short for the context */
export function prepareText(text: string, options: PrepareOptions, source: string, known?: Tokenizer): PreparedText {
  const { learnt, heldOut } = part(text, options);
  const tokenizer = known ?? learnTokenizer(text, learnt, options);
  const tokens = tokensOf(learnt, tokenizer);
  if (tokens.length <= options.context + 1) {
    const what = `a context of ${options.context} tokens is longer than what there is to learn from: ${tokens.length}`;
    throw new InputError(what, source, 'Give more text, or a shorter context.');
  }
  return { tokenizer, tokens, heldOut };
}

export const sourceOf = ({ tokens, tokenizer }: PreparedText): TextSource => streamSource(tokens, tokenizer.size);

function part(text: string, { lines, seed }: PrepareOptions): { learnt: string[]; heldOut: string[] } {
  if (!lines) {
    const at = Math.floor(text.length * (1 - heldOutShare));
    return { learnt: [text.slice(0, at)], heldOut: [text.slice(at)] };
  }
  const parts = partLines(text);
  return { ...parts, learnt: shuffled(parts.learnt, new Random(seed)) };
}

/** Lines that say something, and of those every tenth apart. */
export function partLines(text: string): { learnt: string[]; heldOut: string[] } {
  const every = Math.round(1 / heldOutShare);
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return {
    learnt: lines.filter((_, i) => i % every !== every - 1),
    heldOut: lines.filter((_, i) => i % every === every - 1),
  };
}

/** Characters and words are those of the whole text, held out or not, so that none is unknown; byte pairs come from what is learnt
 *  from. */
function learnTokenizer(
  text: string,
  learnt: readonly string[],
  { unit, lines, vocabulary_size }: PrepareOptions,
): Tokenizer {
  if (unit === 'char') return Characters.of(text, lines);
  if (unit === 'word') return Words.of(text);
  return BytePairTokens.of(new TextEncoder().encode(learnt.join('\n')), vocabulary_size);
}

function tokensOf(documents: readonly string[], tokenizer: Tokenizer): Int32Array {
  const parts = documents.map((document) => tokenizer.encode(document));
  const tokens = new Int32Array(parts.reduce((sum, { length }) => sum + length + 1, 1));
  tokens[0] = tokenizer.mark;
  let at = 1;
  for (const ids of parts) {
    tokens.set(ids, at);
    at += ids.length;
    tokens[at++] = tokenizer.mark;
  }
  return tokens;
}
