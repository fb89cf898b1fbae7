/** Writing with a small transformer, with keys and values kept (the KV cache) and without. Given tokens stand for those that are
 *  drawn, so that all programs read the same text; each still looks for the likeliest. */
import { join } from 'node:path';
import { gptOf, randomTokens, vocabulary } from './networks/gpt.ts';
import { makeCase } from './networks/make-case.ts';
import type { Written } from './peers/writing.ts';
import { ask, type Effort, node, type Rival, race, torch } from './rivals.ts';
import { digits, table } from './table.ts';

const lengths = [64, 256, 512];

export function benchWriting(folder: string, effort: Effort): void {
  const files = lengths.map((length) => {
    const file = join(folder, `writing-${length}`);
    const inputs: Parameters<typeof makeCase>[1]['inputs'] = (random) =>
      new Map([['ids', randomTokens(random, [1, length])]]);
    makeCase(file, { parameters: () => gptOf(length).parameters(vocabulary), inputs });
    return file;
  });
  for (const [i, length] of lengths.entries()) {
    const title = `GPT: vocabulary ${vocabulary}, context ${length}, width 64, 4 heads, 2 layers, a token of ${length}`;
    race(title, rivals(files[i], effort), effort);
  }
  byLength(files.at(-1)!, lengths.at(-1)!, effort);
}

function rivals(file: string, { seconds }: Effort): Rival[] {
  const ours = (kernels: string, way: string) => node('writing-ours.ts', file, seconds, kernels, way);
  const pytorch = (way: string) => torch('writing-torch.py', file, seconds, way);
  return [
    { name: 'ours, simd', column: 'simd', command: ours('simd', 'cached') },
    { name: 'ours, plain', column: 'plain', command: ours('plain', 'cached') },
    { name: 'ours, simd, no cache', command: ours('simd', 'reread') },
    { name: 'PyTorch, 1 thread', command: pytorch('cached') },
    { name: 'PyTorch, 1 thread, no cache', command: pytorch('reread') },
  ];
}

/** What the next token costs, the more stands there. */
function byLength(file: string, length: number, effort: Effort): void {
  const rows = rivals(file, effort).map(({ name, command }) => {
    const { said, reason } = ask<Written>(command);
    if (!said) return [name, reason ?? 'failed', ...Array<string>(8).fill('')];
    const { eighths } = said;
    return [name, ...eighths.map(digits), `${digits(eighths[7] / eighths[0])} ×`];
  });
  const upTo = Array.from({ length: 8 }, (_, i) => `to ${(length * (i + 1)) / 8}`);
  table('the same by how long the text is, ms a token', ['program', ...upTo, 'the last of the first'], rows);
}
