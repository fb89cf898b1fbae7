/** What one end of a thread says to the other. A thread has work under way, each with a number, and does a little of it at a time;
 *  in between it listens. Read next: ./desk.ts, ./easel.ts, ./thread.ts, ./pool-worker.ts */
import type { EngineError, ModelCard } from './engine.ts';
import type { Offered } from './models.ts';

/** Why something was not done, as it can be sent. */
export interface Wrong extends Pick<EngineError, 'kind' | 'message' | 'param' | 'code'> {
  /** Where something went wrong that never should, for whoever looks after the server. */
  readonly stack?: string;
}

/** Something of one work, or its end. */
export interface Said<T> {
  readonly id: number;
  readonly value?: T;
  readonly over?: true | Wrong;
}

export interface Craft<R> {
  readonly cards: readonly ModelCard[];
  take(id: number, request: R): void;
  /** It is wanted no more; nothing is said of it from now on. */
  drop(id: number): void;
  /** A little of the work.
   *  @returns whether there is more */
  step(): boolean | Promise<boolean>;
}

export type ToThread<R> =
  | { readonly kind: 'take'; readonly id: number; readonly request: R }
  | { readonly kind: 'drop'; readonly id: number }
  /** Is it still there? */
  | { readonly kind: 'hello' };

export type FromThread<T> =
  | { readonly kind: 'ready'; readonly cards: readonly ModelCard[] }
  /** It cannot begin: what, where and remedy of an InputError. */
  | { readonly kind: 'refused'; readonly why: readonly [what: string, where?: string, remedy?: string] }
  | { readonly kind: 'said'; readonly said: readonly Said<T>[] }
  /** It is; where it works, it has done a step since it was asked. */
  | { readonly kind: 'here' };

/** With what a thread is begun. */
export interface ThreadData {
  readonly craft: 'text' | 'picture';
  readonly offered: Offered;
  /** Work under way at most. */
  readonly places: number;
}
