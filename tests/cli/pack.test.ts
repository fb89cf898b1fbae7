/** `genai pack`, and `genai learn` and `genai progress` with a pack, in this process. */
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { lessonJsonSchema, packJsonSchema } from '../../src/course/json-schema.ts';
import { ProgressStore } from '../../src/store/progress.ts';
import { call, folder } from './in-process.ts';

const home = join(folder, 'home');

const genai = (...argv: string[]) => call(argv, { env: { GENAI_TUTOR_HOME: home } });

const school = join(folder, 'school');
const made = await genai('pack', 'new', school);

/** The new pack with changes: file → [from, to]. */
async function changedPack(
  name: string,
  changes: Readonly<Record<string, readonly [string, string][]>>,
): Promise<string> {
  const path = join(folder, name);
  await cp(school, path, { recursive: true });
  for (const [file, pairs] of Object.entries(changes)) {
    let text = await readFile(join(path, file), 'utf8');
    for (const [from, to] of pairs) {
      expect(text).toContain(from);
      text = text.replace(from, () => to);
    }
    await writeFile(join(path, file), text);
  }
  return path;
}

const checkSchema = z.strictObject({
  ok: z.boolean(),
  pack: z.strictObject({ id: z.string(), title: z.string(), author: z.string().optional() }).nullable(),
  lessons: z.array(
    z.strictObject({ file: z.string(), id: z.string(), title: z.string(), steps: z.int(), questions: z.int() }),
  ),
  runs: z.int(),
  problems: z.array(
    z.strictObject({
      file: z.string(),
      line: z.int().nullable(),
      column: z.int().nullable(),
      what: z.string(),
      remedy: z.string().nullable(),
    }),
  ),
  untried: z.array(z.strictObject({ file: z.string(), line: z.int(), column: z.int(), command: z.string() })),
});

describe('a new pack', () => {
  it('tells what was written and what comes next', () => {
    expect(made.status).toBe(0);
    expect(made.stdout.split('\n')).toContain(join(school, '01-what-follows.yaml'));
    expect(made.stderr).toContain(`genai pack check ${school} says what is wrong`);
  });

  it('passes the whole check at once', async () => {
    const { status, stdout, stderr } = await genai('pack', 'check', school);
    expect([status, stdout]).toEqual([0, '1 lesson, 11 steps, 5 questions, 4 runs: all is well.\n']);
    expect(stderr).toMatch(/^hint: running the labs; each run may take 60 s/);
  });

  it('brings the schemas that its first lines name', async () => {
    const json = async (name: string): Promise<unknown> => JSON.parse(await readFile(join(school, name), 'utf8'));
    expect(await json('lesson.schema.json')).toEqual(JSON.parse(JSON.stringify(await lessonJsonSchema())));
    expect(await json('pack.schema.json')).toEqual(JSON.parse(JSON.stringify(packJsonSchema())));
    for (const [file, schema] of [
      ['01-what-follows.yaml', 'lesson'],
      ['pack.yaml', 'pack'],
    ]) {
      const [first] = (await readFile(join(school, file), 'utf8')).split('\n');
      expect(first).toBe(`# yaml-language-server: $schema=${schema}.schema.json`);
      const { stdout } = await genai('pack', 'schema', ...(schema === 'pack' ? ['pack'] : []));
      expect(JSON.parse(stdout)).toEqual(await json(`${schema}.schema.json`));
    }
  });

  it('is not written over another', async () => {
    const { status, stdout, stderr } = await genai('pack', 'new', school);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^genai: there is something in this folder \(.+\)\. .+\n$/);
  });
});

