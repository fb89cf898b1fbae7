/** Where texts are written: each model has a batch, and they take turns, a step each. Texts that are to become vectors take turns
 *  with them, so that a long list of those keeps nobody waiting.
 *  Read first: ./served.ts, ../models/serving/batch.ts, ../models/serving/stop-text.ts */
import { Batch, type Wrote } from '../models/serving/batch.ts';
import { StopText } from '../models/serving/stop-text.ts';
import { Random } from '../nn/random.ts';
import type { Craft, Said } from './craft.ts';
import { type Ask, EngineError, type Heard, type Likely, type ModelCard, type Written } from './engine.ts';
import type { Served } from './served.ts';

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

interface Writing {
  readonly id: number;
  readonly bench: Bench;
  /** Its number in the batch. */
  readonly text: number;
  readonly out: StopText<Written>;
  readonly prompt_tokens: number;
  completion_tokens: number;
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
  readonly texts: Map<number, Writing>;
}

export class Desk implements Craft<TextRequest> {
  private readonly benches: Map<string, Bench>;
  private readonly work = new Map<number, Writing | Embedding>();
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
    const { prompt, writer } = served.begin(ask.prompt);
    const text = batch.add({
      prompt,
      most: Math.min(ask.most ?? Number.POSITIVE_INFINITY, served.most),
      end: served.end,
      shaping: { temperature: ask.temperature, top_k: 0, top_p: ask.top_p, min_p: 0 },
      rng: new Random(ask.seed),
      bias: ask.bias,
      likeliest: ask.likeliest,
    });
    const out = new StopText<Written>(writer, ask.stop);
    const writing = { id, bench, text, out, prompt_tokens: prompt.length, completion_tokens: 0 };
    texts.set(text, writing);
    this.work.set(id, writing);
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
    if ('out' in work) {
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

  private write({ batch, texts, served }: Bench): boolean {
    for (const wrote of batch.step()) this.tell(texts.get(wrote.text)!, wrote, served);
    return batch.active > 0;
  }
  // #endregion

  private tell(writing: Writing, { token, told, ended }: Wrote, served: Served): void {
    const { id, out } = writing;
    writing.completion_tokens++;
    const likely = (token: number, logprob: number): Likely => ({ token, text: served.show(token), logprob });
    const likeliest = told!.likeliest.map(({ token, logprob }) => likely(token, logprob));
    // What ends a text is no part of it.
    const parts = ended === 'stop' ? [] : [out.write(token, { ...likely(token, told!.logprob), likeliest })];
    if (ended) parts.push(out.finish());
    const text = parts.map(({ text }) => text).join('');
    const tokens = parts.flatMap(({ tokens }) => tokens);
    if (text !== '' || tokens.length > 0) this.say({ id, value: { kind: 'piece', text, tokens } });
    const stopped = parts.some(({ stopped }) => stopped);
    if (!stopped && !ended) return;
    const { prompt_tokens, completion_tokens } = writing;
    const reason = stopped ? 'stop' : ended!;
    this.say({ id, value: { kind: 'end', reason, prompt_tokens, completion_tokens }, over: true });
    this.drop(id);
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

  /** @throws what is no refusal: then something is wrong here, and the thread ends */
  private refuse(id: number, error: unknown): void {
    if (!(error instanceof EngineError)) throw error;
    const { kind, message, param } = error;
    this.work.delete(id);
    this.say({ id, over: { kind, message, param } });
  }
}
