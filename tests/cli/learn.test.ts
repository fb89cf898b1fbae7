/** `genai learn` and `genai progress` where no terminal is. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { openCourse } from '../../src/store/lessons.ts';
import { expectWhole } from '../course/read-out.ts';
import { folder, genai, output, refusal } from './genai.ts';

const courseSchema = z.strictObject({
  lessons: z.array(
    z.strictObject({
      id: z.string(),
      number: z.int(),
      title: z.string(),
      part: z.string(),
      minutes: z.number(),
      steps: z.int(),
      done: z.int(),
      finished: z.boolean(),
      position: z.string().nullable(),
    }),
  ),
});
const progressSchema = z.strictObject({
  lessons: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      steps: z.int(),
      done: z.int(),
      finished: z.boolean(),
      position: z.string().nullable(),
      answered: z.int(),
      first_try_right: z.int(),
      last_at: z.iso.datetime().nullable(),
    }),
  ),
  packs: z.array(z.never()),
  review: z.strictObject({ due: z.int(), later: z.int(), next_at: z.iso.datetime().nullable() }),
});

const course = async (env?: Record<string, string>) =>
  courseSchema.parse(JSON.parse(await output(['learn', '--list', '--json'], { env }))).lessons;

/** A data folder of its own, with a journal of these lines. */
async function home(name: string, lines: readonly string[]): Promise<{ GENAI_TUTOR_HOME: string }> {
  const path = join(folder, name);
  await mkdir(path);
  await writeFile(join(path, 'progress.jsonl'), lines.join('\n'));
  return { GENAI_TUTOR_HOME: path };
}

const header = '{"format":"genai-tutor progress","version":1}';
const event = (change: object): string =>
  JSON.stringify({ v: 1, at: '2030-01-02T03:04:05.000Z', lesson: 'next-token', change });
const begun = [
  event({ type: 'done', step: 'the-loop' }),
  event({ type: 'answer', step: 'same-prompt', answer: 0, right: true }),
  event({ type: 'done', step: 'same-prompt' }),
  event({ type: 'at', step: 'greedy' }),
];

interface LessonFile {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly { readonly id: string }[];
}

async function lessons(): Promise<LessonFile[]> {
  const path = new URL('../../lessons/', import.meta.url);
  const names = (await readdir(path)).filter((name) => /^\d.*\.yaml$/.test(name));
  return Promise.all(names.map(async (name) => parse(await readFile(new URL(name, path), 'utf8'))));
}

describe.concurrent('learn --list', () => {
  it('shows every lesson and how to open one', async () => {
    const { stdout, stderr, status } = await genai(['learn', '--list']);
    for (const { title } of await lessons()) expect(stdout).toContain(title);
    expect([stderr, status]).toEqual([expect.stringMatching(/^hint: genai learn [\w-]+ opens that lesson;.+\n$/), 0]);
    expect((await genai(['learn'])).stdout).toBe(stdout);
  });

  it('gives the same as JSON', async () => {
    const listed = await course();
    const files = await lessons();
    expect(listed.map(({ id, steps }) => [id, steps])).toEqual(files.map(({ id, steps }) => [id, steps.length]));
    for (const { done, finished, position } of listed) expect([done, finished, position]).toEqual([0, false, null]);
  });

  it('knows how far the learner got', async () => {
    const env = await home('begun', [header, ...begun, '']);
    expect(await course(env)).toContainEqual(
      expect.objectContaining({ id: 'next-token', done: 2, finished: false, position: 'greedy' }),
    );
    expect((await genai(['learn', '--list'], { env })).stdout).toMatch(/next-token.+at step 5 of \d+/);
  });
});

/** Lessons that the program itself reads out here; ../lessons.test.ts reads all of them. One with weights of the package. */
const read = ['next-token', 'attention'];

describe.concurrent('learn --plain', () => {
  it.each(read)('reads %s out: all steps, their runs, and how to take it', async (id) => {
    const { stdout, stderr, status } = await genai(['learn', id, '--plain']);
    expect([status, stderr]).toEqual([0, expect.stringMatching(/^hint: this was for reading only; .+\n$/)]);
    expectWhole(stdout, (await openCourse().lesson(id)).lesson);
  });

  it('runs the experiments', async () => {
    const { stdout } = await genai(['learn', 'next-token', '--plain']);
    expect(stdout).toMatch(/mat +█+ +0\.34 +17 of 50/);
    expect(stdout).toMatch(/floor +█+.* +0\.22 +11 of 50/);
    expect(stdout).toContain('The cat sat on the mat.');
  });

  it('finds a lesson by number, id or file, and is what learn does without a terminal', async () => {
    const text = (await genai(['learn', 'next-token', '--plain'])).stdout;
    for (const name of ['2', '02', '02-next-token']) expect((await genai(['learn', name])).stdout).toBe(text);
  });

  it('keeps nothing, for nobody has answered', async () => {
    const env = { GENAI_TUTOR_HOME: join(folder, 'untouched') };
    await genai(['learn', '2', '--plain'], { env });
    await expect(readdir(env.GENAI_TUTOR_HOME)).rejects.toThrow('ENOENT');
  });
});

