import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { call, folder } from './in-process.ts';

const attention = (args: readonly string[], stdin?: string) =>
  call(['gpt', 'attention', '--lines', '3', '--seed', '1', ...args], { stdin });

test('words are one text, and so is stdin for -', async () => {
  const typed = JSON.parse((await attention(['A', 'cat sleeps.', '--json'])).stdout);
  const piped = JSON.parse((await attention(['-', '--json'], 'A cat sleeps.\n')).stdout);
  expect(piped).toEqual(typed);
  const { tokens, weights, done, lab } = typed;
  expect([
    tokens[0].text,
    tokens
      .slice(1)
      .map(({ text }: { text: string }) => text)
      .join(''),
  ]).toEqual(['<end>', 'A cat sleeps.']);
  expect([done, lab]).toEqual([true, 'attention']);
  for (const row of weights.flat(2)) {
    expect(row).toHaveLength(tokens.length);
    expect(row.reduce((sum: number, share: number) => sum + share, 0)).toBeCloseTo(1, 5);
  }
});

test('a pipe gets the picture and why, as text', async () => {
  const { stdout } = await attention(['A cat sleeps.', '--head', '1.2', '--token', '2']);
  const { row } = JSON.parse((await attention(['A cat sleeps.', '--head', '1.2', '--token', '2', '--json'])).stdout);
  for (const { score, weight } of row)
    for (const shown of [score.toFixed(2), weight.toFixed(3)]) expect(stdout).toContain(shown);
  expect(stdout).toContain('"␣cat" looks at');
});

test('the picture is saved', async () => {
  const file = join(folder, 'heads.svg');
  const { stderr } = await attention(['A cat sleeps.', '--show', 'heads', '--out', file]);
  expect(stderr).toMatch(/^saved .*heads\.svg\n$/);
  expect(readFileSync(file, 'utf8')).toContain('1.1');
});

test('a text that is too long, or a token that is not there, is refused', async () => {
  for (const args of [['cat '.repeat(100)], ['A cat', '--token', '40']]) {
    const { stdout, stderr, status } = await attention(args);
    expect([stdout, status]).toEqual(['', 2]);
    expect(stderr).toMatch(/^genai: [^\n]+\.\n$/);
  }
});
