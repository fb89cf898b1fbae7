import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { defineConfig, type Options } from 'tsup';
import { packFile } from './src/course/lesson-key.ts';
import { readLesson } from './src/course/load.ts';
import type { CompiledLesson } from './src/store/compiled-lessons.ts';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

/** Ink asks for it only when somebody debugs Ink itself. */
const withoutDevtools: Plugin = {
  name: 'without-devtools',
  setup(build) {
    build.onResolve({ filter: /^react-devtools-core$/ }, ({ path }) => ({ path, namespace: 'empty' }));
    build.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'export default {};' }));
  },
};

/** The licences of exactly those packages whose code went into the bundle. */
function writeLicences(metafile: string): void {
  const { inputs } = JSON.parse(readFileSync(metafile, 'utf8')) as { inputs: Record<string, unknown> };
  rmSync(metafile);
  const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;
  const folders = [...new Set(Object.keys(inputs).flatMap((input) => folder.exec(input)?.[0] ?? []))].sort();
  const parts = folders.map((path) => {
    const { name, version, license } = JSON.parse(readFileSync(`${path}/package.json`, 'utf8'));
    const file = readdirSync(path).find((name) => /^(licen[cs]e|copying)/i.test(name));
    const text = file ? readFileSync(`${path}/${file}`, 'utf8').trim() : `License: ${license}`;
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  // What stands among our own files but is not ours has its licence beside it.
  const ours = [...new Set(Object.keys(inputs).flatMap((input) => /^src\/assets\/[^/]+(?=\/)/.exec(input)?.[0] ?? []))];
  const data = ours.map((path) => `${path}/LICENSE`).filter(existsSync);
  parts.push(...data.map((file) => readFileSync(file, 'utf8')));
  const head = 'genai-tutor contains code and data of others, as named below, under their own licences.\n';
  writeFileSync('dist/THIRD-PARTY-LICENSES.txt', [head, ...parts].join(`\n${'-'.repeat(80)}\n\n`));
}

/** Lessons checked and ready, so that the course opens at once. */
function compileLessons(): void {
  rmSync('dist/lessons', { recursive: true, force: true });
  mkdirSync('dist/lessons');
  for (const name of readdirSync('lessons').filter((name) => name.endsWith('.yaml') && name !== packFile)) {
    const text = readFileSync(`lessons/${name}`, 'utf8');
    const compiled: CompiledLesson = { text, lesson: readLesson(text, `lessons/${name}`).lesson };
    writeFileSync(`dist/lessons/${name}.json`, JSON.stringify(compiled));
  }
}

/** Trained networks, each under the name of its folder. */
function copyWeights(): void {
  rmSync('dist/weights', { recursive: true, force: true });
  mkdirSync('dist/weights');
  for (const name of readdirSync('src/assets')) {
    const file = `src/assets/${name}/weights.bin`;
    if (existsSync(file)) copyFileSync(file, `dist/weights/${name}.bin`);
  }
}

/** What `genai pack new` begins with. */
function copyExample(): void {
  cpSync('src/assets/pack', 'dist/pack', { recursive: true });
}

/** The page of `genai serve --web`, as it is. */
function copyPage(): void {
  cpSync('src/serve/page', 'dist/page', { recursive: true, filter: (file) => !file.endsWith('.json') });
}

/** What the program says of its own command line: for completion, and for man(1) under both names. */
function describeCommands(): void {
  const said = (...args: string[]): Buffer => execFileSync(process.execPath, ['dist/genai.js', ...args]);
  writeFileSync('dist/commands.json', said('man', '--json'));
  writeFileSync('dist/genai.1', said('man'));
  writeFileSync('dist/genai-tutor.1', '.so man1/genai.1\n');
}

/** One package with everything inside: nothing is compiled or fetched where it is installed. */
export default defineConfig({
  entry: {
    genai: 'bin/genai.ts',
    worker: 'src/runner/worker.ts',
    'part-worker': 'src/runner/part-worker.ts',
    'product-worker': 'src/runner/product-worker.ts',
    'pool-worker': 'src/serve/pool-worker.ts',
  },
  format: 'esm',
  target: 'node20.19',
  platform: 'node',
  outDir: 'dist',
  clean: true,
  silent: true,
  splitting: true,
  minify: true,
  treeshake: true,
  metafile: true,
  noExternal: [/.*/],
  esbuildPlugins: [withoutDevtools],
  define: { 'process.env.NODE_ENV': '"production"' },
  // Bundled CommonJS packages call require() for Node's own modules, and ask for their own name.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';const require = /* @__PURE__ */ __createRequire(import.meta.url);const __filename = import.meta.filename;",
  },
  onSuccess: async () => {
    writeLicences('dist/metafile-esm.json');
    compileLessons();
    copyWeights();
    copyExample();
    copyPage();
    describeCommands();
  },
});
