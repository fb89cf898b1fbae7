import { fuzzed } from './quick.ts';

await fuzzed('bytes');
