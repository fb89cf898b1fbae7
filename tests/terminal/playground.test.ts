/** Every lab full screen: the picture moves and obeys the keys; knobs are turned and typed; nothing typed does harm. */
import { describe, expect, it } from 'vitest';
import { findLab, labIds } from '../../src/labs/index.ts';
import { clears, givenBack, keys, open, type Terminal } from './terminal.ts';

const { enter, up, down, right, left } = keys;

async function opened(lab: string, ...args: string[]): Promise<Terminal> {
  const terminal = open(['lab', lab, '--seed', '3', ...args]);
  await terminal.until(/step [1-9]/);
  return terminal;
}

/** The same run from its beginning, waiting after what was under way when it was stopped. */
async function waiting(terminal: Terminal): Promise<void> {
  terminal.type('r ');
  await terminal.until(/paused · step [1-9]/);
}

/** Its picture changes when one of a hundred long runs is over. */
const slow = 'gan-seeds';

/** One of each kind, for all keys are the same: text, a text of its own, nothing left to chance, training, slow training,
 *  pictures, a clock and threads of its own. */
const kinds = ['sample', 'rules-vs-learned', 'gradient', 'gan', slow, 'diffuse', 'kernels'];

it('every lab of the first screen opens there, moves, waits, steps and leads back', async () => {
  const terminal = open([]);
  await terminal.until('Labs: play');
  terminal.type(keys.tab);
  for (const id of labIds) {
    const { title } = await findLab(id);
    await terminal.until((screen) => chosen(screen).includes(title.slice(0, 20)));
    terminal.type(enter);
    await terminal.until((screen) => screen.startsWith(title) && /step [1-9]/.test(screen));
    await waiting(terminal);
    const first = stepOf(terminal);
    terminal.type('n');
    await terminal.until(new RegExp(`(paused|done) · step ${first + 1} `));
    expect(terminal.screen().join('\n'), id).not.toContain('failed');
    terminal.type('q');
    await terminal.until(/q quit$/);
    terminal.type(down);
  }
  terminal.type('q');
  expect(await terminal.ended()).toEqual({ status: 0, ...givenBack });
  expect(clears(terminal.raw)).toBe(1);
  expect(terminal.wrapped()).toEqual([]);
}, 240_000);

/** What stands behind the mark of what is chosen. */
const chosen = (screen: string): string => /› (.*)/.exec(screen)?.[1] ?? '';

describe.each(kinds)('%s', (lab) => {
  it('runs, waits, steps, looks back, changes its pace, goes on, takes another seed', async () => {
    const terminal = await opened(lab);
    await waiting(terminal);
    const first = stepOf(terminal);
    for (const step of [first + 1, first + 2]) {
      terminal.type('n');
      await terminal.until(`paused · step ${step} `);
    }
    const last = first + 2;
    const latest = picture(terminal);
    terminal.type('[');
    await terminal.until(`step ${last - 1} of ${last}`);
    terminal.type('['.repeat(last));
    await terminal.until(`step 0 of ${last}`);
    if (lab !== slow) expect(picture(terminal)).not.toBe(latest);
    terminal.type(`${'n'.repeat(last - 1)}]`);
    await terminal.until(`paused · step ${last} `);
    expect(picture(terminal)).toBe(latest);
    const pace = paceOf(terminal);
    terminal.type('-');
    await terminal.until(() => paceOf(terminal) < pace);
    const slower = paceOf(terminal);
    terminal.type('+');
    await terminal.until(() => paceOf(terminal) > slower);
    terminal.type(' ');
    await terminal.until((screen) => stepOf(terminal) > last || screen.includes('done'));
    if ((await findLab(lab)).chance !== false) await anotherSeed(terminal);
    terminal.type('q');
    expect(await terminal.ended()).toEqual({ status: 0, ...givenBack });
    expect(clears(terminal.raw)).toBe(1);
    expect(terminal.wrapped()).toEqual([]);
  });
});

/** Chance falls another way; the first seed, typed, repeats the run. */
async function anotherSeed(terminal: Terminal): Promise<void> {
  terminal.type(up);
  await terminal.until('› seed');
  terminal.type('s');
  await terminal.until((screen) => /› seed .*\d/.test(screen) && !/› seed .* 3 ▸/.test(screen));
  terminal.type(`3${enter}`);
  await terminal.until(/› seed .* 3 ▸/);
  expect(await terminal.until(/step [1-9]/)).not.toContain('failed');
}

