/** The arrows of the house: each folder of src may use only what is named here, besides itself. */
import { readdirSync, readFileSync } from 'node:fs';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { describe, expect, test } from 'vitest';

/** Folder of src → folders that it may import from. */
const mayUse: Record<string, readonly string[]> = {
  nn: [],
  data: ['nn'],
  models: ['nn', 'data'],
  render: [],
  assets: [],
  export: ['data', 'render', 'assets'],
  labs: ['nn', 'data', 'models', 'render'],
  runner: ['nn', 'data', 'models', 'labs'],
  course: ['data', 'labs', 'render', 'runner'],
  store: ['nn', 'data', 'course', 'render'],
  tui: ['data', 'labs', 'render', 'export', 'runner', 'course', 'store', 'nn'],
  serve: ['nn', 'data', 'models', 'labs', 'render', 'export', 'runner', 'store'],
  cli: ['nn', 'data', 'models', 'labs', 'render', 'runner', 'course', 'store', 'tui', 'export', 'serve'],
};

/** Single files that stand at a border. */
const exceptions = [
  // the far end of a thread is a program of its own, so it opens files like one
  { from: 'src/runner/worker.ts', to: 'src/store/corpora.ts' },
  { from: 'src/runner/worker.ts', to: 'src/store/pack-files.ts' },
];

/** Scripts that make what ships, not parts of the program: they use whatever they need. */
const isScript = (file: string): boolean => file.startsWith('src/assets/make/');

/** Folders that know neither the machine nor the hour: bytes and chance are handed in. */
const pure = ['nn', 'data', 'models', 'render', 'export', 'labs', 'course'];

const { output } = await cruise(['src', 'bin'], { tsPreCompilationDeps: true, doNotFollow: 'node_modules' });
const edges = (output as ICruiseResult).modules.flatMap(({ source, dependencies }) =>
  dependencies.map(({ resolved, circular, dynamic, dependencyTypes }) => ({
    from: source,
    to: resolved,
    circular,
    later: dynamic || dependencyTypes.includes('type-only'),
  })),
);
const folderOf = (file: string): string | undefined => /^src\/([^/]+)\//.exec(file)?.[1];

describe('the house', () => {
  test('every folder of src has its place', () => {
    expect(edges.length).toBeGreaterThan(100);
    expect(Object.keys(mayUse).sort()).toEqual(readdirSync('src').sort());
  });

  test('arrows point down only', () => {
    const wrong = edges.filter(({ from, to }) => {
      const [above, below] = [folderOf(from), folderOf(to)];
      if (!above || !below || above === below || mayUse[above].includes(below) || isScript(from)) return false;
      return !exceptions.some((edge) => edge.from === from && edge.to === to);
    });
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  test('no file needs itself', () => {
    expect(edges.filter(({ circular }) => circular).map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  test('`genai sample` and its lab start without the arithmetic of networks', () => {
    const loads = (start: string): Set<string> => {
      const seen = new Set([start]);
      for (const file of seen) for (const { from, to, later } of edges) if (from === file && !later) seen.add(to);
      return seen;
    };
    const starts = ['src/cli/main.ts', 'src/cli/program.ts', 'src/cli/commands/sample.ts', 'src/labs/sample/lab.ts'];
    for (const start of [...starts, 'src/cli/commands/lab.ts', 'src/runner/worker.ts']) {
      expect(
        [...loads(start)].filter((file) => /^src\/nn\/kernels\/(choose|plain|simd)/.test(file)),
        start,
      ).toEqual([]);
    }
    const sample = [...loads('src/cli/commands/sample.ts')];
    expect(sample).toContain('src/models/ngram/model.ts');
    expect(sample.filter((file) => /^src\/models\/(bpe|gpt|text-network)\//.test(file))).toEqual([]);
    expect([...loads('src/cli/commands/doctor.ts')]).toContain('src/nn/kernels/simd/simd.ts');
  });

  test.each(pure)('src/%s imports nothing of Node', (folder) => {
    const wrong = edges.filter(
      ({ from, to }) => folderOf(from) === folder && /^(node:|fs|path|os|worker_threads)/.test(to),
    );
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  test.each(pure)('src/%s touches no process, clock, chance or console', (folder) => {
    const found = readdirSync(`src/${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .flatMap((file) => {
        const code = readFileSync(`src/${folder}/${file}`, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
        const uses = code.match(/\bprocess\.|\bMath\.random\b|\bDate\.now\b|\bnew Date\b|\bconsole\.|\bperformance\./g);
        return (uses ?? []).map((use) => `${file}: ${use}`);
      });
    expect(found).toEqual([]);
  });

  test.each(['nn', 'models'])('src/%s computes no powers in a way that differs between engines', (folder) => {
    const found = readdirSync(`src/${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .filter((file) => {
        const code = readFileSync(`src/${folder}/${file}`, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
        return /Math\.pow|\*\*/.test(code);
      });
    expect(found).toEqual([]);
  });
});
