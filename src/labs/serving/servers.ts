/** Who writes the answers: nobody beside another and everything read again for each token, or in a batch with a cache. All take
 *  the likeliest token, so that all write the same.
 *  Read first: ../../models/serving/batch.ts, ../../models/text-network/reader.ts */
import { likeliest } from '../../models/decoding/order.ts';
import type { Gpt } from '../../models/gpt/decoder.ts';
import { Batch } from '../../models/serving/batch.ts';
import type { NextTokens } from '../../models/serving/next-tokens.ts';
import { Reader, stretch } from '../../models/text-network/reader.ts';
import { Random } from '../../nn/random.ts';

export interface Limits {
  /** The token that ends an answer. */
  readonly end: number;
  /** Tokens of an answer at most. */
  readonly most: number;
}

/** A token of an answer. */
interface Said {
  /** Of which request. */
  readonly text: number;
  readonly token: number;
  readonly ended?: unknown;
}

export interface Server {
  /** Texts side by side at most; how many are written now. */
  readonly size: number;
  readonly active: number;
  /** Requests are numbered from 0, in the order in which they come. */
  add(prompt: Int32Array): void;
  step(): readonly Said[];
}

const bold = { temperature: 0, top_k: 0, top_p: 1, min_p: 0 };

/** With a cache, and places for some texts. */
export class BatchServer implements Server {
  private readonly batch: Batch;

  constructor(
    model: NextTokens,
    readonly size: number,
    private readonly limits: Limits,
  ) {
    this.batch = new Batch(model, size);
  }

  get active(): number {
    return this.batch.active;
  }

  add(prompt: Int32Array): void {
    this.batch.add({ prompt, shaping: bold, rng: new Random(0), ...this.limits });
  }

  step(): readonly Said[] {
    return this.batch.step();
  }
}

// #region reread
/** Without a cache: the question and what is written so far are read for each token, the question in one go. */
export class RereadServer implements Server {
  readonly size = 1;
  private readonly reader: Reader;
  private text: number[] = [];
  private asked = 0;
  private request = -1;

  constructor(
    model: Gpt,
    private readonly limits: Limits,
  ) {
    this.reader = new Reader(model);
    // Laid out before the watch runs.
    for (let time = 1; time <= model.network.context; time += stretch) this.reader.logits(new Int32Array(time));
  }

  /** For requests that are numbered from 0 again. */
  anew(): this {
    this.request = -1;
    return this;
  }

  get active(): number {
    return this.text.length > 0 ? 1 : 0;
  }

  add(prompt: Int32Array): void {
    this.text = Array.from(prompt);
    this.asked = prompt.length;
    this.request++;
  }

  step(): readonly Said[] {
    const { text, asked, request, limits, reader } = this;
    const token = likeliest(reader.logits(text).at(-1)!);
    text.push(token);
    const full = text.length > reader.model.network.context;
    const ended = token === limits.end || text.length - asked === limits.most || full;
    if (ended) this.text = [];
    return [{ text: request, token, ended }];
  }

  /** Gives the memory back; the weights stay. */
  end(): void {
    this.reader.end();
  }
}
// #endregion
