/** What the network can do by now: how well it predicts a text that it never saw, and what it writes.
 *  Read first: ../../models/text-network/language-model.ts, ../../models/gpt/cached-text.ts */
import { CachedText } from '../../models/gpt/cached-text.ts';
import { Decoder } from '../../models/gpt/decoder.ts';
import type { TextModel } from '../../models/gpt/weights.ts';
import { type Score, scoreLines } from '../../models/language-model/score.ts';
import { generate } from '../../models/text-network/generate.ts';
import { NetworkLanguageModel } from '../../models/text-network/language-model.ts';
import { TextWriter } from '../../models/tokenizer/tokenizer.ts';
import { Random } from '../../nn/random.ts';
import type { Params } from './params.ts';

/** Characters of the held-out text that a look judges by, and that the end does: enough to see where it goes, and soon done beside
 *  the training. */
const [few, many] = [3000, 100_000];
/** Tokens that a look writes at most. */
const longest = 40;

export class Judge {
  private readonly judge: NetworkLanguageModel;
  private readonly decoder: Decoder;
  private readonly prompt: readonly number[];
  /** Some of the prompt never stands in this text. */
  readonly unread: boolean;

  constructor(
    private readonly model: TextModel,
    private readonly heldOut: readonly string[],
    private readonly settings: Pick<Params, 'prompt' | 'temperature'>,
    private readonly seed: number,
  ) {
    this.judge = new NetworkLanguageModel(model, model.tokenizer);
    this.decoder = new Decoder(model);
    // Byte pairs have the space in front of a word: one behind the prompt would be a word without letters.
    const prompt = model.tokenizer.unit === 'bpe' ? settings.prompt.trimEnd() : settings.prompt;
    const tokens = [...model.tokenizer.encode(prompt)];
    this.prompt = tokens.filter((token) => token >= 0);
    this.unread = this.prompt.length < tokens.length;
  }

  glance = (): Score => scoreLines(this.judge, spread(this.heldOut, few));
  thorough = (): Score => scoreLines(this.judge, spread(this.heldOut, many));

  /** The prompt, and what the network makes of it up to the end of a document: with the same luck each time, so that only the
   *  network changes. */
  write(): string {
    const { tokenizer, lines } = this.model;
    const { temperature } = this.settings;
    const text = new CachedText(this.decoder);
    const writer = new TextWriter(tokenizer);
    let written = this.prompt.map((token) => writer.write(token)).join('');
    let count = 0;
    const shaping = { temperature, top_k: 0, top_p: 1, min_p: 0 };
    for (const { token } of generate(text, [tokenizer.mark, ...this.prompt], shaping, new Random(this.seed))) {
      if ((lines && token === tokenizer.mark) || ++count > longest) break;
      written += writer.write(token);
    }
    text.end();
    return written + writer.finish();
  }

  end(): void {
    this.judge.end();
    this.decoder.end();
  }
}

/** Documents from all over, about so many characters together; one that alone is longer is cut. */
function spread(documents: readonly string[], characters: number): string[] {
  const all = documents.reduce((sum, { length }) => sum + length, 0);
  const every = Math.max(1, Math.ceil(all / characters));
  return documents.filter((_, i) => i % every === 0).map((document) => document.slice(0, characters));
}
