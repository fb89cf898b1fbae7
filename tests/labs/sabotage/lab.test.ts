/** The riddle: the seed draws the fault, nothing that is shown gives it away, and the result knows it. */
import { expect, test } from 'vitest';
import { sabotageLab } from '../../../src/labs/sabotage/lab.ts';
import { type Event, faults, type Result } from '../../../src/labs/sabotage/params.ts';
import { signOf } from '../../../src/labs/sabotage/sign.ts';
import { kernelsNamed } from '../../../src/nn/kernels/choose.ts';
import { Random } from '../../../src/nn/random.ts';
import { corpora } from '../corpora.ts';
import { pictureOf } from '../picture.ts';

const cache = new Map<string, unknown>();

async function play(fault: string, seed: number): Promise<{ events: Event[]; result: Result; picture: string }> {
  const params = sabotageLab.params.parse({ fault, steps: 10 });
  const run = sabotageLab.run(params, {
    rng: new Random(seed),
    seed,
    data: corpora(),
    cache,
    kernels: kernelsNamed(),
  } as unknown as Parameters<typeof sabotageLab.run>[1]);
  const events: Event[] = [];
  let step = await run.next();
  for (; !step.done; step = await run.next()) events.push(step.value);
  const state = events.reduce(sabotageLab.reduce, sabotageLab.start(params));
  return { events, result: step.value, picture: pictureOf(sabotageLab, state, 80, 24) };
}

test('a hidden fault is the run with that fault, event by event, and the picture does not tell', async () => {
  const hidden = await play('hidden', 5);
  const named = await play(hidden.result.fault, 5);
  expect(named.events).toEqual(hidden.events);
  expect(named.result).toEqual(hidden.result);
  expect(hidden.picture).toContain('this run: fault hidden');
  expect(hidden.picture).not.toContain('What tells');
  expect(named.picture).toContain('What tells');
  expect(JSON.stringify(hidden.events)).not.toMatch(/fault|sign/);
});

test('every fault is drawn by some seed, and each about as often', () => {
  const drawn = Array.from({ length: 500 }, (_, seed) => faults[new Random(seed).below(faults.length)]);
  for (const fault of faults) expect(drawn.filter((one) => one === fault).length).toBeGreaterThan(60);
});

test('what tells is said in the numbers of the run', () => {
  const run = { train_loss: 0.21, held_out_loss: 0.25, fresh_loss: 8.07, text: '' };
  const healthy = { train_loss: 2.23, held_out_loss: 3.01, fresh_loss: 2.8, text: '' };
  expect(signOf('mask', run, healthy)).toContain('falls to 0.21, far below 2.23, and reading as it writes costs 8.07');
  expect(signOf('rate', { ...run, train_loss: null }, healthy)).toContain('no number');
});
