/** A lab that asks, in the playground: its keys, capital or small, and nothing else changes. */
import { afterEach, expect, it } from 'vitest';
import type { Lab } from '../../src/labs/lab.ts';
import { text } from '../../src/render/frame.ts';
import type { Batch, Host, Run, RunSpec } from '../../src/runner/run.ts';
import { drawApp } from '../../src/tui/components/app.tsx';
import { penOf } from '../../src/tui/draw/pen.ts';
import { Program } from '../../src/tui/program.ts';
import { fakeServices, lab } from './course.ts';
import { until } from './until.ts';

const offers = [
  { name: 'a', key: 'A', label: 'is better' },
  { name: 's', key: 'S', label: 'skip' },
];

/** Asks three times, then it is over. */
class AskingRun implements Run {
  private said: string[] = [];
  private given = 0;
  private waits = false;

  constructor(readonly spec: RunSpec) {}

  async next(): Promise<Batch> {
    if (this.waits) return { events: [], asks: offers };
    if (this.given === 3) return { events: [], done: { result: this.said } };
    this.given++;
    this.waits = true;
    return { events: [`question ${this.given}; said ${this.said.join(' ')}.`], asks: offers };
  }

  send({ name }: { name: string }): void {
    this.said.push(name);
    this.waits = false;
  }

  stop(): void {}
}

const asking: Lab = {
  ...lab,
  asks: () => offers,
  start: () => 'nothing yet',
  reduce: (_, event) => event,
  view: (state) => text(String(state)),
};

const open: Program[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((program) => program.close()));
});

it('is answered by the keys that stand below, where s is no seed and A needs no shift', async () => {
  const runs: AskingRun[] = [];
  const host = (): Host => ({ start: (spec) => runs[runs.push(new AskingRun(spec)) - 1], close() {} });
  const services = { ...fakeServices(), host, lab: async () => asking };
  const program = new Program(services, { screen: 'lab', id: 'sample', seed: 4 });
  open.push(program);
  const screen = (): string =>
    drawApp(program.shown, penOf({ width: 80, height: 24, colour: 0, unicode: true })).rows.join('\n');
  const shows = (words: string) => until(`the screen shows "${words}":\n${screen()}`, () => screen().includes(words));
  await shows('question 1');
  expect(screen()).toContain('? your turn');
  expect(screen().split('\n').at(-1)).toMatch(/^A is better {2}S skip/);
  program.press(['a']);
  await shows('question 2; said a.');
  // What is pressed while one looks back is no answer.
  program.press(['[', 'A']);
  await shows('question 1');
  program.press([' ']);
  await shows('question 2; said a.');
  program.press(['?', 's']);
  await shows('question 2; said a.');
  program.press(['s']);
  await shows('question 3; said a s.');
  program.press(['A']);
  await shows('done');
  expect(program.shown.run?.result).toEqual(['a', 's', 'a']);
  expect(runs.map(({ spec }) => spec.seed)).toEqual([4]);
});
