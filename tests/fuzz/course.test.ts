import { fuzzed } from './quick.ts';

await fuzzed('lessons', 'screens', 'store');
