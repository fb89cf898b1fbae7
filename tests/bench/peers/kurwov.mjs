// usage: node kurwov.mjs FILE ORDER → seconds
import { readFileSync } from 'node:fs';
import { MarkovChain, MultiStateMarkovChain } from 'kurwov';

const [file, order] = process.argv.slice(2);
const start = performance.now();
const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
const chain = Number(order) === 2 ? new MarkovChain(lines) : new MultiStateMarkovChain(lines, order - 1);
if (Object.keys(chain.finalData).length === 0) throw new Error('nothing learned');
console.log((performance.now() - start) / 1000);
