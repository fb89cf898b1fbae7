import { expect, test } from 'vitest';
import { call } from './in-process.ts';

test('a pipe gets every stage as text, and how to have it again', async () => {
  const { stdout } = await call(['trace', 'A', 'cat', '--seed', '4']);
  expect(stdout.match(/^\d+ of \d+ /gm)).toHaveLength(Number(/^1 of (\d+) /.exec(stdout)![1]));
  for (const stage of ['Bytes', 'Tokens', 'Embeddings', 'Positions', 'Attention', 'Thinking', 'Logits', 'Pick']) {
    expect(stdout).toContain(stage);
  }
  expect(stdout.endsWith('seed 4\n')).toBe(true);
  expect((await call(['trace', '-', '--seed', '4'], { stdin: 'A cat\n' })).stdout).toBe(stdout);
  expect((await call(['trace', '--seed', '4'], { stdin: 'A cat\n' })).stdout).toBe(stdout);
  const usual = await call(['trace', 'Ada Pepper lives in', '--seed', '4']);
  for (const stdin of ['', '\n']) expect((await call(['trace', '--seed', '4'], { stdin })).stdout).toBe(usual.stdout);
});

test('lines are read as one, for it learnt from lines; a text that is too long is refused with its beginning', async () => {
  const { stdout } = await call(['trace', 'A cat', '--seed', '4']);
  expect((await call(['trace', 'A\r\n\n  cat\n', '--seed', '4'])).stdout).toBe(stdout);
  const { stderr, status } = await call(['trace', 'The king was happy.\n'.repeat(150)]);
  const begun = JSON.stringify(`${'The king was happy.\n'.repeat(3)}…`);
  expect(stderr).toBe(`genai: ${begun} is not possible here (the text). Give a text of up to 2000 characters.\n`);
  expect(status).toBe(2);
});

test('--json gives a line for each stage, then the result', async () => {
  const { stdout } = await call(['trace', 'A cat', '--seed', '4', '--json']);
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const stages = lines.slice(0, -1);
  expect(stages.map(({ number }) => number)).toEqual(stages.map((_, i) => i + 1));
  expect(stages.at(-1).stage).toBe('pick');
  expect(lines.at(-1)).toMatchObject({ done: true, lab: 'trace', seed: 4, picked: stages.at(-1).picked });
});

test('on a terminal the stages come one after the other, and Ctrl-C ends it', async () => {
  const abort = new AbortController();
  setTimeout(() => abort.abort(), 600);
  const { stdout, status } = await call(['trace', 'A cat'], { terminal: {}, signal: abort.signal });
  expect(stdout).toContain('Bytes');
  expect(stdout).not.toContain('Pick');
  expect(status).toBe(130);
});
