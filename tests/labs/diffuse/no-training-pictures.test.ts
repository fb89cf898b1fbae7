/** Nothing is blended in: a picture comes out of weights, prompt and noise. What draws training pictures is neither needed nor
 *  asked while it is made. */
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { beforeEach, expect, it, vi } from 'vitest';
import { diffuseLab } from '../../../src/labs/diffuse/lab.ts';
import { kernelsNamed } from '../../../src/nn/kernels/choose.ts';
import { Random } from '../../../src/nn/random.ts';
import { corpora } from '../corpora.ts';

const drawn = vi.hoisted(() => ({ loaded: 0, scenes: 0 }));

vi.mock('../../../src/data/scenes/draw.ts', async (original) => {
  const real = await original<typeof import('../../../src/data/scenes/draw.ts')>();
  drawn.loaded++;
  return {
    ...real,
    drawScene: (...given: Parameters<typeof real.drawScene>) => {
      drawn.scenes++;
      return real.drawScene(...given);
    },
  };
});

beforeEach(() => {
  drawn.scenes = 0;
});

/** What has been opened, and how many scenes had been drawn at each event. */
async function watch(given: object) {
  const opened: string[] = [];
  const scenes: [event: string, drawn: number][] = [];
  const board = corpora();
  const data = {
    open: (name: string) => {
      opened.push(name);
      return board.open(name);
    },
    weights: (name: 'diffusion') => {
      opened.push(`weights ${name}`);
      return board.weights(name);
    },
  };
  const params = diffuseLab.params.parse({ steps: 3, ...given });
  const context = { rng: new Random(1), seed: 1, data, cache: new Map(), kernels: kernelsNamed() };
  const run = diffuseLab.run(params, context);
  for (;;) {
    const { value, done } = await run.next();
    if (done) return { opened, scenes, result: value };
    scenes.push([value.kind, drawn.scenes]);
  }
}

// First, while nothing has asked for it yet.
it('without a comparison what draws them is not even loaded', async () => {
  const { opened, scenes } = await watch({ prompt: 'a cat', examples: 0 });
  expect(scenes.at(-1)).toEqual(['done', 0]);
  expect(drawn).toEqual({ loaded: 0, scenes: 0 });
  expect(opened).toEqual(['weights diffusion']);
});

it('with one they are drawn when the picture is done, and change nothing in it', async () => {
  const [alone, compared] = [
    await watch({ prompt: 'a cat', examples: 0 }),
    await watch({ prompt: 'a cat', examples: 10 }),
  ];
  expect(compared.scenes.slice(0, -1).map(([, drawn]) => drawn)).toEqual([0, 0, 0, 0, 0]);
  expect(compared.scenes.at(-1)![0]).toBe('nearest');
  expect(compared.scenes.at(-1)![1]).toBeGreaterThanOrEqual(10);
  expect(compared.opened).toEqual(['weights diffusion']);
  expect(compared.result.pixels).toEqual(alone.result.pixels);
});

it('the exact model does draw them first, so that this test could fail', async () => {
  const { scenes } = await watch({ prompt: 'a cat', model: 'exact', examples: 10 });
  expect(scenes.find(([kind]) => kind === 'step')![1]).toBe(10);
});

it('no import leads from the lab to what draws them, but for one that is loaded when it is wanted', async () => {
  const { output } = await cruise(['src/labs/diffuse/lab.ts'], {
    tsPreCompilationDeps: false,
    doNotFollow: 'node_modules',
  });
  const modules = new Map((output as ICruiseResult).modules.map((module) => [module.source, module.dependencies]));
  const reached = new Set<string>();
  const dynamic = new Set<string>();
  const visit = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const { resolved, dynamic: isDynamic } of modules.get(file) ?? []) {
      if (isDynamic) dynamic.add(resolved);
      else visit(resolved);
    }
  };
  visit('src/labs/diffuse/lab.ts');
  expect(reached).toContain('src/models/diffusion/learned.ts');
  expect(
    [...reached].filter((file) => /scenes\/(draw|paint|backdrop|places|shapes|subjects)|diffusion\/scenes/.test(file)),
  ).toEqual([]);
  expect([...dynamic]).toEqual(['src/labs/diffuse/examples.ts']);
});
