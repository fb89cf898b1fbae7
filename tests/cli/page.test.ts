/** `--out FILE.html`: a run as a page. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { elementsOf, readXml, wordsOf } from '../export/xml.ts';
import { call, folder } from './in-process.ts';

async function pageOf(name: string, args: readonly string[]) {
  const file = join(folder, name);
  const { stderr, status } = await call([...args, '--out', file]);
  expect(stderr).toMatch(/saved .*\.html\n$/);
  expect(status).toBe(0);
  return { source: readFileSync(file, 'utf8'), page: readXml(readFileSync(file)) };
}

test.each([
  [['lab', 'noise', '--seed', '3']],
  [['lab', 'sample', '--prompt', `The king's "son" & $HOME`, '--corpus', 'toyland', '--order', '3', '--seed', '7']],
])('its last line is a command that makes the very same page: %j', async (args) => {
  const { source, page } = await pageOf(`one-${args[1]}.html`, args);
  const foot = wordsOf(elementsOf(page, 'footer')[0]);
  const command = /^The same again: genai (.*)\n/.exec(foot)![1];
  // A real shell takes the words apart.
  const again = execFileSync('sh', ['-c', `for word in ${command}; do printf '%s\\0' "$word"; done`]).toString();
  const words = again.split('\0').slice(0, -1);
  expect((await pageOf(`two-${args[1]}.html`, words)).source).toBe(source);
});

test('it holds the title, what to look at, the picture, the result and the settings', async () => {
  const { page } = await pageOf('gan.html', ['gan', '--steps', '20', '--batch', '16', '--seed', '1']);
  expect(wordsOf(elementsOf(page, 'h1')[0])).toBe('Two networks, one game');
  expect(elementsOf(page, 'h2').map(wordsOf)).toEqual(['What it shows', 'The result', 'The settings']);
  const result = JSON.parse(
    (await call(['gan', '--steps', '20', '--batch', '16', '--seed', '1', '--json'])).stdout.trim().split('\n').at(-1)!,
  );
  const rows = elementsOf(page, 'tr').map((row) => [...elementsOf(row, 'th'), ...elementsOf(row, 'td')].map(wordsOf));
  expect(rows).toContainEqual(['wasserstein', String(Number(result.wasserstein.toPrecision(4)))]);
  expect(rows).toContainEqual(['target std', '1.25']);
  expect(rows.map(([flag, value]) => [flag, value])).toContainEqual(['--steps', '20']);
  const graphics = elementsOf(page, 'svg').filter(({ attributes }) => attributes.role === 'img');
  expect(graphics.length).toBe(4);
  for (const { attributes } of graphics) expect(attributes['aria-label']).toMatch(/Line chart|Histogram/);
});
