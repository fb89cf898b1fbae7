/** What is read: lines as tokens, each with its end mark; the last line of one's own text is left open, for nobody said that it
 *  ends there. */
import { InputError } from '../../data/input-error.ts';
import { markText, type NgramModel } from '../../models/ngram/model.ts';
import type { Parts } from './models.ts';
import type { Params } from './params.ts';

export interface Document {
  /** As a person reads them, known or not; as many as `ids`. */
  readonly words: readonly string[];
  /** -1 where the model does not know the word. */
  readonly ids: Int32Array;
  /** In UTF-8, the newline included. */
  readonly bytes: number;
}

const encoder = new TextEncoder();

/** @throws InputError when there is nothing to read */
export function documentsOf(
  { read, text, line, corpus }: Params,
  parts: Parts | undefined,
  model: NgramModel,
): Iterable<Document> {
  if (!parts) {
    const lines = text.split(/[\r\n]+/).filter((line) => model.encode(line).length > 0);
    if (lines.length === 0) throw new InputError('there is nothing to be read in it', 'text', 'Give a few words.');
    return lines.map((line, at) => documentOf(line, model, at < lines.length - 1));
  }
  const lines = read === 'training' ? parts.training : parts.heldOut;
  if (line > lines.length) {
    throw new InputError(`${corpus} has ${lines.length} ${read} lines`, 'line', `Give a number up to ${lines.length}.`);
  }
  return made(lines.slice(line - 1), model);
}

function* made(lines: readonly string[], model: NgramModel): Generator<Document> {
  for (const line of lines) yield documentOf(line, model, true);
}

function documentOf(line: string, model: NgramModel, closed: boolean): Document {
  const ids = closed ? model.encodeDocument(line) : model.encode(line);
  return {
    words: wordsOf(line, ids, model, closed),
    ids,
    bytes: encoder.encode(line).length + (closed ? 1 : 0),
  };
}

/** To pairs of bytes nothing is unknown, so their names come from the numbers. */
function wordsOf(line: string, ids: Int32Array, model: NgramModel, closed: boolean): string[] {
  if (model.unit === 'bpe') return Array.from(ids, (id) => model.show(id));
  const words = model.split(line).map((word) => (model.unit === 'word' ? word.trimStart() : word));
  return closed ? [...words, markText] : words;
}
