/** Many texts written side by side, by one step of a model for all of them: each reads the next token of its prompt, or draws one.
 *  Texts join and leave between any two steps, so that nobody waits for the longest (continuous batching). What a text says does
 *  not depend on who is written beside it: each has its own chance.
 *  Left out: reading several tokens of a prompt in one step. It would be faster, but a long prompt would keep the others waiting;
 *  so it is one token of each text a step, and a prompt of n tokens takes n steps.
 *  Paper: Yu et al. 2022 (Orca). Read first: ./next-tokens.ts, ../decoding/shape.ts. Read next: ./stop-text.ts
 *  Shapes: V vocabulary. */
import type { Random } from '../../nn/random.ts';
import { likeliest } from '../decoding/order.ts';
import type { Shaping } from '../decoding/shape.ts';
import { choose, drawFrom } from '../text-network/generate.ts';
import type { NextTokens } from './next-tokens.ts';

/** A text that is to be written. */
export interface Order {
  /** At least one token; as many as the context has at most. */
  readonly prompt: ArrayLike<number>;
  /** Tokens at most, 1 or more; it ends earlier where the context does. */
  readonly most: number;
  /** The token that ends it; it is its last one. */
  readonly end: number;
  readonly shaping: Shaping;
  readonly rng: Random;
  /** Added to the logit of a token before it is shaped: at -100 it does not come, at 100 nothing else does. */
  readonly bias?: ReadonlyMap<number, number>;
  /** Of each token it is told how likely it was, and how likely so many of the likeliest were; undefined: nothing is. */
  readonly likeliest?: number;
}

interface Believed {
  readonly token: number;
  /** ln p, as the model believes, whatever temperature and bias make of it. */
  readonly logprob: number;
  /** p with which it is drawn, after bias, temperature and what is cut. */
  readonly drawn: number;
}

/** One token more of a text. */
export interface Wrote {
  /** Of which, by the number that `add` gave. */
  readonly text: number;
  readonly token: number;
  /** When it was asked for. The likeliest fall; what is impossible is not among them. */
  readonly told?: Omit<Believed, 'token'> & { readonly likeliest: readonly Believed[] };
  /** It was the last one: the token that ends a text, or there is no more room. */
  readonly ended?: 'stop' | 'length';
}

interface Text extends Order {
  readonly id: number;
  readonly place: number;
  /** Tokens that were read, of the prompt and of what was written. */
  read: number;
  written: number;
  /** To be read next. */
  next: number;
}

export class Batch {
  private texts: Text[] = [];
  private known = 0;

  /** @param size texts side by side at most */
  constructor(
    private readonly model: NextTokens,
    readonly size: number,
  ) {}

  /** Texts that are being written. */
  get active(): number {
    return this.texts.length;
  }

  /** How many more there may be. */
  get room(): number {
    return this.size - this.texts.length;
  }

  /** It is read from the next step on.
   *  @returns its number: 0, 1, 2 … as they come
   *  @throws RangeError when there is no room, or the prompt is empty or too long */
  add(order: Order): number {
    const { prompt } = order;
    const { context = Number.POSITIVE_INFINITY } = this.model;
    if (this.room < 1) throw new RangeError('the batch is full');
    if (prompt.length < 1 || prompt.length > context) throw new RangeError(`a prompt of ${prompt.length} tokens`);
    const id = this.known++;
    this.texts.push({ ...order, id, place: this.model.open(), read: 0, written: 0, next: prompt[0] });
    return id;
  }

  /** Writes no more of a text; its place is free at once. Of one that has ended, nothing happens. */
  drop(id: number): void {
    const at = this.texts.findIndex((text) => text.id === id);
    if (at < 0) return;
    this.model.close(this.texts[at].place);
    this.texts.splice(at, 1);
  }

  // #region batch
  /** One token more of each text.
   *  @returns of those that wrote one: who still reads its prompt is not among them */
  step(): Wrote[] {
    if (this.texts.length === 0) return [];
    const logits = this.model.step(
      this.texts.map(({ place }) => place),
      this.texts.map(({ next }) => next),
    );
    const wrote: Wrote[] = [];
    this.texts = this.texts.filter((text, i) => {
      text.read++;
      if (text.read < text.prompt.length) {
        text.next = text.prompt[text.read];
        return true;
      }
      const { token, chanceOf } = pick(biased(logits[i], text.bias), text);
      text.next = token;
      text.written++;
      const ended = this.endOf(text);
      const told = text.likeliest === undefined ? undefined : tell(logits[i], token, text.likeliest, chanceOf);
      wrote.push({ text: text.id, token, ...(told && { told }), ...(ended && { ended }) });
      if (ended) this.model.close(text.place);
      return !ended;
    });
    return wrote;
  }
  // #endregion

  private endOf({ next, end, written, most, read }: Text): Wrote['ended'] {
    if (next === end) return 'stop';
    // The last token is written, but nobody reads it.
    return written >= most || read === this.model.context ? 'length' : undefined;
  }
}

function biased(logits: ArrayLike<number>, bias: Order['bias']): ArrayLike<number> {
  if (!bias?.size) return logits;
  const changed = Float64Array.from(logits);
  for (const [token, by] of bias) changed[token] += by;
  return changed;
}

type Chance = (token: number) => number;

function pick(logits: ArrayLike<number>, { shaping, rng }: Order): { token: number; chanceOf: Chance } {
  if (shaping.temperature !== 0) {
    const { token, choice } = drawFrom(choose(logits, shaping), rng.next());
    return { token, chanceOf: (token) => choice.probabilities[choice.tokens.indexOf(token)] };
  }
  const best = likeliest(logits);
  return { token: best, chanceOf: (token) => (token === best ? 1 : 0) };
}

/** @param many of the likeliest; of two alike the lower number comes first */
function tell(logits: ArrayLike<number>, token: number, many: number, chanceOf: Chance): Wrote['told'] {
  const best: number[] = [];
  let largest = Number.NEGATIVE_INFINITY;
  for (let v = 0; v < logits.length; v++) {
    const logit = logits[v];
    if (logit > largest) largest = logit;
    if (many === 0 || logit === Number.NEGATIVE_INFINITY) continue;
    if (best.length === many && logit <= logits[best[many - 1]]) continue;
    let at = Math.min(best.length, many - 1);
    for (; at > 0 && logit > logits[best[at - 1]]; at--) best[at] = best[at - 1];
    best[at] = v;
  }
  let sum = 0;
  for (let v = 0; v < logits.length; v++) sum += Math.exp(logits[v] - largest);
  const all = largest + Math.log(sum);
  const believed = (token: number): Believed => ({ token, logprob: logits[token] - all, drawn: chanceOf(token) });
  return { logprob: logits[token] - all, drawn: chanceOf(token), likeliest: best.map(believed) };
}
