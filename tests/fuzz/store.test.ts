import { fuzzed } from './quick.ts';

await fuzzed('store');
