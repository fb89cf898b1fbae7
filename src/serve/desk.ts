/** Where texts are written: each model has a batch, and they take turns, a step each. Texts that are to become vectors take turns
 *  with them, so that a long list of those keeps nobody waiting.
 *  Read first: ./served.ts, ./writing.ts, ../models/serving/batch.ts */
import { Batch, type Wrote } from '../models/serving/batch.ts';
import { Random } from '../nn/random.ts';
import type { Craft, Said, Wrong } from './craft.ts';
import { type Ask, EngineError, type Heard, type ModelCard } from './engine.ts';
import type { Served } from './served.ts';
import { Writing } from './writing.ts';

/** Texts as vectors, in their order. */
export interface Embedded {
  readonly vectors: readonly Float32Array[];
  /** Of all texts together. */
  readonly tokens: number;
}

export type TextRequest =
  | { readonly kind: 'write'; readonly ask: Ask }
  | { readonly kind: 'embed'; readonly model: string; readonly texts: readonly string[] };

export type TextReply = Heard | Embedded;

interface Text {
  readonly id: number;
  readonly bench: Bench;
  /** Its number in the batch. */
  readonly text: number;
  readonly writing: Writing;
}

interface Embedding {
  readonly id: number;
  readonly served: Served;
  readonly texts: readonly string[];
  readonly vectors: Float32Array[];
  tokens: number;
}

/** A model and its batch. */
interface Bench {
  readonly served: Served;
  readonly batch: Batch;
  /** By their numbers in the batch. */
  readonly texts: Map<number, Text>;
}

export class Desk implements Craft<TextRequest> {
  private readonly benches: Map<string, Bench>;
  private readonly work = new Map<number, Text | Embedding>();
  /** Whose turn it is: benches, and lists of texts. The first is next. */
  private turns: (Bench | Embedding)[] = [];

  /** @param models at least one
   *  @param places texts of a model at most
   *  @param say tells what is heard of an answer */
  constructor(
    models: readonly Served[],
    places: number,
    private readonly say: (said: Said<TextReply>) => void,
  ) {
    const benchOf = (served: Served): Bench => ({
      served,
      batch: new Batch(served.model, places),
      texts: new Map(),
    });
    this.benches = new Map(models.map((served) => [served.card.id, benchOf(served)]));
  }

  get cards(): readonly ModelCard[] {
    return Array.from(this.benches.values(), ({ served }) => served.card);
  }

  take(id: number, request: TextRequest): void {
    try {
      if (request.kind === 'embed') this.beginList(id, request.model, request.texts);
      else this.beginText(id, request.ask);
    } catch (error) {
      this.refuse(id, error);
    }
  }

  private beginText(id: number, ask: Ask): void {
    const bench = this.benchOf(ask.model);
    const { served, batch, texts } = bench;
    const { prompt, tokens, writer } = served.begin(ask.prompt);
    const text = batch.add({
      prompt,
      most: Math.min(ask.most ?? Number.POSITIVE_INFINITY, served.most),
      end: served.end,
      shaping: { temperature: ask.temperature, top_k: 0, top_p: ask.top_p, min_p: 0 },
      rng: new Random(ask.seed),
      bias: ask.bias,
      likeliest: ask.likeliest,
    });
    const own: Text = { id, bench, text, writing: new Writing(served, writer, ask.stop, tokens) };
    texts.set(text, own);
    this.work.set(id, own);
    if (!this.turns.includes(bench)) this.turns.push(bench);
  }

  private beginList(id: number, model: string, texts: readonly string[]): void {
    const list = { id, served: this.benchOf(model).served, texts, vectors: [], tokens: 0 };
    this.work.set(id, list);
    this.turns.push(list);
  }

  private benchOf(model: string): Bench {
    const bench = this.benches.get(model);
    if (bench) return bench;
    throw new EngineError('asked', `there is no model ${JSON.stringify(model)}`, 'model');
  }

  drop(id: number): void {
    const work = this.work.get(id);
    if (!work) return;
    this.work.delete(id);
    if ('writing' in work) {
      work.bench.batch.drop(work.text);
      work.bench.texts.delete(work.text);
    } else this.turns = this.turns.filter((turn) => turn !== work);
  }

  // #region desk
  /** A step of one model, or a vector of one text. */
  step(): boolean {
    const turn = this.turns.shift();
    if (!turn) return false;
    const goesOn = 'batch' in turn ? this.write(turn) : this.embed(turn);
    if (goesOn) this.turns.push(turn);
    return this.turns.length > 0;
  }

  private write({ batch, texts }: Bench): boolean {
    for (const wrote of batch.step()) this.tell(texts.get(wrote.text)!, wrote);
    return batch.active > 0;
  }
  // #endregion

  private tell({ id, writing }: Text, wrote: Wrote): void {
    for (const value of writing.hear(wrote)) {
      const isEnd = value.kind === 'end';
      this.say({ id, value, ...(isEnd && { over: true }) });
      if (isEnd) this.drop(id);
    }
  }

  private embed(list: Embedding): boolean {
    const { id, served, texts, vectors } = list;
    try {
      if (vectors.length < texts.length) {
        const { vector, tokens } = served.embed(texts[vectors.length]);
        vectors.push(vector);
        list.tokens += tokens;
      }
    } catch (error) {
      this.refuse(id, error);
      return false;
    }
    if (vectors.length < texts.length) return true;
    this.say({ id, value: { vectors, tokens: list.tokens }, over: true });
    this.work.delete(id);
    return false;
  }

  /** Whatever was asked, the others do not suffer from it. */
  private refuse(id: number, error: unknown): void {
    this.work.delete(id);
    this.say({ id, over: error instanceof EngineError ? wrongOf(error) : broken(error) });
  }
}

const wrongOf = ({ kind, message, param, code }: EngineError): Wrong => ({ kind, message, param, code });

const broken = (error: unknown): Wrong => ({
  kind: 'lost',
  message: 'something went wrong with this one',
  stack: error instanceof Error ? error.stack : String(error),
});
