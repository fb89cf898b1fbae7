/** Going on with a run that was saved: to the very same numbers, so with everything that it was begun with. */
import type { DataSource } from '../../data/corpus.ts';
import { InputError } from '../../data/input-error.ts';
import { inFile, readWeights } from '../../data/weights-file.ts';
import { runFromCheckpoint, runKind, type TextRun } from '../../models/gpt/weights.ts';
import { asFlag } from '../knobs.ts';
import { bytesOf } from '../own-file.ts';

/** Largest file of a run that is read. */
const largest = 256 << 20;

/** @throws InputError when it is not there, damaged, or something else than a run */
export async function openRun(file: string, data: DataSource): Promise<TextRun> {
  const bytes = await bytesOf(file, data, largest);
  return inFile(file, () => runFromCheckpoint(readWeights(bytes, [runKind], file)));
}

/** Knobs that a run may go on with differently: how it is looked at, where its text lies now, how long it goes on and how fast. */
const free = ['corpus', 'prompt', 'temperature', 'every', 'steps', 'lr', 'resume'];

/** @param given knobs that somebody chose
 *  @throws InputError when the run was begun with others, or is past the steps that are wanted */
export function refuseOthers(given: Readonly<Record<string, unknown>>, run: TextRun): void {
  const { config, watched, tokenizer, lines, snapshot } = run;
  const own: Record<string, unknown> = { unit: tokenizer.unit, lines, ...config, ...watched?.settings };
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === own[name] || free.includes(name)) continue;
    const what = `the run was begun with ${own[name] ?? 'none'}, not ${value}`;
    throw new InputError(what, asFlag(name), 'Leave the flag out, or begin a new run.');
  }
  if (typeof given.steps === 'number' && given.steps < snapshot.step) {
    throw new InputError(`the run has taken ${snapshot.step} steps already`, '--steps', 'Give more, or leave it out.');
  }
}
