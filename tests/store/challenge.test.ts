import { appendFile, mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { InputError } from '../../src/data/input-error.ts';
import { closeChallenge, openChallenge, readRuns, recordRun, watchRuns } from '../../src/store/challenge.ts';
import { emptyFolder } from './folder.ts';

const here = { lesson: 'next-token', step: 'in-the-shell' };
const run = (seed: number) => ({ lab: 'sample', params: { order: 3 }, seed, result: { text: `run ${seed}` } });

describe('a challenge', () => {
  it('takes no runs while none is open, and does not even make them', async () => {
    const folder = await emptyFolder();
    const make = vi.fn(async () => run(1));
    await recordRun(folder, make);
    await recordRun(join(folder, 'nowhere'), make);
    expect(make).not.toHaveBeenCalled();
    expect(await readdir(folder)).toEqual([]);
  });

  it('takes runs from when it is opened until it is closed', async () => {
    const folder = join(await emptyFolder(), 'new');
    await openChallenge(folder, here);
    await recordRun(folder, run(1));
    await recordRun(folder, async () => run(2));
    expect(await readRuns(folder, here)).toEqual([run(1), run(2)]);
    expect(await readRuns(folder, { ...here, step: 'another' })).toEqual([]);
    await openChallenge(folder, here); // the learner came back
    expect(await readRuns(folder, here)).toHaveLength(2);
    await closeChallenge(folder);
    await closeChallenge(folder);
    await recordRun(folder, run(3));
    expect(await readRuns(folder, here)).toEqual([]);
  });

  it('begins without the runs of the one before', async () => {
    const folder = await emptyFolder();
    await openChallenge(folder, here);
    await recordRun(folder, run(1));
    await openChallenge(folder, { lesson: 'other', step: 'one' });
    await openChallenge(folder, here);
    expect(await readRuns(folder, here)).toEqual([]);
  });

  it('keeps the newest fifty', async () => {
    const folder = await emptyFolder();
    await openChallenge(folder, here);
    for (let seed = 1; seed <= 130; seed++) await recordRun(folder, run(seed));
    const seeds = (await readRuns(folder, here)).map(({ seed }) => seed);
    expect(seeds).toEqual(Array.from({ length: 50 }, (_, i) => 81 + i));
  });

  it('makes place by a new name when its file has grown large, and still knows the runs before', async () => {
    const folder = await emptyFolder();
    await openChallenge(folder, here);
    const large = (seed: number) => ({ ...run(seed), result: { text: 'x'.repeat(1.5e6) } });
    for (let seed = 1; seed <= 5; seed++) expect(await recordRun(folder, large(seed))).toBeUndefined();
    expect((await readRuns(folder, here)).map(({ seed }) => seed)).toEqual([1, 2, 3, 4, 5]);
    expect(await readdir(folder)).toContain('challenge-runs-older.jsonl');
    await closeChallenge(folder);
    expect(await readdir(folder)).toEqual([]);
  });

  it('that cannot be told of a run says so, and a home that cannot be written when it is opened', async () => {
    const folder = await emptyFolder();
    await openChallenge(folder, here);
    expect(await recordRun(folder, { ...run(1), result: 'x'.repeat(5e6) })).toMatch(/takes none as long as this one$/);
    await mkdir(join(folder, 'challenge-runs.jsonl'));
    expect(await recordRun(folder, run(1))).toMatch(
      /^the lesson that waits for a run cannot be told of this one: .+EISDIR/,
    );
    const place = join(folder, 'file');
    await writeFile(place, '');
    await expect(openChallenge(join(place, 'home'), here)).rejects.toThrow(
      /^runs in the shell are not noticed: .+ENOTDIR/,
    );
    await expect(closeChallenge(join(place, 'home'))).rejects.toThrow(InputError);
  });

  it('ends by itself when nobody comes back for a week', async () => {
    const folder = await emptyFolder();
    await openChallenge(folder, here);
    const longAgo = new Date(Date.now() - 8 * 24 * 3600 * 1000);
    await utimes(join(folder, 'challenge.json'), longAgo, longAgo);
    await recordRun(folder, run(1));
    expect(await readdir(folder)).toEqual([]);
  });

  it('never makes a command fail', async () => {
    const folder = await emptyFolder();
    await openChallenge(folder, here);
    const broken = async () => {
      throw new Error('the lab failed');
    };
    await expect(recordRun(folder, broken)).resolves.toBeUndefined();
    await appendFile(
      join(folder, 'challenge-runs.jsonl'),
      'torn {\nnull\n{"lesson":"next-token","step":"in-the-shell"}\n',
    );
    await recordRun(folder, run(1));
    expect(await readRuns(folder, here)).toEqual([run(1)]);
    await writeFile(join(folder, 'challenge.json'), 'damaged');
    await expect(recordRun(folder, run(2))).resolves.toBeUndefined();
  });
});

describe('watching', () => {
  it('tells of runs made before and after, and of nothing once it is ended', async () => {
    const folder = await emptyFolder();
    await openChallenge(folder, here);
    await recordRun(folder, run(1));
    const seen = vi.fn();
    const end = watchRuns(folder, here, seen, 10);
    await vi.waitFor(() => expect(seen).toHaveBeenLastCalledWith([run(1)]));
    await recordRun(folder, run(2));
    await vi.waitFor(() => expect(seen).toHaveBeenLastCalledWith([run(1), run(2)]));
    expect(seen).toHaveBeenCalledTimes(2);
    end();
    await recordRun(folder, run(3));
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(seen).toHaveBeenCalledTimes(2);
  });
});
