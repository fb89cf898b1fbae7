/** Requests to a server at a port, as an open challenge of the course sees them. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { lessonListener } from '../../src/cli/serve/lesson-listener.ts';
import { checkRun } from '../../src/course/shell-check.ts';
import { closeChallenge, openChallenge, readRuns } from '../../src/store/challenge.ts';
import { served } from '../serve/serving.ts';
import { emptyFolder } from '../store/folder.ts';

const here = { lesson: 'service', step: 'in-the-shell' };
const alone = { hosts: new Set<string>(), addresses: false };
const chat = { model: 'talker', messages: [{ role: 'user', content: 'Hello there' }], temperature: 0 };

const open: Awaited<ReturnType<typeof served>>[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function started() {
  const folder = await emptyFolder();
  const said = vi.fn();
  const server = await served({ whoListens: lessonListener(alone, { GENAI_TUTOR_HOME: folder }, said) });
  open.push(server);
  const ask = async (more: object): Promise<string> => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ ...chat, ...more });
    return (await fetch(`${server.url}/v1/chat/completions`, { method: 'POST', headers, body })).text();
  };
  return { folder, said, ask };
}

it('are seen while one is open, whenever that is opened, and not before or after', async () => {
  const { folder, said, ask } = await started();
  await ask({ max_tokens: 1 });
  await openChallenge(folder, here);
  await ask({ max_tokens: 2 });
  const told = JSON.parse(await ask({ max_tokens: 3, seed: 7 }));
  await ask({ max_tokens: 4, stream: true });
  await vi.waitFor(async () => expect(await readRuns(folder, here)).toHaveLength(3));
  const runs = await readRuns(folder, here);
  expect(runs.map(({ params }) => params.max_tokens)).toEqual([2, 3, 4]);
  expect(runs[1]).toMatchObject({ lab: 'serve', seed: 7, params: { ...chat, max_tokens: 3 } });
  const [{ message, finish_reason }] = told.choices;
  expect(runs[1].result).toMatchObject({ status: 200, answers: [{ text: message.content, finish_reason }] });
  const cut = { at: '/result/answers/0/finish_reason', equals: 'length', otherwise: 'no' };
  expect(checkRun({ command: 'serve', where: [cut] }, runs).state).toBe('fits');
  await closeChallenge(folder);
  await ask({ max_tokens: 5 });
  await openChallenge(folder, here);
  expect(await readRuns(folder, here)).toEqual([]);
  expect(said).not.toHaveBeenCalled();
});

it('are no matter of a lesson where others come in too', () => {
  const env = { GENAI_TUTOR_HOME: '/nowhere' };
  const say = (): void => {};
  expect(lessonListener({ ...alone, addresses: true }, env, say)).toBeUndefined();
  expect(lessonListener({ ...alone, hosts: new Set(['tutor.example.org']) }, env, say)).toBeUndefined();
});

it('that cannot be kept are told of once, and answered all the same', async () => {
  const { folder, said, ask } = await started();
  await openChallenge(folder, here);
  await mkdir(join(folder, 'challenge-runs.jsonl'));
  for (let i = 0; i < 3; i++) expect(JSON.parse(await ask({})).choices).toHaveLength(1);
  await vi.waitFor(() => expect(said).toHaveBeenCalled());
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(said.mock.calls).toEqual([[expect.stringMatching(/^the lesson that waits .+EISDIR/)]]);
});

it('that come in a flood are noted a few at a time, and leave no more behind', async () => {
  const { folder, ask } = await started();
  await openChallenge(folder, here);
  await Promise.all(Array.from({ length: 60 }, (_, i) => ask({ max_tokens: 1, seed: i })));
  await vi.waitFor(async () => expect((await readRuns(folder, here)).length).toBeGreaterThan(0));
  expect((await readRuns(folder, here)).length).toBeLessThanOrEqual(50);
  await ask({ max_tokens: 9, seed: 99 }); // and the next one is heard
  await vi.waitFor(async () => expect((await readRuns(folder, here)).at(-1)?.seed).toBe(99));
});
