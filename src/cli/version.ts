/** The version of the package, read from package.json, which stands one folder above `dist` and two above `src/cli`. */
import { createRequire } from 'node:module';

export function version(): string {
  const require = createRequire(import.meta.url);
  const above = import.meta.url.endsWith('.ts') ? '../../package.json' : '../package.json';
  return (require(above) as { version: string }).version;
}
