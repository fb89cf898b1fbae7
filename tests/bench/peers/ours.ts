/** usage: node --import tsx ours.ts FILE ORDER → seconds. Counts all n-grams up to ORDER. */
import { createReadStream } from 'node:fs';
import { learn } from '../../../src/models/ngram/model.ts';

const [file, order] = process.argv.slice(2);
const start = performance.now();
const corpus = { name: file, chunks: () => createReadStream(file, { highWaterMark: 1 << 20 }) };
const learning = learn(corpus, Number(order), 'word');
while (!(await learning.next()).done);
console.log((performance.now() - start) / 1000);
