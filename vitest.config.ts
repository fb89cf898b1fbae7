import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The same terminal for everybody, whatever the machine's.
    env: { NO_COLOR: '', FORCE_COLOR: '', LANG: 'C.UTF-8', TERM: 'xterm-256color' },
  },
});
