/** The sampler over a transformer. Read first: ../../models/text-network/generate.ts, ../../models/gpt/cached-text.ts */
import { InputError } from '../../data/input-error.ts';
import type { Shaping } from '../../models/decoding/shape.ts';
import { CachedText } from '../../models/gpt/cached-text.ts';
import { Decoder } from '../../models/gpt/decoder.ts';
import type { TextModel } from '../../models/gpt/weights.ts';
import {
  type Choice,
  choose,
  Documents,
  type Draw,
  type GrowingText,
  generate,
  inView,
  RereadText,
} from '../../models/text-network/generate.ts';
import { Reader } from '../../models/text-network/reader.ts';
import { tokenText } from '../../models/tokenizer/shown.ts';
import { TokenWriter } from '../../models/tokenizer/token-writer.ts';
import type { Random } from '../../nn/random.ts';
import type { Belief, Candidate } from '../sample/params.ts';
import { candidatesShown, cleaned, likeliest, type Narrator, type Sampler, type Writer } from '../sample/sampler.ts';
import { lastDocument } from './opened.ts';
import type { GptSampleParams, GptStep } from './params.ts';

export class GptSampler implements Sampler<Belief<Candidate>> {
  readonly mark: number;
  /** What is read before the first draw. */
  private readonly begin: readonly number[];
  private readonly open: () => GrowingText;
  /** Gives the memory back; the weights stay. */
  readonly end: () => void;

  constructor(
    private readonly model: TextModel,
    private readonly params: Shaping & Pick<GptSampleParams, 'prompt' | 'cache' | 'weights'>,
  ) {
    const { tokenizer, network } = model;
    this.mark = endOf(model);
    const known = tokenizer.encode(lastDocument(params.prompt, model)).filter((token) => token >= 0);
    this.begin = inView([tokenizer.mark, ...known], network.context);
    if (params.cache) {
      const decoder = new Decoder(model);
      this.open = () => new CachedText(decoder);
      this.end = () => decoder.end();
    } else {
      const reader = new Reader(model);
      this.open = () => new RereadText(reader);
      this.end = () => reader.end();
    }
  }

  next(): Choice {
    const text = this.open();
    try {
      let logits: ArrayLike<number> = [];
      for (const token of this.begin) logits = text.push(token);
      return this.checked(choose(logits, this.params));
    } finally {
      text.end();
    }
  }

  *draws(rng: Random): Generator<Draw, never> {
    const text = new Documents(this.open, this.mark);
    try {
      for (const draw of generate(text, this.begin, this.params, rng)) {
        this.checked(draw.choice);
        yield draw;
      }
      throw new RangeError('it goes on without end');
    } finally {
      text.end();
    }
  }

  /** @throws InputError when the network has lost its numbers, as one does that learnt at too high a rate */
  private checked(choice: Choice): Choice {
    if (choice.believed[0] >= 0) return choice;
    const file = this.params.weights ?? 'the transformer on board';
    throw new InputError('the numbers of this network are beyond all bounds', file, 'Train again at a lower rate.');
  }

  writer(): Writer {
    return cleaned(new TokenWriter(this.model.tokenizer, this.mark, this.params.prompt));
  }

  narrator(): GptNarrator {
    return new GptNarrator(this.model, this.mark, this.begin);
  }
}

/** The mark; -1 where it is a line feed in a text that was learnt as one document, so that it ends none. */
export function endOf({ tokenizer }: TextModel): number {
  return tokenizer.bytes(tokenizer.mark).length === 0 ? tokenizer.mark : -1;
}

class GptNarrator implements Narrator<Belief<Candidate>> {
  private seen: readonly number[];

  constructor(
    private readonly model: TextModel,
    private readonly mark: number,
    begin: readonly number[],
  ) {
    this.seen = begin;
  }

  belief(choice: Choice, most = candidatesShown): Belief<Candidate> {
    const { mark } = this.model.tokenizer;
    // Where it begins, the mark that stands before every document says nothing.
    const context = this.seen[0] === mark ? this.seen.slice(1) : this.seen;
    return {
      context: context.map((token) => this.show(token)),
      ...likeliest(choice, most, (i) => ({ token: this.show(choice.tokens[i]), p: choice.probabilities[i] })),
    };
  }

  tell({ choice, u, index, token }: Draw): Omit<GptStep, 'piece'> {
    const pick = { token: this.show(token), p: choice.probabilities[index], index };
    const event = { kind: 'step' as const, ...this.belief(choice), u, pick };
    this.seen = token === this.mark ? [token] : inView([...this.seen, token], this.model.network.context);
    return event;
  }

  private show(token: number): string {
    const { tokenizer } = this.model;
    if (token === this.mark) return '<end>';
    const text = tokenText(tokenizer.bytes(token));
    return tokenizer.unit === 'word' ? text.trimStart() : text;
  }
}