describe.concurrent('progress', () => {
  const progress = async (env: Record<string, string>) =>
    progressSchema.parse(JSON.parse(await output(['progress', '--json'], { env }))).lessons;

  it('tells what is done', async () => {
    const env = await home('told', [header, ...begun, '']);
    const { stdout, stderr, status } = await genai(['progress'], { env });
    expect(stdout).toMatch(/Predict the next token +2 of \d+ +1 of 1 .+2030/);
    expect([stderr, status]).toEqual(['hint: go on with genai learn next-token\n', 0]);
    expect((await progress(env)).find(({ id }) => id === 'next-token')).toMatchObject({
      done: 2,
      position: 'greedy',
      answered: 1,
      first_try_right: 1,
      last_at: '2030-01-02T03:04:05.000Z',
    });
  });

  it('is forgotten only by somebody who is sure', async () => {
    const env = await home('forgotten', [header, ...begun, '']);
    expect(await refusal(['progress', '--reset'], { env, stdin: 'yes\n' })).toContain('Add --yes if you are sure.');
    expect((await progress(env)).some(({ done }) => done > 0)).toBe(true);
    expect(await output(['progress', '--reset', '--yes'], { env })).toBe('Your progress is forgotten.\n');
    expect((await progress(env)).every(({ done, last_at }) => done === 0 && last_at === null)).toBe(true);
  });

  it('leaves out lines that are damaged, says so once, and keeps all else', async () => {
    const env = await home('damaged', [header, ...begun, '{"v":1,"at":"2030', '\0\0\0 no JSON', '']);
    const { stderr, status } = await genai(['progress', '--json'], { env });
    expect(stderr).toMatch(
      /^hint: 2 lines of your progress could not be read and are left out \(.+\); all else is there\.\n$/,
    );
    expect(status).toBe(0);
    expect(await readFile(join(env.GENAI_TUTOR_HOME, 'progress.jsonl'), 'utf8')).toContain('no JSON');
    expect((await progress(env)).find(({ id }) => id === 'next-token')).toMatchObject({ done: 2, position: 'greedy' });
  });

  it('begins anew when nothing in the file makes sense', async () => {
    const env = await home('nonsense', ['this is my shopping list']);
    const { stderr, status } = await genai(['learn', '--list'], { env });
    expect(stderr).toMatch(
      /^hint: Nothing in your progress file could be read \(.+\); it stays there, and you begin anew\.\nhint: genai learn /,
    );
    expect(status).toBe(0);
    expect((await progress(env)).every(({ done }) => done === 0)).toBe(true);
  });

  it('of a newer program is left alone', async () => {
    const lines = ['{"format":"genai-tutor progress","version":99}', '{"v":99,"new":true}', ''];
    const env = await home('newer', lines);
    const { stderr, status } = await genai(['progress'], { env });
    expect([stderr.split('\n')[0], status]).toEqual([expect.stringContaining('written by a newer version'), 0]);
    expect(await readFile(join(env.GENAI_TUTOR_HOME, 'progress.jsonl'), 'utf8')).toBe(lines.join('\n'));
  });
});

describe.concurrent('a challenge of a lesson', () => {
  it('hears of the runs that are made while it is open', async () => {
    const env = { GENAI_TUTOR_HOME: join(folder, 'challenged') };
    await mkdir(env.GENAI_TUTOR_HOME);
    const challenge = { version: 1, lesson: 'next-token', step: 'in-the-shell' };
    await writeFile(join(env.GENAI_TUTOR_HOME, 'challenge.json'), JSON.stringify(challenge));
    await output(['sample', 'The cat', '--order', '3', '--seed', '5'], { env });
    await output(['lab', 'sample', '--prompt', 'The dog', '--seed', '6', '--json'], { env });
    const lines = (await readFile(join(env.GENAI_TUTOR_HOME, 'challenge-runs.jsonl'), 'utf8'))
      .split('\n')
      .filter((line) => line !== '');
    expect(lines.map((line) => JSON.parse(line).run)).toMatchObject([
      { lab: 'sample', seed: 5, params: { order: 3, prompt: 'The cat' } },
      { lab: 'sample', seed: 6, params: { order: 2, prompt: 'The dog' } },
    ]);
  });
});
