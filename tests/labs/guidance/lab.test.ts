/** One noise, several scales. */
import { describe, expect, it } from 'vitest';
import { guidanceLab } from '../../../src/labs/guidance/lab.ts';
import { InlineRun } from '../../../src/runner/run.ts';
import { corpora } from '../corpora.ts';
import { play } from '../diffuse/play.ts';

async function attempt(given: object) {
  const params = guidanceLab.params.parse({ steps: 4, ...given });
  const run = new InlineRun({ lab: 'guidance', params, seed: 3 }, corpora(), new Map());
  const { done, failure } = await run.next(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
  return { result: done?.result as ReturnType<typeof guidanceLab.result.parse>, failure };
}

describe('guidance', () => {
  it('draws at each scale what diffuse draws with the same seed', async () => {
    const prompt = 'a red heart';
    const { result } = await attempt({ prompt, scales: '0, 1 3' });
    expect(result.pictures.map(({ guidance }) => guidance)).toEqual([0, 1, 3]);
    for (const { guidance, pixels } of result.pictures) {
      expect(pixels).toEqual((await play({ prompt, guidance })).result.pixels);
    }
  });

  it('measures how far the prompt has pulled, and how much went to the edge', async () => {
    const { result } = await attempt({ prompt: 'a red heart by night', scales: '0 1 8' });
    const [none, one, eight] = result.pictures;
    expect(none.moved).toBe(0);
    expect(one.moved).toBeGreaterThan(0);
    const far = Math.sqrt(one.pixels.reduce((sum, x, i) => sum + (x - none.pixels[i]) ** 2, 0) / one.pixels.length);
    expect(one.moved).toBeCloseTo(far, 3);
    const edge = eight.pixels.filter((x) => x < 0.005 || x > 0.995).length / eight.pixels.length;
    expect(eight.at_the_edge).toBeCloseTo(edge, 2);
    expect(eight.at_the_edge).toBeGreaterThan(one.at_the_edge);
  });

  it.each(['', 'two', '-1', '21', '1 2 3 4 5 6 7 8 9', '1e999', 'NaN'])('refuses the scales %j', async (scales) => {
    const { failure } = await attempt({ scales });
    expect(failure?.message).toBe(
      `${JSON.stringify(scales)} is not possible here (scales). Give numbers from 0 to 20, up to eight of them, such as "0 1 3".`,
    );
  });
});
