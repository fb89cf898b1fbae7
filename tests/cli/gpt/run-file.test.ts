/** When a run is saved, and what becomes of it when the disk does not take it. */
import { expect, it } from 'vitest';
import { RunFile } from '../../../src/cli/gpt/run-file.ts';
import { InputError } from '../../../src/data/input-error.ts';
import type { Event } from '../../../src/labs/gpt-train/events.ts';

const training = (step: number): Event => ({ kind: 'training', step, of: 100, loss: 1 });
const run = (step: number): Event => ({ kind: 'run', step, of: 100, bytes: Uint8Array.of(step) });

/** Hears events, each as soon as the one before is done with. */
async function heard(file: RunFile, events: readonly Event[]): Promise<string[]> {
  const sent: string[] = [];
  for (const event of events) {
    await file.hear(event, ({ name }) => sent.push(`${name} at ${'step' in event ? event.step : ''}`));
  }
  return sent;
}

it('asks for the run every so many steps, and no more while it waits for one', async () => {
  const written: number[] = [];
  const file = new RunFile({ path: 'a', write: async (bytes) => void written.push(bytes[0]) }, 10);
  const events = [training(5), training(10), training(20), run(20), training(29), training(31), run(31), run(35)];
  expect(await heard(file, events)).toEqual(['save at 10', 'save at 31']);
  expect(written).toEqual([20, 31, 35]);
  expect([file.step, file.problem]).toEqual([35, undefined]);
});

it('of a run that goes on counts from there', async () => {
  const file = new RunFile({ path: 'a', write: async () => {} }, 10, 50);
  expect(await heard(file, [training(51), training(60)])).toEqual(['save at 60']);
  expect(file.step).toBe(50);
});

it('goes on while the disk is full, and knows what is there', async () => {
  let full = false;
  const write = async (): Promise<void> => {
    if (full) throw new InputError('the disk is full');
  };
  const file = new RunFile({ path: 'a', write }, 10);
  await heard(file, [run(10)]);
  full = true;
  expect(await heard(file, [run(20), training(29), training(30)])).toEqual(['save at 30']);
  expect([file.step, file.problem?.what]).toEqual([10, 'the disk is full']);
  full = false;
  await heard(file, [run(30)]);
  expect([file.step, file.problem]).toEqual([30, undefined]);
});
