/** Writing with an n-gram model: look at the context, shape the distribution, draw, append, again.
 *  Read first: ./model.ts, ../decoding/shape.ts */
import type { Random } from '../../nn/random.ts';
import { draw, type Shaping, shape } from '../decoding/shape.ts';
import type { Next, NgramModel, Position } from './model.ts';
import { MARK } from './vocabulary.ts';

/** The distribution in one context, before and after shaping. */
export interface Choice extends Next {
  readonly probabilities: Float64Array;
  readonly cumulative: Float64Array;
}

/** One token drawn. */
export interface Step {
  readonly choice: Choice;
  /** The random number that decided. */
  readonly u: number;
  /** Index of the token drawn within `choice`. */
  readonly index: number;
  readonly token: number;
}

/** Continuations kept at hand; with more, the cache starts again. */
const kept = 1 << 21;

/** Shaped distributions by context: text comes back to the same contexts again and again. */
export class Chooser {
  private readonly choices = new Map<number, Choice>();
  private size = 0;

  constructor(
    private readonly model: NgramModel,
    private readonly shaping: Shaping,
  ) {}

  at(position: Position): Choice {
    let length = this.model.order - 1;
    while (length >= 1 && position[length] < 0) length--;
    const key = length < 1 ? -1 : position[length] * 8 + length;
    const known = this.choices.get(key);
    if (known) return known;
    const choice = this.make(this.model.next(position));
    if ((this.size += choice.tokens.length) > kept) {
      this.choices.clear();
      this.size = choice.tokens.length;
    }
    this.choices.set(key, choice);
    return choice;
  }

  private make(next: Next): Choice {
    const probabilities = shape(
      Float64Array.from(next.counts, (count) => count / next.total),
      this.shaping,
    );
    let sum = 0;
    return { ...next, probabilities, cumulative: probabilities.map((p) => (sum += p)) };
  }
}

// #region generate
/** Draws tokens without end; the reader decides when to stop. After a mark a new document begins. */
export function* generate(
  model: NgramModel,
  prompt: Int32Array,
  shaping: Shaping,
  rng: Random,
): Generator<Step, never> {
  const chooser = new Chooser(model, shaping);
  let position = model.begin(prompt);
  for (;;) {
    const choice = chooser.at(position);
    const u = rng.next();
    const index = draw(choice.cumulative, u);
    const token = choice.tokens[index];
    yield { choice, u, index, token };
    position = model.advance(position, token);
  }
}
// #endregion

/** Puts tokens together to text. A word keeps its space unless it begins a line or follows one. */
export class Writer {
  private glue: boolean;

  /** @param prompt the text to go on from */
  constructor(
    private readonly model: NgramModel,
    prompt: string,
  ) {
    this.glue = prompt === '' || /\s$/u.test(prompt);
  }

  write(token: number): string {
    if (token === MARK) {
      this.glue = true;
      return '\n';
    }
    const text = this.model.vocabulary.text(token);
    const glue = this.glue && this.model.unit === 'word';
    this.glue = false;
    return glue ? text.trimStart() : text;
  }
}
