/** A text from its tokens until it ends: at the limit, at the end of its line, or before the stop text. */
import type { Random } from '../../nn/random.ts';
import { type Belief, type Candidate, defaultLimit, type SamplingParams, type StepEvent } from './params.ts';
import type { Draw, Sampler, Writer } from './sampler.ts';

/** Of documents without anything in them so many in a row: a model that goes on like that would write nothing else. */
const mostEmpty = 100;

export class Collector {
  text = '';
  /** Marks do not count. */
  tokens = 0;
  private marksInARow = 0;
  finish?: 'stop' | 'length';

  constructor(
    private readonly params: Pick<SamplingParams, 'max_tokens' | 'stop'>,
    private readonly mark: number,
    private readonly writer: Writer,
  ) {}

  /** Takes a token.
   *  @returns what it adds; `finish` says whether it was the last one */
  take(token: number): string {
    const { max_tokens, stop } = this.params;
    const piece = this.writer.write(token);
    if (token === this.mark && max_tokens === undefined) {
      this.text += piece.replace(/\n$/, '');
      this.finish = 'stop';
      return piece;
    }
    this.text += piece;
    if (token !== this.mark) this.tokens++;
    this.marksInARow = token === this.mark ? this.marksInARow + 1 : 0;
    if (this.marksInARow > mostEmpty) this.finish = 'stop';
    if (this.tokens < (max_tokens ?? defaultLimit)) {
      this.search(piece, stop);
      return piece;
    }
    const rest = this.writer.finish();
    this.text += rest;
    this.finish = 'length';
    this.search(piece + rest, stop);
    return piece + rest;
  }

  private search(piece: string, stop: string | undefined): void {
    if (stop === undefined) return;
    const at = this.text.indexOf(stop, Math.max(0, this.text.length - piece.length - stop.length));
    if (at < 0) return;
    this.text = this.text.slice(0, at);
    this.finish = 'stop';
  }

  /** Text that no later token can change, handed over once; the rest stays. For text that is written as it comes. */
  settled(): string {
    const held = this.finish ? 0 : Math.max(0, (this.params.stop?.length ?? 0) - 1);
    const settled = this.text.slice(0, this.text.length - held);
    this.text = this.text.slice(settled.length);
    return settled;
  }
}

/** A whole text with its story. */
export interface Spoken<B extends Belief = Belief> {
  readonly completion: string;
  /** Without marks; `order` where a model counted. */
  readonly tokens: { token: string; p: number; order?: number }[];
  /** The first step. */
  readonly first: B;
  readonly finish: 'stop' | 'length';
}

/** Draws a text to its end, step by step. */
export function* speak<B extends Belief>(
  sampler: Sampler<B>,
  params: SamplingParams,
  rng: Random,
): Generator<{ readonly draw: Draw; readonly event: StepEvent<B> }, Spoken<B>> {
  const narrator = sampler.narrator();
  const collector = new Collector(params, sampler.mark, sampler.writer());
  const tokens: Spoken['tokens'] = [];
  let first: B | undefined;
  for (const draw of sampler.draws(rng)) {
    const event = { ...narrator.tell(draw), piece: collector.take(draw.token) } as StepEvent<B>;
    first ??= event;
    yield { draw, event };
    const { pick, order } = event;
    if (draw.token !== sampler.mark) {
      tokens.push(order === undefined ? { token: pick.token, p: pick.p } : { token: pick.token, p: pick.p, order });
    }
    if (collector.finish) break;
  }
  return { completion: collector.text, tokens, first: first!, finish: collector.finish! };
}

/** One document, its end told too, and cut after so many tokens. */
export function* oneDocument<B extends Belief>(
  sampler: Sampler<B>,
  rng: Random,
  longest: number,
): Generator<StepEvent<B>> {
  const [narrator, writer] = [sampler.narrator(), sampler.writer()];
  let left = longest;
  for (const draw of sampler.draws(rng)) {
    yield { ...narrator.tell(draw), piece: writer.write(draw.token) } as StepEvent<B>;
    if (draw.token === sampler.mark || --left === 0) return;
  }
}

/** The distribution of the first new token, as JSON names it; what only a count knows is left out where nobody counted. */
export function distributionOf<C extends Candidate>({ context, order, candidates, total }: Belief<C>) {
  return {
    context: [...context],
    ...(order === undefined ? {} : { order }),
    candidates: [...candidates],
    ...(total === undefined ? {} : { total }),
  };
}

/** As the lab results in, and `--json` says it.
 *  @param model what was asked: a corpus, or weights */
export function resultOf<M extends object>(
  { prompt }: Pick<SamplingParams, 'prompt'>,
  { completion, tokens, first, finish }: Spoken,
  model: M,
  seed: number,
) {
  return {
    prompt,
    text: prompt + completion,
    completion,
    tokens,
    ...distributionOf(first),
    ...model,
    seed,
    finish_reason: finish,
  };
}
