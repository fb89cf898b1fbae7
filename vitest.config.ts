import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Many tests wait for a program of their own: all processors then have something to do.
    maxWorkers: '100%',
    // The same terminal for everybody, whatever the machine's.
    env: { NO_COLOR: '', FORCE_COLOR: '', LANG: 'C.UTF-8', TERM: 'xterm-256color' },
  },
});
