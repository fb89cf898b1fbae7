/** The way of all written answers: what was asked goes past the filter to the engine, several at a time where several are wanted, and
 *  what is written comes back piece by piece, past the filter again. How it is wrapped is the matter of ./completions.ts and ./chat.ts. */
import { setImmediate } from 'node:timers/promises';
import type { Ask, Engine, Heard, Message, Written } from '../engine.ts';
import { EngineError } from '../engine.ts';
import { type Filter, type Stopped, Watch } from '../filter.ts';
import type { Trail } from '../trail.ts';

export type Prompt = Ask['prompt'];

export interface Wanted extends Omit<Ask, 'prompt'> {
  readonly prompts: readonly Prompt[];
  /** Answers to each. They have the seed, the one after it, and so on: each can be had again by itself. */
  readonly n: number;
}

/** Of the answer at `index`: those to the first prompt come first. */
export type Step =
  | { readonly kind: 'piece'; readonly index: number; readonly text: string; readonly tokens: readonly Written[] }
  | {
      readonly kind: 'end';
      readonly index: number;
      readonly reason: 'stop' | 'length' | 'content_filter';
      readonly stopped?: Stopped;
    };

/** @param trail is told what it cost
 *  @throws EngineError */
export async function* write(
  { prompts, n, ...wanted }: Wanted,
  engine: Engine,
  filter: Filter | undefined,
  signal: AbortSignal,
  trail: Trail,
): AsyncGenerator<Step> {
  const one = new AbortController(); // one that fails ends the others
  const abort = (): void => one.abort(signal.reason);
  signal.addEventListener('abort', abort);
  const answersTo = async (prompt: Prompt, at: number): Promise<AsyncGenerator<Step>[]> => {
    const stopped = filter && (await stoppedIn(prompt, filter));
    return Array.from({ length: n }, (_, i) => {
      const index = at * n + i;
      if (stopped) return withheld(index, stopped, trail);
      const heard = engine.write({ ...wanted, prompt, seed: wanted.seed + i }, one.signal);
      return followed(heard, index, filter && new Watch(filter), trail, i === 0);
    });
  };
  try {
    const answers: AsyncGenerator<Step>[] = [];
    for (const [at, prompt] of prompts.entries()) answers.push(...(await answersTo(prompt, at)));
    signal.throwIfAborted();
    for await (const step of together(answers)) {
      trail.witness?.step(step);
      yield step;
    }
  } finally {
    signal.removeEventListener('abort', abort);
    one.abort();
  }
}

async function* withheld(index: number, stopped: Stopped, trail: Trail): AsyncGenerator<Step> {
  trail.stopped ??= stopped;
  yield { kind: 'end', index, reason: 'content_filter', stopped };
}

export const textsIn = (prompt: Prompt): readonly string[] =>
  'text' in prompt ? [prompt.text] : prompt.talk.map(({ content }: Message) => content);

async function stoppedIn(prompt: Prompt, filter: Filter): Promise<Stopped | undefined> {
  for (const text of textsIn(prompt)) {
    await setImmediate(); // others are heard between two texts
    const verdict = filter.in(text);
    if (verdict.stop) return { side: 'in', rule: verdict.rule };
  }
  return undefined;
}

/** @param first its prompt is counted; the others read the same one */
async function* followed(
  heard: AsyncIterable<Heard>,
  index: number,
  watch: Watch | undefined,
  trail: Trail,
  first: boolean,
): AsyncGenerator<Step> {
  for await (const one of heard) {
    if (one.kind === 'piece') {
      // What the filter has stopped is written to its end all the same: so its tokens are known.
      for (const { text, tokens } of watch ? watch.hear(one) : [one]) yield { kind: 'piece', index, text, tokens };
      continue;
    }
    for (const { text, tokens } of watch?.end() ?? []) yield { kind: 'piece', index, text, tokens };
    if (first) trail.promptTokens += one.prompt_tokens;
    trail.completionTokens += one.completion_tokens;
    const stopped = watch?.stopped;
    if (stopped) trail.stopped ??= stopped;
    yield { kind: 'end', index, reason: stopped ? 'content_filter' : one.reason, stopped };
    return;
  }
  throw new EngineError('lost', 'The answer broke off.');
}

/** All of them as they come. Each is asked for its next step only when its last one was taken. */
async function* together<T>(sources: readonly AsyncGenerator<T>[]): AsyncGenerator<T> {
  const next = async (source: AsyncGenerator<T>) => ({ source, result: await source.next() });
  const pending = new Map(sources.map((source) => [source, next(source)]));
  for (const promise of pending.values()) promise.catch(() => {}); // who fails second is not heard
  try {
    while (pending.size > 0) {
      const { source, result } = await Promise.race(pending.values());
      pending.delete(source);
      if (result.done) continue;
      const promise = next(source);
      promise.catch(() => {});
      pending.set(source, promise); // behind the others: each gets its turn
      yield result.value;
    }
  } finally {
    for (const source of pending.keys()) source.return(undefined).catch(() => {});
  }
}