/** What is drawn under the head, without the knobs. */
const picture = (terminal: Terminal): string =>
  terminal
    .screen()
    .slice(2, -1)
    .map((row) => row.slice(0, 53))
    .join('\n');

const stepOf = (terminal: Terminal): number => Number(/step (\d+)/.exec(terminal.screen()[0])?.[1]);

function paceOf(terminal: Terminal): number {
  const [head] = terminal.screen();
  return head.includes('full speed') ? Number.POSITIVE_INFINITY : Number(/(\d+) a second/.exec(head)?.[1]);
}

it('a turned knob is answered by a new run at once', async () => {
  const terminal = await opened('sample');
  terminal.type(down + down);
  await terminal.until('› temperature ◂ 1 ▸');
  terminal.type(left.repeat(10));
  await terminal.until('› temperature ◂ 0 ▸');
  await terminal.until(/› mat +█+ +1\.00/);
  terminal.type(right.repeat(10));
  await terminal.until('› temperature ◂ 1 ▸');
  await terminal.until(/0\.34 +17 of 50/);
});

it('a typed prompt is answered; an unknown word is said, and what would work instead', async () => {
  const terminal = await opened('sample');
  terminal.type(`e${keys.backspace.repeat(20)}A dog${enter}`);
  await terminal.until('│ A dog ');
  terminal.type(`e${keys.backspace.repeat(20)}The zebra${enter}`);
  await terminal.until(/zebra.*\n?.*not|knows no .*zebra|never/);
});

it('what a knob cannot be is said, stays to be corrected, and leaves the run as it was', async () => {
  const terminal = await opened('sample');
  terminal.type(`${down}99${enter}`);
  expect(await terminal.until(/order.*(at most|1 to) 8/i)).toContain('order: 99');
  terminal.type(keys.escape);
  await terminal.until('› order       ◂ 2 ▸');
  terminal.type(`e${keys.backspace}abc${enter}`);
  await terminal.until('order: abc');
  terminal.type(`${keys.backspace.repeat(3)}3${enter}`);
  await terminal.until('› order       ◂ 3 ▸');
});

it('a bad corpus is one clear error on a living screen', async () => {
  const terminal = open(['lab', 'sample', '--corpus', '/no/such/file']);
  await terminal.until('This run failed: there is no such file');
  terminal.type(keys.down.repeat(6));
  await terminal.until('› corpus');
  terminal.type(keys.right);
  await terminal.until(/0\.34 +17 of 50/);
});

it('escape codes from outside never reach the terminal', async () => {
  const evil = 'ab\x1b]0;STOLEN\x07\x1b[2J\x1b[31m\x9b31m\x1b]52;c;aGk=\x07\u202ecd';
  const terminal = await opened('sample', '--prompt', evil);
  terminal.type(`e\x1b[200~pasted ${evil}\x1b[201~`);
  await terminal.until('pasted');
  terminal.type(enter);
  await terminal.until(/prompt(.|\n)*cdpasted|│ ab/);
  terminal.type('q');
  expect(await terminal.ended()).toEqual({ status: 0, ...givenBack });
  expect(clears(terminal.raw)).toBe(1);
  for (const code of ['\x1b]', '\x07', '\x9b', '\u202e', '\x1b[31m']) expect(terminal.raw).not.toContain(code);
});

it('keys are answered promptly while a lab runs at full speed', async () => {
  const terminal = await opened('sample', '--corpus', 'toyland', '--max-tokens', '1000000');
  terminal.type('++++++++');
  await terminal.until('running · step');
  await terminal.until('full speed');
  const before = stepOf(terminal);
  const waits: number[] = [];
  for (const name of ['order', 'temperature', 'top k', 'top p', 'min p']) {
    const pressed = performance.now();
    terminal.type(down);
    await terminal.until(`› ${name}`);
    waits.push(performance.now() - pressed);
  }
  const [, , median] = waits.sort((a, b) => a - b);
  expect(median).toBeLessThan(1000);
  await terminal.until(() => stepOf(terminal) > before);
  expect(terminal.screen()[0]).toContain('running');
});
