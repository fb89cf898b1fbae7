#!/usr/bin/env node
import * as nodeModule from 'node:module';

// The one executable. The version, and what a shell asks when TAB is pressed, are answered before anything else is
// loaded, so that they cost next to nothing.
const [first, ...others] = process.argv.slice(2);
if ((first === '--version' || first === '-V') && others.length === 0) {
  const { version } = nodeModule.createRequire(import.meta.url)('../package.json');
  process.stdout.write(`${version}\n`);
} else if (first === '__complete') {
  const { answer } = await import('../src/cli/completion/answer.ts');
  process.stdout.write(await answer(others));
} else {
  // Node 22 and newer keep compiled code between runs.
  (nodeModule as { enableCompileCache?: () => unknown }).enableCompileCache?.();
  const { main } = await import('../src/cli/main.ts');
  await main();
}
