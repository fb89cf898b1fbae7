import { fuzzed } from './quick.ts';

await fuzzed('text', 'parsers', 'bytes', 'faces', 'serve');
