/** An engine in a few lines, for tests of what stands before one: words drawn from a fixed table, by seed, temperature, top-p and bias. */
import { setTimeout as sleep } from 'node:timers/promises';
import { draw, shape } from '../../src/models/decoding/shape.ts';
import { Random } from '../../src/nn/random.ts';
import {
  type Ask,
  type Engine,
  EngineError,
  type Heard,
  type Likely,
  type PictureAsk,
  type PictureStep,
} from '../../src/serve/engine.ts';

/** The last one ends a text. */
export const words = [' The', ' cat', ' dog', ' sat', ' ran', '.', ''];

/** How much each word wants to follow: after w comes w+1 mostly. */
const logit = (last: number, next: number): number =>
  next === (last + 1) % words.length ? 2 : next === last ? -1 : 0.3 * next;

function believed(last: number): number[] {
  const weights = words.map((_, next) => Math.exp(logit(last, next)));
  const sum = weights.reduce((a, b) => a + b);
  return weights.map((weight) => Math.log(weight / sum));
}

export class SmallEngine implements Engine {
  readonly models = [
    { id: 'talker', does: 'chat', context: 64, about: 'answers', print: 'a' },
    { id: 'writer', does: 'complete', context: 64, about: 'goes on', print: 'b' },
    { id: 'painter', does: 'picture', about: 'draws' },
  ] as const;
  readonly asks: Ask[] = [];
  /** Answers under way, and how many of all have ended early. */
  writing = 0;
  left = 0;
  /** Answers that may be under way. */
  room = 100;
  /** Milliseconds a token. */
  pace = 0;
  /** Never ends by itself. */
  endless = false;
  /** Fails after so many tokens. */
  losesAfter = Number.POSITIVE_INFINITY;
  closed = false;

  get load() {
    return { writing: this.writing, waiting: 0, unread: 0, room: { writing: this.room, waiting: 0 } };
  }

  async *write(ask: Ask, signal: AbortSignal): AsyncGenerator<Heard> {
    if (this.writing >= this.room) throw new EngineError('full', 'All places are taken, and the queue is full.');
    this.asks.push(ask);
    this.writing++;
    let ended = false;
    try {
      const said = 'text' in ask.prompt ? ask.prompt.text : ask.prompt.talk.map(({ content }) => content).join('\n');
      const random = new Random(ask.seed);
      const prompt_tokens = said.split(/\s+/).filter(Boolean).length;
      let last = 0;
      let text = '';
      for (let count = 0; ; count++) {
        await (this.pace > 0 ? sleep(this.pace) : new Promise(setImmediate));
        if (signal.aborted) return;
        if (count >= this.losesAfter) throw new EngineError('lost', 'The worker has died.');
        const end = (reason: 'stop' | 'length'): Heard => ({
          kind: 'end',
          reason,
          prompt_tokens,
          completion_tokens: count,
        });
        if (count === (ask.most ?? 40)) {
          ended = true;
          return yield end('length');
        }
        const beliefs = believed(last);
        const { order, drawn } = this.shaped(beliefs, ask);
        let total = 0;
        last =
          order[
            draw(
              order.map((token) => (total += drawn[token])),
              random.next(),
            )
          ];
        if (last === words.length - 1) {
          ended = true;
          return yield end('stop');
        }
        const likely = (token: number): Likely => ({
          token,
          text: words[token],
          bytes: Buffer.from(words[token]),
          logprob: beliefs[token],
          drawn: drawn[token],
        });
        const ranked = words.map((_, token) => token).sort((a, b) => beliefs[b] - beliefs[a]);
        const likeliest = ranked.slice(0, ask.likeliest).map(likely);
        const stop = ask.stop.find((stop) => (text + words[last]).includes(stop));
        if (stop !== undefined) {
          ended = true;
          return yield end('stop');
        }
        text += words[last];
        yield {
          kind: 'piece',
          text: words[last],
          tokens: [{ ...likely(last), length: words[last].length, likeliest }],
        };
      }
    } finally {
      this.writing--;
      if (!ended) this.left++;
    }
  }

  /** @returns tokens, the likeliest first, and by token with which probability it is drawn */
  private shaped(beliefs: readonly number[], { temperature, top_p, bias }: Ask) {
    const logits = beliefs.map(
      (belief, token) => belief + (bias.get(token) ?? 0) - (this.endless && token === 6 ? 1e3 : 0),
    );
    const order = logits.map((_, token) => token).sort((a, b) => logits[b] - logits[a]);
    const sum = logits.reduce((all, logit) => all + Math.exp(logit), 0);
    const shaped = shape(
      order.map((token) => Math.exp(logits[token]) / sum),
      { temperature, top_p, top_k: 0, min_p: 0 },
    );
    return { order, drawn: logits.map((_, token) => shaped[order.indexOf(token)]) };
  }

  async embed(_model: string, texts: readonly string[]) {
    const vectors = texts.map((text) => Float32Array.from([text.length, 1 / text.length, -0.1]));
    return { vectors, tokens: texts.join(' ').split(' ').length };
  }

  async *picture({ seed, steps }: PictureAsk, signal: AbortSignal): AsyncGenerator<PictureStep> {
    const random = new Random(seed);
    for (let step = 1; step <= steps && !signal.aborted; step++) {
      await new Promise(setImmediate);
      yield { step, of: steps, width: 4, height: 2, pixels: Uint8Array.from({ length: 24 }, () => random.below(256)) };
    }
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}
