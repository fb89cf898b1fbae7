/** The same belief under many settings. Read first: ./shapings.ts, ../../models/text-network/generate.ts */

import type { Shaping } from '../../models/decoding/shape.ts';
import { CachedText } from '../../models/gpt/cached-text.ts';
import { Decoder } from '../../models/gpt/decoder.ts';
import { generate } from '../../models/text-network/generate.ts';
import { TextWriter, type Tokenizer } from '../../models/tokenizer/tokenizer.ts';
import { Random } from '../../nn/random.ts';
import { defineLab, type NeuralContext } from '../lab.ts';
import { openTextModel, tokenOf } from '../text-model.ts';
import { type Event, params, type Result, result, type Token } from './params.ts';
import { shapeAs, shapingsOf } from './shapings.ts';
import { type State, viewState } from './view.ts';

export const temperatureLab = defineLab({
  id: 'temperature',
  title: 'From belief to choice',
  about:
    'What a transformer believes comes next, once as it is and beside it as temperature, top-k, top-p and min-p reshape it. The ' +
    'same random numbers draw a text in each way: where is it dull, where does it fall apart?',
  params,
  result,
  kernels: true,

  async *run(settings, context: NeuralContext): AsyncGenerator<Event, Result> {
    const { seed } = context;
    const shapings = shapingsOf(settings);
    const model = await openTextModel(settings.weights, context);
    const { tokenizer, vocabulary } = model;
    const prompt = settings.prompt.trimEnd();
    const tokens = [tokenizer.mark, ...Array.from(tokenizer.encode(prompt)).filter((token) => token >= 0)];
    const decoder = new Decoder(model);
    try {
      const text = new CachedText(decoder);
      let logits: ArrayLike<number> = [];
      for (const token of tokens) logits = text.push(token);
      const tell = (id: number): Token => {
        const { text, shown } = tokenOf(tokenizer, id);
        return { token: text, shown };
      };
      const ways = shapings.map((shaping) => shapeAs(shaping, logits, tell));
      text.end();
      yield { kind: 'shaped', prompt, vocabulary, ways };
      const write = (shaping: Shaping, i: number): string =>
        goOn(decoder, tokenizer, tokens, shaping, i, settings.max_tokens, seed);
      const texts: string[][] = ways.map(() => []);
      for (const [w, way] of shapings.entries()) {
        for (let i = 0; i < settings.texts; i++) {
          const written = write(way, i);
          texts[w].push(written);
          yield {
            kind: 'text',
            way: w,
            name: way.name,
            text: written,
            share: (w + (i + 1) / settings.texts) / ways.length,
          };
        }
      }
      return { seed, prompt, vocabulary, ways: ways.map((way, w) => ({ ...way, texts: texts[w] })) };
    } finally {
      decoder.end();
    }
  },

  start: (params): State => ({ params }),

  reduce(state, event): State {
    if (event.kind === 'shaped') return { ...state, shaped: event };
    const { shaped } = state;
    const ways = shaped!.ways.map((way, i) => (i === event.way ? { ...way, texts: [...way.texts, event.text] } : way));
    return { ...state, shaped: { ...shaped!, ways } };
  },

  view: viewState,

  share: (event) => (event.kind === 'text' ? event.share : 0),

  line: (event) => (event.kind === 'text' ? { way: event.way, name: event.name, text: event.text } : undefined),
});

/** What is written behind the prompt. */
function goOn(
  decoder: Decoder,
  tokenizer: Tokenizer,
  prompt: readonly number[],
  shaping: Shaping,
  index: number,
  most: number,
  seed: number,
): string {
  const text = new CachedText(decoder);
  const writer = new TextWriter(tokenizer);
  let written = '';
  let count = 0;
  for (const { token } of generate(text, prompt, shaping, new Random(seed + index))) {
    if (token === tokenizer.mark) break;
    written += writer.write(token);
    if (++count >= most) break;
  }
  text.end();
  return written + writer.finish();
}
