/** The services of a pack: its lessons, its files, and what is kept of it, apart from the course. */
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openPack } from '../../src/store/lessons.ts';
import { newPack } from '../../src/store/new-pack.ts';
import { ProgressStore } from '../../src/store/progress.ts';
import { storeServices } from '../../src/tui/services-store.ts';
import { emptyFolder } from '../store/folder.ts';
import { until } from './until.ts';

it('of a pack are its own', async () => {
  const above = await emptyFolder();
  const [path, home] = [join(above, 'school'), join(above, 'home')];
  await newPack(path, {});
  await mkdir(home);
  await new ProgressStore(home).append('next-token', [{ type: 'finished' }]);
  const env = { GENAI_TUTOR_HOME: home };
  const services = storeServices(env, undefined, await openPack(path));
  expect(services.pack).toMatchObject({ id: 'school', title: 'School' });
  expect((await services.lessons()).map(({ id }) => id)).toEqual(['what-follows']);
  expect((await services.progress()).progress.size).toBe(0);
  expect((await services.source('./weather.txt')).text).toMatch(/^the sun is warm today\n/);
  await services.save('what-follows', [{ type: 'at', step: 'play' }]);
  expect((await services.lesson('what-follows')).progress).toMatchObject({ position: 'play' });
  const end = services.watchRuns(
    'what-follows',
    'in-the-shell',
    () => {},
    (error) => expect.unreachable(String(error)),
  );
  const file = join(home, 'challenge.json');
  await until('the challenge is open', () => existsSync(file));
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
    lesson: 'school/what-follows',
    step: 'in-the-shell',
  });
  end(true);
  await services.settled();
  const ours = storeServices(env);
  expect([ours.pack, ours.within]).toEqual([undefined, undefined]);
  expect([...(await ours.progress()).progress.keys()]).toEqual(['next-token']);
});

it('run the labs of a pack on its own files alone', async () => {
  const path = join(await emptyFolder(), 'school');
  await newPack(path, {});
  const { host, within } = storeServices({}, undefined, await openPack(path));
  const worker = host();
  const first = async (corpus: string) => {
    const params = { prompt: 'the', order: 2, corpus, max_tokens: 1 };
    const run = worker.start({ lab: 'sample', params, seed: 1, within });
    const { events, failure } = await run.next(1, 1000);
    return failure?.message ?? events.length;
  };
  try {
    expect(await first('weather.txt')).toBe(1);
    expect(await first('/etc/hostname')).toMatch(/^this is outside of the pack/);
    // Outside of lessons the learner's own files are open as ever: there is none of this name here.
    const free = worker.start({ lab: 'sample', params: { corpus: 'weather.txt' }, seed: 1 });
    expect((await free.next(1, 1000)).failure?.message).toMatch(/^there is no such file/);
  } finally {
    worker.close();
  }
});
