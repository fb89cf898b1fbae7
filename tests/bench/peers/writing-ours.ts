/** usage: node --import tsx writing-ours.ts CASE SECONDS KERNELS cached|reread → what a token of a text costs, and what is believed
 *  at its end */
import { CachedText } from '../../../src/models/gpt/cached-text.ts';
import { Decoder } from '../../../src/models/gpt/decoder.ts';
import { type GrowingText, RereadText } from '../../../src/models/text-network/generate.ts';
import { Reader } from '../../../src/models/text-network/reader.ts';
import { ParameterSet } from '../../../src/nn/parameters.ts';
import { gptOf, vocabulary } from '../networks/gpt.ts';
import { readCase } from './case.ts';
import { kernelsExactly } from './kernels.ts';
import { say } from './measure.ts';
import { measureWriting, summary } from './writing.ts';

const [file, seconds, wanted, way] = process.argv.slice(2);
const { parameters, inputs } = readCase(file);
const tokens = inputs.get('ids')!.data;
const network = gptOf(tokens.length);
const kernels = kernelsExactly(wanted);
const weights = new ParameterSet(kernels, kernels.arena(), network.parameters(vocabulary));
for (const [name, { data }] of parameters) weights.get(name).value.data.set(data);
const model = { network, weights, vocabulary };
const [decoder, reader] = [new Decoder(model), new Reader(model)];
const begin = (): GrowingText => (way === 'cached' ? new CachedText(decoder) : new RereadText(reader));

/** The token that is held likeliest: what a greedy writer would write. */
function likeliest(logits: ArrayLike<number>): number {
  let best = 0;
  for (let v = 1; v < logits.length; v++) if (logits[v] > logits[best]) best = v;
  return best;
}

function write(from: number, to: number, text: GrowingText): void {
  for (let t = from; t < to; t++) likeliest(text.push(tokens[t]));
}

const text = begin();
let last: ArrayLike<number> = [];
for (const token of tokens) last = text.push(token);
const answers = summary(last);
text.end();
say({ ...measureWriting(tokens.length, begin, write, Number(seconds)), answers, parameters: weights.size });
