#!/usr/bin/env node
import { createRequire, enableCompileCache } from 'node:module';

// The one executable. The version is answered before anything else is loaded, so that it costs next to nothing.
const [first, ...others] = process.argv.slice(2);
if ((first === '--version' || first === '-V') && others.length === 0) {
  process.stdout.write(`${createRequire(import.meta.url)('../package.json').version}\n`);
} else {
  enableCompileCache?.();
  const { main } = await import('../src/cli/main.ts');
  await main();
}