describe('pack check', () => {
  it('tells all that is wrong, each with its place', async () => {
    const path = await changedPack('wrong', {
      'pack.yaml': [['id: school', 'id: My School']],
      '01-what-follows.yaml': [
        ['    kind: predict\n    title: You first', '    kind: predcit\n    title: You first'],
        ['minutes: 5', 'minutes: 99'],
      ],
    });
    await cp(join(school, '01-what-follows.yaml'), join(path, '02-sound.yaml'));
    const third = (await readFile(join(school, '01-what-follows.yaml'), 'utf8'))
      .replace('knobs: [order, temperature, prompt]', 'knobs: [oder]')
      .replace('file: ./weather.txt', 'file: ./../secret.txt')
      .replace('      - n-gram is the general word; here n is 2.\n', '')
      .replace('    hints:\n\n', '\n')
      .replace('--order 3\n', '--order 2\n');
    await writeFile(join(path, '03-third.yaml'), third);
    await writeFile(join(path, '04-empty.yaml'), '');
    await symlink('/etc/hostname', join(path, '05-link.yaml'));
    const quick = await genai('pack', 'check', path, '--quick');
    expect(quick.status).toBe(1);
    const lines = quick.stdout.trimEnd().split('\n');
    const told = lines.map((line) => line.replace(`${path}/`, ''));
    expect(told).toEqual([
      expect.stringMatching(/^pack.yaml:5:5 "id" is not possible: an id is lower-case words/),
      expect.stringMatching(/^01-what-follows.yaml:9:10 "minutes" is too large\. At most 30\.$/),
      expect.stringMatching(/^01-what-follows.yaml:\d+:11 "kind" is missing or unknown\. It is one of/),
      '04-empty.yaml there is nothing in it. Give a text with at least one line.',
      expect.stringMatching(/^05-link.yaml this is outside of the pack\. /),
      expect.stringMatching(/^03-third.yaml:6:5 the lesson id "what-follows" is taken by .+02-sound.yaml\. /),
      expect.stringMatching(/^03-third.yaml:\d+:11 this is outside of the pack\. /),
      expect.stringMatching(/^03-third.yaml:\d+:13 lab sample has no knob "oder"\. /),
      expect.stringMatching(/^03-third.yaml:\d+:5 there is no hint\. /),
    ]);
    expect(quick.stderr).toBe('hint: 9 problems in 2 lessons, 22 steps, 10 questions, no lab run\n');
    const json = await genai('pack', 'check', path, '--json');
    expect([json.status, json.stdout.split('\n').length]).toEqual([1, 2]);
    const { ok, pack, lessons, runs, problems } = checkSchema.parse(JSON.parse(json.stdout));
    expect({ ok, pack, runs, ids: lessons.map(({ id }) => id) }).toEqual({
      ok: false,
      pack: null,
      runs: 5,
      ids: ['what-follows', 'what-follows'],
    });
    expect(problems.map(({ file, what }) => [file.replace(`${path}/`, ''), what]).slice(9)).toEqual([
      [
        '03-third.yaml',
        'the command of the last hint does not solve it: its memory was too short. Order 3 looks at two words',
      ],
    ]);
  });

  it('gives up on a run that takes too long, and goes on', async () => {
    const path = await changedPack('long', {
      '01-what-follows.yaml': [
        [
          '{ lab: sample, params: { corpus: weather.txt, prompt: the sun is, max_tokens: 1 }, seed: 2 }',
          '{ lab: gan, params: { steps: 1000000 } }',
        ],
        ['    knobs: [order, temperature, prompt]\n', ''],
      ],
    });
    const { status, stdout } = await genai('pack', 'check', path, '--limit', '1');
    const lines = stdout.trimEnd().split('\n');
    expect(status).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^.+01-what-follows.yaml:\d+:\d+ this run of gan is not over after 1 s\. A learner waits/);
  });

  it('leaves a command that needs a shell to a shell', async () => {
    const path = await changedPack('shell', {
      '01-what-follows.yaml': [
        ['      - genai sample "the sun is" --corpus weather.txt --order 3', '      - genai sample x; touch executed'],
      ],
    });
    const { status, stderr } = await genai('pack', 'check', path, '--limit', '30');
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /:\d+:\d+ was not tried, it is more than the call of a lab: genai sample x; touch executed\n/,
    );
  });

  it.each<[string, string[], RegExp]>([
    ['a folder that is not there', ['check', 'nowhere'], /^genai: there is no such folder \(nowhere\)\. .+\n$/],
    ['a limit that is none', ['check', '.', '--limit', 'soon'], /^genai: "soon" is no limit \(--limit\)\. .+\n$/],
    ['a limit of nothing', ['check', '--quick', '--limit', '3'], /^genai: --quick runs no lab \(--limit\)\. .+\n$/],
    ['a word that is none', ['chekc'], /^genai: there is no genai pack chekc\. Did you mean check\?\n$/],
    ['a schema that is none', ['schema', 'lessn'], /^genai: there is no schema of "lessn"\. Did you mean lesson\?\n$/],
    ['no folder to make', ['new'], /^genai: missing required argument 'DIR'\. See genai pack new --help\.\n$/],
  ])('refuses %s', async (_, argv, line) => {
    const { status, stdout, stderr } = await genai('pack', ...argv);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(line);
  });
});

