/** The same text written in two ways, with a watch on the network alone: drawing a token costs the same in both.
 *  Read first: ../../models/gpt/cached-text.ts, ../../models/text-network/generate.ts */
import { CachedText } from '../../models/gpt/cached-text.ts';
import { Decoder, type Gpt } from '../../models/gpt/decoder.ts';
import { type Draw, type GrowingText, generate, RereadText } from '../../models/text-network/generate.ts';
import { Reader, stretch } from '../../models/text-network/reader.ts';
import { Random } from '../../nn/random.ts';

/** A text that tells how long the network took for it. */
class Timed implements GrowingText {
  /** Milliseconds so far. */
  spent = 0;

  constructor(
    private readonly text: GrowingText,
    private readonly clock: () => number,
  ) {}

  push(token: number): ArrayLike<number> {
    const begun = this.clock();
    const logits = this.text.push(token);
    this.spent += this.clock() - begun;
    return logits;
  }

  end(): void {
    this.text.end();
  }
}

/** As it believes, nothing cut. */
const shaping = { temperature: 1, top_k: 0, top_p: 1, min_p: 0 };

class Writer {
  readonly drawn: number[] = [];
  private readonly timed: Timed;
  private readonly draws: Generator<Draw>;
  private length = 0;

  constructor(
    text: GrowingText,
    private readonly prompt: readonly number[],
    seed: number,
    clock: () => number,
  ) {
    this.timed = new Timed(text, clock);
    this.draws = generate(this.timed, prompt, shaping, new Random(seed));
  }

  /** Milliseconds that the network takes until the text has so many tokens. */
  writeTo(length: number): number {
    const before = this.timed.spent;
    while (this.length < length) {
      // The first one reads the prompt, each further one what was drawn before.
      this.length = this.drawn.length + this.prompt.length;
      this.drawn.push(this.draws.next().value.token);
    }
    return this.timed.spent - before;
  }

  end(): void {
    this.timed.end();
  }
}

export class Writers {
  private readonly decoder: Decoder;
  private readonly reader: Reader;

  constructor(
    readonly model: Gpt,
    private readonly prompt: readonly number[],
    private readonly seed: number,
    private readonly clock: () => number,
  ) {
    this.decoder = new Decoder(model);
    this.reader = new Reader(model);
    // Laid out before the watch runs.
    const first = new CachedText(this.decoder);
    first.push(prompt[0]);
    first.end();
  }

  /** Writes a text once in both ways, stretch by stretch in turn: what slows the machine down for a while slows both down. */
  *round(
    length: number,
  ): Generator<{ length: number; cached: number; reread: number; same: boolean; drawn: number[] }> {
    const { decoder, reader, prompt, seed, clock } = this;
    const cached = new Writer(new CachedText(decoder), prompt, seed, clock);
    const reread = new Writer(new RereadText(reader), prompt, seed, clock);
    try {
      for (let from = 0; from < length; ) {
        const to = Math.min(length, Math.max(from + stretch, prompt.length));
        // The same for each length that is read.
        for (let time = from + 1; time <= to; time += stretch) reader.logits(new Int32Array(time));
        const times = [cached, reread].map((writer) => writer.writeTo(to) / (to - from));
        const same = cached.drawn.every((token, i) => token === reread.drawn[i]);
        yield { length: to, cached: times[0], reread: times[1], same, drawn: cached.drawn.slice() };
        from = to;
      }
    } finally {
      cached.end();
    }
  }

  /** Gives the memory back; the weights stay. */
  end(): void {
    this.decoder.end();
    this.reader.end();
  }
}
