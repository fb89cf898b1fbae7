#!/usr/bin/env node
import * as nodeModule from 'node:module';

// The one executable. The version is answered before anything else is loaded, so that it costs next to nothing.
const [first, ...others] = process.argv.slice(2);
if ((first === '--version' || first === '-V') && others.length === 0) {
  const { version } = nodeModule.createRequire(import.meta.url)('../package.json');
  process.stdout.write(`${version}\n`);
} else {
  // Node 22 and newer keep compiled code between runs.
  (nodeModule as { enableCompileCache?: () => unknown }).enableCompileCache?.();
  const { main } = await import('../src/cli/main.ts');
  await main();
}
