/** What every way of answering a request needs, whichever model goes on from the prompt. */
import type { Lab } from '../../labs/lab.ts';
import type { Choice, Sampler } from '../../labs/sample/sampler.ts';
import type { CommandContext } from '../context.ts';
import type { Request } from './request.ts';

/** Who taught a choice, as --json gives it. */
export interface Lesson {
  readonly token: string;
  readonly context: readonly string[];
  readonly count: number;
  readonly lines: readonly string[];
}

/** Remembers the choices of one text, and finds out who taught them. */
export interface Inquiry {
  /** A token that may come here, by its place in what may. */
  note(choice: Choice, index: number): void;
  /** A token has come. */
  advance(token: number): void;
  lessons(): Promise<Lesson[]>;
}

export interface Job {
  readonly request: Request;
  readonly context: CommandContext;
  readonly sampler: Sampler;
  /** What a token is. */
  readonly unit: string;
  /** What JSON says of the model. */
  readonly model: object;
  /** Said of the bars, behind the context. */
  readonly shares: readonly string[];
  /** Characters that are written at once. */
  readonly portion: number;
  /** What its lab tells before the first step. */
  readonly begun: unknown;
  /** Loaded when a picture is drawn. */
  lab(): Promise<Lab>;
  /** The same run once more, by the lab. */
  run(lab: Lab, seed: number): ReturnType<Lab['run']>;
  /** For whoever asks who taught it, of a model that can tell. */
  readonly teachers?: () => Inquiry;
}
