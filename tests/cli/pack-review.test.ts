/** What was missed in a pack comes back with its pack alone, also on another machine. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newPack } from '../../src/store/new-pack.ts';
import { call, folder } from './in-process.ts';

const at = new Date(Date.now() - 3 * 86_400_000).toISOString();
const event = (lesson: string, change: object): string => JSON.stringify({ v: 1, at, lesson, change });
const missed = (step: string) => ({ type: 'answer', step, answer: 0, right: false });

function home(name: string, ...lines: string[]) {
  const path = join(folder, name);
  mkdirSync(path);
  if (lines.length > 0) {
    const header = '{"format":"genai-tutor progress","version":1}';
    writeFileSync(join(path, 'progress.jsonl'), [header, ...lines, ''].join('\n'));
  }
  return { GENAI_TUTOR_HOME: path };
}

it('reviews of a pack and of the course do not mix; export and import take both', async () => {
  const pack = join(folder, 'school');
  await newPack(pack, {});
  const here = home('here', event('next-token', missed('same-prompt')), event('school/what-follows', missed('likely')));
  const there = home('there');
  const { stdout: text } = await call(['progress', '--export', '-'], { env: here });
  expect((await call(['progress', '--import', '-'], { env: there, stdin: text })).stdout).toBe(
    'Added 2 of 2 events.\n',
  );
  for (const env of [here, there]) {
    const due = async (...args: string[]) =>
      JSON.parse((await call(['progress', '--json', ...args], { env })).stdout).review.due;
    expect([await due(), await due('--pack', pack)]).toEqual([1, 1]);
    const ours = await call(['learn', '--review'], { env });
    expect(ours.stdout).toContain('Predict the next token');
    expect(ours.stdout).not.toContain('What follows what');
    const theirs = await call(['learn', '--review', '--pack', pack], { env });
    expect(theirs.stdout).toMatch(/Count it yourself +What follows what +3 days ago/);
    expect(theirs.stdout).not.toContain('Predict the next token');
    expect(theirs.stderr).toBe(`hint: in a terminal genai learn --pack ${pack} --review asks them\n`);
  }
  const told = await call(['progress', '--pack', pack], { env: there });
  expect(told.stdout).toMatch(/\n\n1 question to review\.\n$/);
  expect(told.stderr).toContain(`hint: genai learn --pack ${pack} --review asks what you missed\n`);
});

it.each(['--export', '--import'])('progress %s takes everything, not a pack alone', async (flag) => {
  const { stdout, stderr, status } = await call(['progress', flag, '-', '--pack', 'school']);
  expect([stdout, stderr, status]).toEqual(['', `genai: ${flag} takes everything (${flag}). Leave --pack out.\n`, 2]);
});