describe('learn and progress with a pack', () => {
  it('keep two packs apart that have the same lessons, and both from ours', async () => {
    const other = await changedPack('other', {
      'pack.yaml': [
        ['id: school', 'id: other'],
        ['# author: Ada Lovelace', 'author: Ada'],
      ],
      '01-what-follows.yaml': [['id: what-follows', 'id: next-token']],
    });
    const store = new ProgressStore(home);
    await store.append('other/next-token', [
      { type: 'done', step: 'first-guess' },
      { type: 'at', step: 'likely' },
    ]);
    const listed = async (...argv: string[]) => JSON.parse((await genai('learn', '--list', '--json', ...argv)).stdout);
    expect(await listed('--pack', other)).toMatchObject({
      pack: { id: 'other', title: 'School', author: 'Ada' },
      lessons: [{ id: 'next-token', number: 1, done: 1, position: 'likely' }],
    });
    expect((await listed('--pack', school)).lessons).toMatchObject([{ id: 'what-follows', done: 0, position: null }]);
    const ours = await listed();
    expect(ours.pack).toBeUndefined();
    for (const lesson of ours.lessons) expect(lesson).toMatchObject({ done: 0, position: null });
    const progress = JSON.parse((await genai('progress', '--json')).stdout);
    expect(progress.packs).toEqual([{ id: 'other', begun: 1, finished: 0, done: 1, last_at: expect.any(String) }]);
    expect(JSON.parse((await genai('progress', '--pack', other, '--json')).stdout)).toMatchObject({
      pack: { id: 'other' },
      lessons: [{ id: 'next-token', done: 1 }],
    });
    const { stdout, stderr } = await genai('learn', '--pack', other, '--list');
    expect(stdout).toMatch(/^School by Ada\n/);
    expect(stderr).toBe(`hint: genai learn --pack ${other} next-token opens that lesson; so does its number, 1\n`);
    expect((await genai('progress')).stdout).toMatch(/\nother +1 +0 +1 /);
  });

  it('reads a lesson out, with the texts of the pack', async () => {
    const { status, stdout } = await genai('learn', '--pack', school, '1', '--plain');
    expect(status).toBe(0);
    expect(stdout).toContain(' 9  the rain drums on our roof');
    expect(stdout).toMatch(/sun .+ 0\.50 {2}6 of 12/);
  });

  it.each(['../secret.txt', '/etc/hostname', 'link.txt', '-'])('lets a lab read no %s', async (name) => {
    const path = await changedPack(`out-${name.replace(/\W/g, '')}`, {
      '01-what-follows.yaml': [['{ corpus: weather.txt, prompt: the,', `{ corpus: "${name}", prompt: the,`]],
    });
    await symlink('/etc/hostname', join(path, 'link.txt'));
    await writeFile(join(folder, 'secret.txt'), 'a secret');
    const { status, stdout, stderr } = await genai('learn', '--pack', path, '1', '--plain');
    expect(status).toBe(2);
    expect(stderr).toMatch(name === '-' ? /^genai: a pack reads no stdin/ : /^genai: this is outside of the pack/);
    expect(stdout).not.toContain('secret');
  });

  it('says what a damaged pack lacks', async () => {
    const bare = join(folder, 'bare');
    await mkdir(bare);
    for (const command of ['learn', 'progress']) {
      const { status, stdout, stderr } = await genai(command, '--pack', bare);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^genai: there is no pack.yaml in it \(.+bare\)\. .+\n$/);
    }
  });
});
