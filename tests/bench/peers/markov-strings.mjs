// usage: node markov-strings.mjs FILE ORDER → seconds
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const Markov = createRequire(import.meta.url)('markov-strings').default;
const [file, order] = process.argv.slice(2);
const start = performance.now();
const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
const markov = new Markov({ stateSize: order - 1 });
markov.addData(lines);
console.log((performance.now() - start) / 1000);
