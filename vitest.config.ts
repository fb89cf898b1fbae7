import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Layers that know no process, clock or files: their tests leave nothing behind that another could meet. */
const pure = ['render', 'course', 'data', 'export', 'labs', 'models', 'nn'];

/** Files of tests that share a process, and with it what they import: less than half the work. Whoever puts another module
 *  in the place of one has a process alone. */
const together = pure
  .flatMap((layer) =>
    readdirSync(join('tests', layer), { recursive: true, encoding: 'utf8' }).map((name) => `tests/${layer}/${name}`),
  )
  .filter((name) => /\.test\.tsx?$/.test(name) && !/\bvi\.(do)?mock\(/i.test(readFileSync(name, 'utf8')));

export default defineConfig({
  test: {
    exclude: ['**/node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Many tests wait for a program of their own: all processors then have something to do.
    maxWorkers: '100%',
    // The same terminal for everybody, whatever the machine's.
    env: { NO_COLOR: '', FORCE_COLOR: '', LANG: 'C.UTF-8', TERM: 'xterm-256color' },
    projects: [
      { extends: true, test: { name: 'together', include: together, isolate: false } },
      { extends: true, test: { name: 'apart', include: ['tests/**/*.test.{ts,tsx}'], exclude: together } },
    ],
  },
});
