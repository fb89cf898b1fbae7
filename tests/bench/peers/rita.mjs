// usage: node rita.mjs FILE ORDER → seconds
import { readFileSync } from 'node:fs';
import { RiTa } from 'rita';

const [file, order] = process.argv.slice(2);
const start = performance.now();
const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
RiTa.markov(Number(order), { text: lines });
console.log((performance.now() - start) / 1000);
