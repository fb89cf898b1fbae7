/** The riddle: the seed draws the fault, nothing that is shown gives it away, and the result knows it. */
import { expect, test } from 'vitest';
import { sabotageLab } from '../../../src/labs/sabotage/lab.ts';
import { type Event, faults, type Result } from '../../../src/labs/sabotage/params.ts';
import { isSeen, signOf } from '../../../src/labs/sabotage/sign.ts';
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
  expect(named.events.slice(1)).toEqual(hidden.events.slice(1));
  expect(named.result).toEqual({ ...hidden.result, right: true });
  expect(hidden.result.right).toBeNull();
  expect(hidden.picture).toContain('this run: fault hidden');
  expect(hidden.picture).not.toContain('What tells');
  expect(named.picture).toContain('What tells');
  expect(named.picture).toContain('Yes, this is what the seed hides.');
  expect(hidden.picture).not.toMatch(/the seed hides/);
  const other = await play(faults.find((fault) => fault !== hidden.result.fault)!, 5);
  expect(other.result.right).toBe(false);
  expect(other.picture).toContain('No, the seed hides something else.');
  expect(sabotageLab.tell!(other.result)).toMatch(/; no, the seed hides something else$/);
  expect(JSON.stringify(hidden.events)).not.toMatch(/fault|sign/);
});

test('every fault is drawn by some seed, and each about as often', () => {
  const drawn = Array.from({ length: 500 }, (_, seed) => faults[new Random(seed).below(faults.length)]);
  for (const fault of faults) expect(drawn.filter((one) => one === fault).length).toBeGreaterThan(60);
});

test('what tells is said in the numbers of the run, as soon as it can be seen', () => {
  const healthy = { train_loss: 2.23, held_out_loss: 3.01, fresh_loss: 2.8, text: '' };
  const run = { train_loss: 0.21, held_out_loss: 0.25, fresh_loss: 8.07, text: '' };
  expect(signOf('mask', run, healthy)).toContain('falls to 0.21, far below 2.23, and reading as it writes costs 8.07');
  const early = { train_loss: 4.5, held_out_loss: 4.52, fresh_loss: 4.55, text: '' };
  expect(signOf('labels', early, early)).toContain('too early to tell: 4.50 learnt');
  expect(signOf('rate', { ...run, train_loss: null, fresh_loss: null }, healthy)).toContain('no number and no number');
});

test('no run looks like two faults: by what is seen there is one diagnosis', () => {
  // As runs of 500 steps ended, of three seeds each; the healthy ones beside them.
  const healthy = { train_loss: 2.25, held_out_loss: 3, fresh_loss: 2.81, text: '' };
  const ended: readonly (readonly [fault: (typeof faults)[number], losses: readonly number[]])[] = [
    ['none', [2.2, 3.04, 2.83]],
    ['none', [2.29, 2.97, 2.84]],
    ['labels', [4.01, 4.15, 4.72]],
    ['labels', [3.89, 4.11, 4.8]],
    ['labels', [4.07, 4.17, 4.63]],
    ['mask', [0.21, 0.25, 8.07]],
    ['mask', [0.22, 0.23, 6.54]],
    ['rate', [4.38, 4.39, 4.46]],
    ['rate', [4.37, 4.4, 4.43]],
    ['leak', [2.27, 2.32, 2.74]],
    ['leak', [2.33, 2.34, 2.8]],
  ];
  for (const [fault, [train_loss, held_out_loss, fresh_loss]] of ended) {
    const run = { train_loss, held_out_loss, fresh_loss, text: '' };
    expect(faults.filter((one) => isSeen(one, run, healthy))).toEqual([fault]);
  }
});
