import type { Plugin } from 'esbuild';
import { defineConfig } from 'tsup';

/** Ink asks for it only when somebody debugs Ink itself. */
const withoutDevtools: Plugin = {
  name: 'without-devtools',
  setup(build) {
    build.onResolve({ filter: /^react-devtools-core$/ }, ({ path }) => ({ path, namespace: 'empty' }));
    build.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'export default {};' }));
  },
};

/** One package with everything inside: nothing is compiled or fetched where it is installed. */
export default defineConfig({
  entry: { genai: 'bin/genai.ts', worker: 'src/runner/worker.ts' },
  format: 'esm',
  target: 'node20.19',
  platform: 'node',
  outDir: 'dist',
  clean: true,
  splitting: true,
  minify: true,
  treeshake: true,
  noExternal: [/.*/],
  esbuildPlugins: [withoutDevtools],
  define: { 'process.env.NODE_ENV': '"production"' },
  // Bundled CommonJS packages call require() for Node's own modules.
  banner: { js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);" },
});
