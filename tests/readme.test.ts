/** What README.md and CONTRIBUTING.md say, tried. */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { specOf } from '../src/course/check.ts';
import { lookAt } from '../src/course/check-course.ts';
import { runProblems } from '../src/course/check-runs.ts';
import type { LabRun } from '../src/course/lesson.ts';
import { readLesson } from '../src/course/load.ts';
import { findLab, labIds } from '../src/labs/index.ts';
import { InlineHost, runResult } from '../src/runner/run.ts';
import { fileCorpora } from '../src/store/corpora.ts';
import { openCourse } from '../src/store/lessons.ts';

const read = (file: string): string => readFileSync(join(import.meta.dirname, '..', file), 'utf8');
const readme = read('README.md');
const section = (title: string): string => readme.split(/^## /m).find((part) => part.startsWith(`${title}\n`))!;
const blocks = (text: string, language: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, code]) => code);

let folder: string;
const bash = async (script: string): Promise<{ stdout: string; stderr: string }> =>
  promisify(execFile)('bash', ['--norc', '-euo', 'pipefail', '-c', script], {
    cwd: join(folder, 'repository'),
    env: {
      ...process.env,
      FORCE_COLOR: undefined,
      PATH: `${folder}${delimiter}${process.env.PATH}`,
      GENAI_TUTOR_HOME: folder,
    },
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'genai-readme-'));
  const genai = join(import.meta.dirname, '../dist/genai.js');
  writeFileSync(join(folder, 'genai'), `#!/bin/sh\nexec '${process.execPath}' '${genai}' "$@"\n`, { mode: 0o755 });
  mkdirSync(join(folder, 'repository'));
  const commit = 'git -c user.name=a -c user.email=a@example.org commit --quiet --allow-empty -m';
  await bash(`git init --quiet; for m in "Add the parser" "Add a test" "Mend the parser"; do ${commit} "$m"; done`);
});

afterAll(() => rmSync(folder, { recursive: true }));

// One after the other: a recipe may use the file of the one before.
describe.sequential('shell recipes', () => {
  const recipes = blocks(section('Shell recipes'), 'sh');

  const hasJq = spawnSync('jq', ['--version']).status === 0;

  test.each(recipes.map((script) => [script.split('\n')[0], script]))('%s', async (_, script) => {
    if (/\bjq\b/.test(script) && !hasJq) script = script.replace(/\| jq .*/, '');
    const { stdout, stderr } = await bash(script);
    expect(stdout.trim()).not.toBe('');
    expect(stderr).toBe('');
    expect(stdout).not.toMatch(/\x1b/);
  });

  test('a longer memory copies more', async () => {
    const { stdout } = await bash(recipes.find((script) => script.includes('are copies'))!);
    const copies = [...stdout.matchAll(/: (\d+) of 100/g)].map(([, count]) => Number(count));
    expect(copies).toHaveLength(4);
    expect(copies).toEqual([...copies].sort((a, b) => a - b));
    expect(copies[3]).toBeGreaterThan(copies[0] + 20);
  });
});

test('the JSON shown is the JSON given, where it is not cut', async () => {
  const [block] = blocks(section('JSON for scripts'), '');
  for (const example of block.split('\n\n')) {
    const [command, ...lines] = example.split('\n');
    const { stdout } = await bash(command);
    const parts = lines
      .map((line) => line.trim())
      .join('')
      .split('…');
    let at = 0;
    for (const part of parts) {
      const found = stdout.indexOf(part.replace(/^\]/, ''), at);
      expect(found, `${part} in ${stdout}`).toBeGreaterThanOrEqual(at);
      at = found + part.length;
    }
  }
});

test('the map leads to lessons, labs and files that are there, and leaves out no lab and no lesson', async () => {
  const rows = section('The map')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| idea'))
    .map((line) => line.split('|').map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, word]) => word)));
  const lessonIds = (await openCourse().lessons()).map(({ lesson }) => lesson.id);
  expect(new Set(rows.flatMap((cells) => cells[2]))).toEqual(new Set(lessonIds));
  expect(new Set(rows.flatMap((cells) => cells[3]))).toEqual(new Set(labIds));
  const paths = rows.flatMap((cells) => cells[4]);
  expect(paths.filter((path) => !existsSync(join(import.meta.dirname, '..', path)))).toEqual([]);
});

test('the lesson in CONTRIBUTING.md passes pack check', async () => {
  const [yaml] = blocks(read('CONTRIBUTING.md'), 'yaml');
  const file = readLesson(yaml, 'my-lesson.yaml');
  const problems = await lookAt(file, openCourse().quote);
  const host = new InlineHost(fileCorpora());
  const run = async (wanted: LabRun) => runResult(host, specOf(await findLab(wanted.lab), wanted));
  for await (const problem of runProblems(file, { run })) problems.push(problem);
  expect(problems).toEqual([]);
});
