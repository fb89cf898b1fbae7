/** Models that read along: they know nothing, how frequent tokens are, or what follows what. */
import type { DataSource } from '../../data/corpus.ts';
import { InputError } from '../../data/input-error.ts';
import { textCorpus } from '../../data/text-corpus.ts';
import { learn, type NgramModel, type Position, type Smoothed } from '../../models/ngram/model.ts';
import { smooth } from '../../models/ngram/smoothing.ts';
import { partLines } from '../../models/text-network/prepare.ts';
import type { Context } from '../lab.ts';
import { bytesOf } from '../own-file.ts';
import { modelOf } from '../sample/learn.ts';
import type { Candidate, Event, Params } from './params.ts';

/** One that has counted. */
export interface Counted {
  readonly name: string;
  readonly model: NgramModel;
  readonly smoothed: Smoothed;
}

export interface Parts {
  readonly training: readonly string[];
  readonly heldOut: readonly string[];
}

/** A corpus is cut in parts up to this size. */
const mostBytes = 1 << 26;

const nameOf = (order: number): string => ['unigram', 'bigram', 'trigram'][order - 1] ?? `${order}-gram`;

/** The corpus with every tenth line put aside, the same ones as for networks.
 *  @throws InputError when it is too large or too small for that */
export async function partsOf(name: string, data: DataSource, cache: Map<string, unknown>): Promise<Parts> {
  const key = `parts ${name}`;
  const known = cache.get(key) as Parts | undefined;
  if (known) return known;
  const { learnt, heldOut } = partLines(new TextDecoder().decode(await bytesOf(name, data, mostBytes, true)));
  if (heldOut.length === 0) {
    throw new InputError('it has fewer than ten lines, none can be held out', name, 'Give a longer one, or read text.');
  }
  const parts = { training: learnt, heldOut };
  cache.set(key, parts);
  return parts;
}

/** Single tokens, the order below and the order itself, each once; learned from the whole corpus, or from a part of it.
 *  Says how far it has read. */
export async function* countedModels(
  { corpus, order, unit, smoothing }: Pick<Params, 'corpus' | 'order' | 'unit' | 'smoothing'>,
  { data, cache }: Pick<Context, 'data' | 'cache'>,
  parts: Parts | undefined,
): AsyncGenerator<Event, Counted[]> {
  const counted: Counted[] = [];
  for (const length of new Set([1, Math.max(1, order - 1), order])) {
    const key = `perplexity ${length} ${unit} ${smoothing} ${parts ? 'part' : 'whole'} ${corpus}`;
    let known = cache.get(key) as Counted | undefined;
    if (!known) {
      const learning = parts
        ? learn(textCorpus(corpus, parts.training), length, unit)
        : modelOf({ corpus, order: length, unit }, { data, cache });
      let step = await learning.next();
      for (; !step.done; step = await learning.next()) yield { kind: 'reading', bytes: step.value };
      const model = step.value;
      known = { name: nameOf(length), model, smoothed: smooth(model, smoothing) };
      cache.set(key, known);
    }
    counted.push(known);
  }
  return counted;
}

/** All models at one place of a text. */
export class Place {
  private positions: Position[] = [];
  /** Tokens among which one that knows nothing chooses; one place is for those never seen, where the others keep one too. */
  private readonly places: number;
  private readonly open: boolean;

  constructor(private readonly counted: readonly Counted[]) {
    const [{ model, smoothed }] = counted;
    this.open = smoothed.probability(model.begin(new Int32Array(0)), -1) > 0;
    this.places = model.vocabulary.size + (this.open ? 1 : 0);
  }

  /** Of a line. */
  begin(): void {
    this.positions = this.counted.map(({ model }) => model.begin(new Int32Array(0)));
  }

  /** What each gives the token; the first one knows nothing but how many there are.
   *  @param id -1 for a token that the corpus never had */
  chances(id: number): number[] {
    const counted = this.counted.map(({ smoothed }, at) => smoothed.probability(this.positions[at], id));
    return [id < 0 && !this.open ? 0 : 1 / this.places, ...counted];
  }

  advance(id: number): void {
    this.positions = this.counted.map(({ model }, at) => model.advance(this.positions[at], id));
  }

  /** What a model believes comes next, likeliest first.
   *  @param least tokens below this are left out, except `also` */
  believed(at: number, least: number, also: number): Candidate[] {
    const { model, smoothed } = this.counted[at];
    const position = this.positions[at];
    const list: Candidate[] = [];
    for (const token of smoothed.next(position).tokens) {
      const p = smoothed.probability(position, token);
      if (p >= least || (token === also && p > 0)) list.push({ token: model.show(token), p });
    }
    return list;
  }
}
