/** A run that asks, in the shell: a line of stdin answers each question. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PassThrough } from 'node:stream';
import { beforeAll, expect, it } from 'vitest';
import { Asked } from '../../src/cli/asked.ts';
import { text } from '../../src/render/frame.ts';
import { documents, tinyChat } from '../labs/dpo/tiny.ts';
import { call, folder } from './in-process.ts';
import { fakeIo } from './streams.ts';

const [weights, read] = [join(folder, 'sft.bin'), join(folder, 'documents.txt')];
const quick = ['--steps', '1', '--exam', '4', '--batch', '2', '--earlier', '0', '--seed', '1'];
const mine = ['lab', 'dpo', '--preferences', 'mine', '--weights', weights, '--documents', read, ...quick];

beforeAll(() => {
  writeFileSync(weights, tinyChat());
  writeFileSync(read, documents);
});

it('takes twenty lines, tells the result alone, and leaves what repeats it', async () => {
  const { stdout, stderr, status } = await call([...mine, '--json'], { stdin: 'a\nB\nskip\nx\n s \n'.repeat(4) });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  const lines = stdout.trimEnd().split('\n').map((line) => JSON.parse(line)); // biome-ignore format: one thought
  const asked = lines.slice(0, 20);
  expect(asked.map(({ pair, of }) => [pair, of])).toEqual(asked.map((_, i) => [i + 1, 20]));
  const { done, taste } = lines.at(-1);
  expect(done).toBe(true);
  expect(taste.preferences).toEqual(
    asked.flatMap(({ question, a, b }, i) =>
      i % 5 === 0 ? [{ question, chosen: a, rejected: b }] : i % 5 === 1 ? [{ question, chosen: b, rejected: a }] : [],
    ),
  );
});

it.each([
  ['', 'there is no answer (stdin). Give a line for each question: a, b, skip or finish.'],
  ['a\nb\n', 'there are only 2 answers (stdin). Give a line for each question: a, b, skip or finish.'],
  ['a\nperhaps\x1b[31m\n', '"perhaps" is no answer (stdin:2). Give a line for each question: a, b, skip or finish.'],
])('refuses %j with one line', async (stdin, why) => {
  const { stdout, stderr, status } = await call(mine, { stdin });
  expect({ stdout, stderr, status }).toEqual({ stdout: '', stderr: `genai: ${why}\n`, status: 2 });
});

it('asks a person until they answer, beside the result', async () => {
  const { io, stdin, stdout, stderr } = fakeIo({ TERM: 'dumb' }, {});
  const asked = new Asked(io);
  const offers = [
    { name: 'a', key: 'A', label: 'is better' },
    { name: 'skip', key: 'X', label: 'skip' },
  ];
  const answer = asked.answer(offers, text('Which?\x1b[31m'));
  (stdin as PassThrough).write('what\n');
  await new Promise((resolve) => setTimeout(resolve, 20));
  (stdin as PassThrough).write('A\n');
  expect(await answer).toEqual({ name: 'a' });
  asked.close();
  expect(stdout.text).toBe('');
  expect(stderr.text).toContain('Which?\n');
  expect(stderr.text).toContain('Please type a or skip.\n');
  expect(stderr.text).not.toContain('\x1b[31m');
});
