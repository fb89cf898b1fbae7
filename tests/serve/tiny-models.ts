/** Models of a few thousand numbers, by chance, in files of their own: what a server needs to have something to serve. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import type { Ask } from '../../src/serve/engine.ts';
import type { Offered } from '../../src/serve/models.ts';
import type { Pool } from '../../src/serve/pool.ts';
import { tinyChat } from '../labs/tiny-chat.ts';
import { tinyTransformer } from '../labs/tiny-transformer.ts';

/** @returns what is offered, and how to be rid of it */
export async function tinyOffer(): Promise<{ offered: Offered; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'genai-serve-'));
  const file = (name: string, bytes: Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  const files = { base: file('base.gpt', tinyChat('base')), sft: file('sft.gpt', tinyChat('sft', 6)) };
  const weights = file('own.gpt', await tinyTransformer().data.weights('gpt'));
  const offered: Offered = { files, weights, corpus: 'cat', order: 1, kernel: 'plain' };
  return { offered, remove: () => rmSync(folder, { recursive: true }) };
}

export const talk = (...said: string[]): Ask['prompt'] => ({
  talk: said.map((content, i) => ({ role: i % 2 === 0 ? 'user' : 'assistant', content })),
});

export function askOf(model: string, prompt: string | Ask['prompt'], more: Partial<Ask> = {}): Ask {
  return {
    model,
    prompt: typeof prompt === 'string' ? { text: prompt } : prompt,
    temperature: 1,
    top_p: 1,
    stop: [],
    seed: 1,
    likeliest: 0,
    bias: new Map(),
    ...more,
  };
}

/** Counted words without an end: it takes a while. Only of words by themselves each may follow each. */
export const longAsk = (more: Partial<Ask> = {}): Ask =>
  askOf('ngram', 'The cat', { bias: new Map([[0, -100]]), ...more });

/** The thread that writes, to be harmed: what is no message ends it. */
export function writerOf(pool: Pool): Worker {
  const { texts } = pool as unknown as { texts: { threads: Set<{ worker: Worker }> } };
  return [...texts.threads][0].worker;
}
