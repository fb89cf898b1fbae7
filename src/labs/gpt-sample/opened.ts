/** What is known of a network before it writes, and what of a prompt it never saw. Pairs of bytes spell everything, so that to them
 *  nothing is unknown; but a word that the training text lacks is only letters to them. */
import type { CorpusSource } from '../../data/corpus.ts';
import type { TextModel } from '../../models/gpt/weights.ts';
import { learnAtOnce } from '../../models/ngram/model.ts';
import { splitText } from '../../models/ngram/tokenize.ts';
import { tokenText } from '../../models/tokenizer/shown.ts';
import { blanks } from '../../models/tokenizer/token-writer.ts';
import { nearest, unknownWords, wordsCompared } from '../sample/learn.ts';
import type { UnknownWord } from '../sample/params.ts';
import type { GptSampleParams, OpenedEvent } from './params.ts';

/** What the network on board has read. */
const readOnBoard = 'toyland';

/** @param unknown of the prompt */
export const openedEvent = (
  { weights, vocabulary, tokenizer, network }: TextModel,
  unknown: readonly UnknownWord[],
): OpenedEvent => ({
  kind: 'opened',
  parameters: weights.size,
  vocabulary,
  unit: tokenizer.unit,
  context: network.context,
  unknown,
});

/** What of a prompt is read: where lines are documents, the last one, for nothing is known of those before. */
export function lastDocument(
  prompt: string,
  { tokenizer: { unit }, lines }: Pick<TextModel, 'tokenizer' | 'lines'>,
): string {
  const last = lines ? prompt.slice(prompt.lastIndexOf('\n') + 1) : prompt;
  return unit === 'char' ? last : last.replace(blanks, '');
}

/** Words or characters of the prompt that it never saw. */
export async function unknownTo(
  model: TextModel,
  { prompt, weights }: Pick<GptSampleParams, 'prompt' | 'weights'>,
  data: CorpusSource,
): Promise<UnknownWord[]> {
  const { unit } = model.tokenizer;
  if (unit !== 'bpe') return passedOver(lastDocument(prompt, model), model);
  // Of other networks nobody kept the words that they read.
  if (weights !== undefined || prompt === '') return [];
  const words = await learnAtOnce(data.open(readOnBoard), 1, 'word');
  return unknownWords(words, { prompt, corpus: readOnBoard, unit: 'word' }, data);
}

/** Characters or words that have no number, so that they cannot even be read. */
function passedOver(text: string, { tokenizer }: TextModel): UnknownWord[] {
  const tokens = tokenizer.unit === 'char' ? Array.from(text) : splitText(text, 'word');
  const ids = tokenizer.encode(text);
  const unknown = [...new Set(tokens.filter((_, i) => ids[i] < 0).map((token) => token.trim() || token))];
  const known = Array.from({ length: tokenizer.size }, (_, token) => ({
    text: tokenText(tokenizer.bytes(token)).trim(),
    count: 0,
  })).filter(({ text }) => text !== '');
  return unknown.map((word, i) => ({ word, near: i < wordsCompared ? nearest(word, known) : [] }));
}
