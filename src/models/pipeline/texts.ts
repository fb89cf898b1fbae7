/** What the pipeline of Toyland reads and asks, all of it by one seed: which web there is, who is asked about, what is examined.
 *  Toyland itself is the same in every run.
 *  Read first: ../collect/toyland.ts, ./exam-questions.ts, ./chat-format.ts */
import { makeWeb } from '../../data/toyland/web.ts';
import { makeWorld, type World } from '../../data/toyland/world.ts';
import { streamOf } from '../../nn/parts.ts';
import { Random, shuffled } from '../../nn/random.ts';
import type { CollectOptions } from '../collect/collect.ts';
import { type Gathered, gathering } from '../collect/toyland.ts';
import type { ChatFormat } from './chat-format.ts';
import { type Curriculum, curriculumOf } from './exam-questions.ts';

const worldSeed = 1;

export const toyland = (): World => makeWorld(worldSeed);

/** The web of a seed and what is gathered from it, step by step. */
export function gatheringOf(seed: number, options: Omit<CollectOptions, 'seed'>) {
  const [world, random] = [toyland(), new Random(seed)];
  const web = makeWeb(world, random.bits() >>> 0);
  return { world, web, steps: gathering(world, web, { ...options, seed: random.bits() >>> 0 }) };
}

/** All of it at once. */
export function gathered(seed: number, options: Omit<CollectOptions, 'seed'>): Gathered {
  const { steps } = gatheringOf(seed, options);
  for (;;) {
    const { value, done } = steps.next();
    if (done) return value;
  }
}

export const curriculum = (seed: number): Curriculum => curriculumOf(toyland(), new Random(streamOf(seed, 1)));

/** How often all documents stand in the stream, in another order each time: so a row that begins in one document goes on in
 *  another one now and then. */
const rounds = 3;

/** All documents behind each other, each with the mark that ends it. */
export function streamOfDocuments(documents: readonly string[], format: ChatFormat, seed: number): Int32Array {
  const random = new Random(streamOf(seed, 2));
  const written = documents.map((document) => format.document(document));
  const parts = Array.from({ length: rounds }, () => shuffled(written, random)).flat();
  const tokens = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    tokens.set(part, at);
    at += part.length;
  }
  return tokens;
}

/** Every word, in lower case, once, in order of the alphabet.
 *
 *  wordsOf(['The baker, and the']) → ['and', 'baker', 'the'] */
export const wordsOf = (texts: Iterable<string>): string[] =>
  [...new Set([...texts].flatMap((text) => text.toLowerCase().match(wordPattern) ?? []))].sort();

const wordPattern = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;

/** Documents as a text file: a line a paragraph, an empty line between two. */
export const writeDocuments = (documents: readonly string[]): string => `${documents.join('\n\n')}\n`;

export const readDocuments = (text: string): string[] =>
  text
    .split(/\r?\n[^\S\r\n]*\r?\n\s*/)
    .map((document) => document.trim())
    .filter((document) => document !== '');
