/** What the sampler does, step by step, in words that a person reads; and where it ends. */
import { type Choice, type Step, Writer } from '../../models/ngram/generate.ts';
import type { NgramModel } from '../../models/ngram/model.ts';
import { MARK } from '../../models/ngram/vocabulary.ts';
import { type Belief, type Candidate, defaultLimit, type SampleParams, type StepEvent } from './params.ts';

/** Candidates that an event carries. */
const candidatesShown = 12;

/** Describes steps in words: contexts and candidates as a person reads them. */
export class Narrator {
  private readonly seen: number[];
  private readonly words: string[];
  private readonly writer: Writer;

  constructor(
    private readonly model: NgramModel,
    { prompt }: Pick<SampleParams, 'prompt'>,
    ids: Int32Array,
  ) {
    this.seen = [...ids];
    this.words = this.seen.map((id) => (id < 0 ? '?' : model.show(id)));
    this.writer = new Writer(model, prompt);
  }

  /** What the model believes comes next: the likeliest, and what is left for the others. */
  belief(choice: Choice, most = candidatesShown): Belief {
    const possible = choice.probabilities.reduce((sum, p) => sum + (p > 0 ? 1 : 0), 0);
    const shown = Math.min(most, possible);
    const candidates = Array.from({ length: shown }, (_, i) => this.candidate(choice, i));
    return {
      context: this.last(choice.order - 1),
      wanted: this.last(this.model.order - 1),
      order: choice.order,
      total: choice.total,
      candidates,
      others: {
        number: possible - shown,
        p: Math.max(0, 1 - candidates.reduce((sum, { p }) => sum + p, 0)),
      },
    };
  }

  tell({ choice, u, index, token }: Step): StepEvent {
    const event: StepEvent = {
      kind: 'step',
      ...this.belief(choice),
      u,
      pick: { ...this.candidate(choice, index), index },
      piece: this.writer.write(token),
    };
    this.seen.push(token);
    this.words.push(this.model.show(token));
    return event;
  }

  private candidate({ tokens, probabilities, counts }: Choice, i: number): Candidate {
    return { token: this.model.show(tokens[i]), p: probabilities[i], count: counts[i] };
  }

  /** The last tokens, not reaching back over the beginning of the document. */
  private last(length: number): string[] {
    const mark = this.seen.lastIndexOf(MARK);
    return length === 0 ? [] : this.words.slice(Math.max(mark + 1, this.words.length - length));
  }
}

/** Collects text until the limit, the end of the line or the stop text. */
export class Collector {
  text = '';
  tokens = 0;
  finish?: 'stop' | 'length';

  constructor(private readonly params: Pick<SampleParams, 'max_tokens' | 'stop'>) {}

  /** Takes a token; true while there is more to write. */
  take(token: number, piece: string): boolean {
    const { max_tokens, stop } = this.params;
    if (token === MARK && max_tokens === undefined) return this.end('stop');
    this.text += piece;
    if (token !== MARK) this.tokens++;
    const at =
      stop === undefined ? -1 : this.text.indexOf(stop, Math.max(0, this.text.length - piece.length - stop.length));
    if (at >= 0) {
      this.text = this.text.slice(0, at);
      return this.end('stop');
    }
    return this.tokens < (max_tokens ?? defaultLimit) || this.end('length');
  }

  /** Text that no later token can change, handed over once; the rest stays. For text that is written as it comes. */
  settled(): string {
    const held = this.finish ? 0 : Math.max(0, (this.params.stop?.length ?? 0) - 1);
    const settled = this.text.slice(0, this.text.length - held);
    this.text = this.text.slice(settled.length);
    return settled;
  }

  private end(reason: 'stop' | 'length'): false {
    this.finish = reason;
    return false;
  }
}
