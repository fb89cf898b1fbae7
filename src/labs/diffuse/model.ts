/** A trained network out of its file, and what a prompt says to it. No training picture is read or drawn here: what such a
 *  network paints comes from its weights, the prompt and noise alone. */
import type { DataSource } from '../../data/corpus.ts';
import { InputError } from '../../data/input-error.ts';
import { parsePrompt, promptWords } from '../../data/scenes/prompt.ts';
import { attributes, isHeldOut } from '../../data/scenes/scene.ts';
import { inFile, readWeights } from '../../data/weights-file.ts';
import type { Model } from '../../models/diffusion/learned.ts';
import { modelFromCheckpoint, modelKind } from '../../models/diffusion/weights.ts';
import type { Kernels } from '../../nn/kernels/kernels.ts';
import { bytesOf } from '../own-file.ts';
import type { Heard } from './params.ts';

/** No network here comes near to it. */
const largest = 64 << 20;

/** The network on board, or one of the learner's own.
 *  @throws InputError when the file is not there, damaged, or holds something else */
export async function openModel(weights: string | undefined, data: DataSource, kernels: Kernels): Promise<Model> {
  const bytes = weights === undefined ? await data.weights('diffusion') : await bytesOf(weights, data, largest);
  const file = weights ?? 'the network on board';
  return inFile(file, () => modelFromCheckpoint(readWeights(bytes, [modelKind], file), kernels));
}

/** @throws InputError when there are words, but none that the network knows */
export function hear(text: string, vocabulary: readonly string[]): Heard {
  const { prompt, unknown, unused } = parsePrompt(text, vocabulary);
  const words = promptWords(prompt);
  if (words.length === 0 && unknown.length > 0) {
    const strange = unknown.map(({ word, near }) => `"${word}"${near === undefined ? '' : ` (did you mean ${near}?)`}`);
    throw new InputError(`it has never seen ${strange.join(', ')}`, 'prompt', canDraw(vocabulary));
  }
  const { subject, place } = prompt;
  return {
    prompt,
    words,
    unknown,
    unused,
    heldOut: subject !== undefined && place !== undefined && isHeldOut({ subject, place }),
  };
}

/** What could not be followed of a prompt, a line each. */
export function notFollowed({ unknown, unused }: Pick<Heard, 'unknown' | 'unused'>): string[] {
  const lines = unknown.map(({ word, near }) =>
    near === undefined ? `it does not know "${word}"` : `it does not know "${word}"; did you mean ${near}?`,
  );
  if (unused.length > 0) {
    const are = unused.length > 1 ? 'are' : 'is';
    lines.push(`there is room for one subject, place, time, weather and colour: ${listed(unused)} ${are} left out`);
  }
  return lines;
}

/** That, and what is asked for though it was never seen. */
export const describeHeard = (heard: Pick<Heard, 'unknown' | 'unused' | 'heldOut'>): string[] =>
  heard.heldOut
    ? [
        ...notFollowed(heard),
        'training never shows this subject at this place: it has to put together what it saw apart',
      ]
    : notFollowed(heard);

function canDraw(vocabulary: readonly string[]): string {
  const known = (words: readonly string[]): string => words.filter((word) => vocabulary.includes(word)).join(', ');
  const { subject, place, time, weather, colour } = attributes;
  const others = [place, time, weather, colour].map(known).filter(Boolean).join('; ');
  return `It draws ${known(subject)}; with ${others}.`;
}

const listed = (words: readonly string[]): string => words.map((word) => JSON.stringify(word)).join(', ');
