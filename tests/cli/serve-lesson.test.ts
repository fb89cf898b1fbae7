/** The challenge of lesson "service" as a learner has it: a server of its own, and the line that it prints, run and changed. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bodyIn } from '../../src/course/check-challenge.ts';
import type { ShellCheck, StepOf } from '../../src/course/lesson.ts';
import { checkRun } from '../../src/course/shell-check.ts';
import { curlLine } from '../../src/serve/welcome.ts';
import { openChallenge, readRuns } from '../../src/store/challenge.ts';
import { openCourse } from '../../src/store/lessons.ts';
import { folder, program } from './genai.ts';

const course = openCourse();
const { lesson } = await course.lesson('service');
const step = lesson.steps.at(-1) as StepOf<'shell'>;
const check = step.check as ShellCheck;
const solution = bodyIn(step.hints.at(-1)!)!;
const challenge = { lesson: course.key(lesson.id), step: step.id };
const home = join(folder, 'home');

let server: ChildProcess | undefined;
afterAll(() => void server?.kill('SIGKILL'));

/** @returns the line for curl that it prints */
async function started(): Promise<string> {
  const env = { PATH: process.env.PATH, GENAI_TUTOR_HOME: home };
  server = spawn(process.execPath, [program, 'serve', '--port', '0'], { env });
  let said = '';
  server.stderr!.on('data', (chunk) => (said += chunk));
  return vi.waitFor(() => /^ {2}(.*curl.+)\n/m.exec(said)![1], { timeout: 30_000 });
}

const isThere = (command: string): boolean => {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

describe('the challenge with curl', () => {
  let line: string;
  let url: string;
  let runs = 0;
  beforeAll(async () => {
    await openChallenge(home, challenge);
    line = await started();
    url = /http\S+/.exec(line)![0];
  }, 40_000);

  /** What the lesson says of a request. */
  const outcome = async (ask: () => unknown) => {
    await ask();
    runs++;
    await expect.poll(async () => (await readRuns(home, challenge)).length, { timeout: 10_000 }).toBe(runs);
    return checkRun(check, await readRuns(home, challenge));
  };
  const send = (asked: unknown, type = 'application/json', to = url) =>
    fetch(to, { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(asked) }).then((answer) =>
      answer.text(),
    );

  it.each<[string, () => unknown, string]>([
    ['another door', () => send(solution, undefined, url.replace('/chat', '')), 'did not go to /v1/chat/completions'],
    ['another type', () => send(solution, 'application/x-www-form-urlencoded'), 'refused'],
    ['a model that is none', () => send({ ...solution, model: 'gpt-4o' }), 'refused'],
    ['no stream', () => send({ ...solution, stream: undefined }), 'had no "stream": true'],
    ['another temperature', () => send({ ...solution, temperature: 1 }), 'had no "temperature": 0'],
    ['no end', () => send({ ...solution, max_tokens: undefined }), 'had no "max_tokens"'],
    ['a late end', () => send({ ...solution, max_tokens: 60 }), 'was not cut off'],
  ])('%s is told of', async (_, ask, why) => {
    expect(await outcome(ask)).toEqual({ state: 'other', why: expect.stringContaining(why) });
  });

  it.skipIf(!isThere('curl'))('is solved by the line that is printed, changed', async () => {
    const sh = (command: string): string => execFileSync('sh', ['-c', command], { encoding: 'utf8', stdio: 'pipe' });
    const said: string[] = [];
    expect(await outcome(() => said.push(sh(line)))).toMatchObject({ why: expect.stringContaining('"stream"') });
    expect(JSON.parse(said[0])).toMatchObject({ model: 'dpo', object: 'chat.completion' });
    const changed = line.replace(/\{.*\}/, () => JSON.stringify(solution));
    expect(await outcome(() => said.push(sh(changed)))).toMatchObject({ state: 'fits' });
    // What is printed on Windows is right for this shell too, but for the name of curl.
    const piped = curlLine(new URL(url).origin, [{ id: 'dpo', does: 'chat', about: '' }], false, 'win32');
    await outcome(() => said.push(sh(piped.replace('curl.exe', 'curl'))));
    expect(JSON.parse(said[2])).toMatchObject({ model: 'dpo', object: 'chat.completion' });
    expect(said[1]).toMatch(/"finish_reason":"length".*\n\ndata: \[DONE\]\n\n$/);
  });
});
