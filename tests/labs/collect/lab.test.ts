/** The lab `collect`: its numbers are those of the models, its bins add up, and it shows the page that was asked for. */
import { describe, expect, it } from 'vitest';
import { parse } from 'zod/v4/core';
import { makeWeb } from '../../../src/data/toyland/web.ts';
import { makeWorld } from '../../../src/data/toyland/world.ts';
import { collectLab } from '../../../src/labs/collect/lab.ts';
import type { Event, Params, Result } from '../../../src/labs/collect/params.ts';
import { gather } from '../../../src/models/collect/toyland.ts';
import { Random } from '../../../src/nn/random.ts';
import { render } from '../../../src/render/render.ts';
import { corpora } from '../corpora.ts';

async function run(given: Partial<Params>, seed = 1): Promise<{ events: Event[]; result: Result; picture: string }> {
  const params = parse(collectLab.params, given) as Params;
  const steps = collectLab.run(params, { rng: new Random(seed), seed, data: corpora(), cache: new Map() });
  const events: Event[] = [];
  for (;;) {
    const { value, done } = await steps.next();
    if (done) {
      const state = events.reduce(collectLab.reduce, collectLab.start(params));
      const surface = { width: 80, height: 40, colour: 0, unicode: true } as const;
      return { events, result: value, picture: render(collectLab.view(state, surface), surface).join('\n') };
    }
    events.push(value);
  }
}

const usual = await run({});

describe('the lab collect', () => {
  it('reports what the models report', () => {
    const rng = new Random(1);
    const world = makeWorld(1);
    const web = makeWeb(world, rng.bits() >>> 0);
    const { report, crawl } = gather(world, web, { seed: rng.bits() >>> 0 });
    const { result } = usual;
    expect(result.fetched).toBe(crawl.fetched);
    expect(result.words).toBe(report.words);
    expect(result.pages.train).toBe(report.pages.train);
    expect(result.copies.precision).toBe(report.copies.found / (report.copies.found + report.copies.wrongly));
    expect(result.personal.recall).toBe(report.personal.found / (report.personal.found + report.personal.missed));
    expect(Object.values(result.pages).reduce((sum, n) => sum + n, 0)).toBe(result.fetched);
  });

  it('counts upwards: pages fetched, then pages sorted, and says how much is done', () => {
    const fetched = usual.events.flatMap((event) => (event.kind === 'crawl' ? event.progress.fetched : []));
    const sorted = usual.events.flatMap((event) => (event.kind === 'sort' ? event.done : []));
    expect(fetched.every((n, at) => at === 0 || n >= fetched[at - 1])).toBe(true);
    expect([fetched.at(-1), sorted.at(-1)]).toEqual([usual.result.fetched, usual.result.fetched]);
    for (const event of usual.events) {
      if (event.kind !== 'sort') continue;
      expect(Object.values(event.bins).reduce((sum, n) => sum + n, 0)).toBe(event.done);
    }
    const shares = usual.events.map((event) => collectLab.share!(event)!);
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
    expect(shares.at(-1)).toBe(1);
  });

  it('shows the page that was asked for, and begins again after the last', async () => {
    const first = await run({ look: 'licence' });
    const pages = first.result.pages.licence;
    const again = await run({ look: 'licence', page: pages + 1 });
    expect(again.result.look).toEqual(first.result.look);
    expect(first.result.look!.fate).toBe('licence');
    expect(first.result.look!.trail.at(-1)).toMatch(/^licence: /);
    expect(first.picture).toContain(first.result.look!.url.replace('http://', ''));
    expect(first.picture).toContain('in truth: ');
  });

  it.each([
    [40, 12],
    [60, 16],
    [80, 24],
    [120, 50],
  ])('fits %i columns and %i rows when it is done, words and copies among it', (width, height) => {
    const state = usual.events.reduce(collectLab.reduce, collectLab.start(parse(collectLab.params, {}) as Params));
    const lines = render(collectLab.view(state, { width, height }), { width, height, colour: 0, unicode: false });
    expect(lines.length).toBeLessThanOrEqual(height);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
    expect(lines.join(' ')).toContain('kept to learn');
    expect(lines.join(' ').replaceAll('*', '')).toContain('words kept');
    if (width > 40) expect(lines.join(' ')).toContain('facts told');
  });

  it('says so when no page ended up there, and marks a filter that is off', async () => {
    const { result, picture } = await run({ quality: false, look: 'quality' });
    expect(result.look).toBeNull();
    expect(picture).toContain('No page ended up there.');
    expect(picture).toMatch(/badly written +off/);
    expect(result.through.junk).toBeGreaterThan(usual.result.through.junk);
  });
});
