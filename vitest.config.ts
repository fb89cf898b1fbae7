import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Their tests leave nothing behind that another could meet: what they make is gone with each test. */
const tidy = ['render', 'course', 'data', 'export', 'labs', 'models', 'nn', 'runner', 'store', 'terminal', 'tui'];

/** Files of tests that share a process, and with it what they import: less than half the work. Whoever puts another module
 *  in the place of one has a process alone. */
const together = tidy
  .flatMap((layer) =>
    readdirSync(join('tests', layer), { recursive: true, encoding: 'utf8' }).map((name) => `tests/${layer}/${name}`),
  )
  .filter((name) => /\.test\.tsx?$/.test(name) && !/\bvi\.(do)?mock\(/i.test(readFileSync(name, 'utf8')));

/** Those that share a process in one row: it is given up as soon as another file comes between. The long ones come first. */
class InRows extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const shares = ({ project }: TestSpecification): boolean => !project.config.isolate;
    return [...sorted.filter((file) => !shares(file)), ...sorted.filter(shares)];
  }
}

export default defineConfig({
  test: {
    exclude: ['**/node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Many tests wait for a program of their own: all processors then have something to do.
    maxWorkers: '100%',
    sequence: { sequencer: InRows },
    // The same terminal for everybody, whatever the machine's.
    env: { NO_COLOR: '', FORCE_COLOR: '', LANG: 'C.UTF-8', TERM: 'xterm-256color' },
    projects: [
      { extends: true, test: { name: 'together', include: together, isolate: false } },
      { extends: true, test: { name: 'apart', include: ['tests/**/*.test.{ts,tsx}'], exclude: together } },
    ],
  },
});
