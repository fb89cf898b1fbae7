/** Writing with an n-gram model: look at the context, shape the distribution, draw, append, again.
 *  Read first: ./model.ts, ../decoding/shape.ts */
import type { Random } from '../../nn/random.ts';
import { draw, type Shaping, shape } from '../decoding/shape.ts';
import type { Next, NgramModel, Position, Predictor } from './model.ts';
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

/** Where a text stands: what may follow, and the places where each of that leads. */
export interface Place {
  readonly position: Position;
  readonly choice: Choice;
  readonly after: (Place | undefined)[];
  /** Of which filling of the cache. */
  readonly era: number;
}

/** Continuations kept at hand; with more, the cache starts again. */
const kept = 1 << 21;

/** Shaped distributions by context. Text comes back to the same contexts again and again, and the tokens that the predictor
 *  reaches decide all: so each place remembers where its tokens lead, and nothing is looked up twice. */
export class Chooser {
  private places = new Map<number, Place>();
  private size = 0;
  private era = 0;

  constructor(
    private readonly model: NgramModel,
    private readonly shaping: Shaping,
    private readonly predictor: Predictor = model,
  ) {}

  at(position: Position): Place {
    const length = this.predictor.reach(position);
    const key = length < 1 ? -1 : position[length] * 8 + length;
    const known = this.places.get(key);
    if (known) return known;
    const choice = this.choose(this.predictor.next(position));
    if ((this.size += choice.tokens.length) > kept) {
      this.places = new Map();
      this.size = choice.tokens.length;
      this.era++;
    }
    const place = { position, choice, after: [], era: this.era };
    this.places.set(key, place);
    return place;
  }

  /** The place after the token at `index`. */
  after(place: Place, index: number): Place {
    const known = place.after[index];
    if (known?.era === this.era) return known;
    const next = this.at(this.model.advance(place.position, place.choice.tokens[index]));
    place.after[index] = next;
    return next;
  }

  private choose(next: Next): Choice {
    const likely = next.probabilities ?? Float64Array.from(next.counts, (count) => count / next.total);
    const probabilities = shape(likely, this.shaping);
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
  predictor: Predictor = model,
): Generator<Step, never> {
  const chooser = new Chooser(model, shaping, predictor);
  let place = chooser.at(model.begin(prompt));
  for (;;) {
    const { choice } = place;
    const u = rng.next();
    const index = draw(choice.cumulative, u);
    yield { choice, u, index, token: choice.tokens[index] };
    place = chooser.after(place, index);
  }
}
// #endregion

/** Puts tokens together to text. A word keeps its space unless it begins a line or follows one. */
export class Writer {
  private glue: boolean;
  /** By token number: the same few come again and again. */
  private readonly texts: (string | undefined)[] = [];

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
    const text = (this.texts[token] ??= this.model.vocabulary.text(token));
    const glue = this.glue && this.model.unit === 'word';
    this.glue = false;
    return glue ? text.trimStart() : text;
  }

  /** Nothing waits: every token is whole characters. */
  finish(): string {
    return '';
  }
}
