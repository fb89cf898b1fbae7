/** The contract that carries the house: one honest experiment, written once, shown through every face.
 *  A lab is pure: chance, bytes and room to draw are handed in; it never sees a file or a terminal, and no clock, unless time
 *  is what it is about: then that is handed in too (`measures`). */
import type * as z from 'zod';
import type { DataSource } from '../data/corpus.ts';
import type { LearnerSpec } from '../models/learner-spec.ts';
import type { Kernels } from '../nn/kernels/kernels.ts';
import type { ProductThread, SharedProduct } from '../nn/kernels/product.ts';
import type { MakeTeam } from '../nn/parts.ts';
import type { Random } from '../nn/random.ts';
import type { Frame, Size } from '../render/frame.ts';

/** What a learner may say to a lab while it runs. A run with its commands can be repeated. */
export interface Command {
  readonly name: string;
  readonly value?: unknown;
}

/** A command that a lab understands, with the key that gives it in the playground. */
export interface CommandOffer {
  readonly name: string;
  readonly key: string;
  readonly label: string;
}

export interface Context {
  /** All chance of the run, seeded with `seed`. */
  readonly rng: Random;
  readonly seed: number;
  /** Corpora and weights by name; the face decides what else than the built-in ones can be opened. */
  readonly data: DataSource;
  /** What is costly to make and worth keeping until the next run, such as counts; lives as long as the session. */
  readonly cache: Map<string, unknown>;
  /** Where an earlier run stood: what this lab's `moment` gave. The run goes on from there, with its own params. */
  readonly from?: unknown;
}

/** What a lab with `kernels: true` is handed. */
export interface NeuralContext extends Context {
  /** The arithmetic below every network; in the thread where the lab runs. */
  readonly kernels: Kernels;
  /** Who works through the parts of a step, on as many processors as there are; the numbers do not depend on that. */
  team(spec: LearnerSpec): MakeTeam;
}

/** What a lab with `measures: true` is handed: its instruments. */
export interface MeasuringContext extends Context {
  /** Milliseconds since some moment. */
  clock(): number;
  /** Starts a second thread that holds a product, with the best kernels there are. */
  productThread(product: SharedProduct): Promise<ProductThread>;
}

/** An object of zod's, full or mini. */
export type Schema = z.core.$ZodObject<Readonly<Record<string, z.core.$ZodType>>>;

/** P params, E events, S what has been seen so far, R the result. E, S and R survive a structured clone. */
export interface Lab<P extends Schema = Schema, E = unknown, S = unknown, R = unknown> {
  readonly id: string;
  /** One line. */
  readonly title: string;
  /** What to look at, two or three sentences. */
  readonly about: string;
  /** Every knob: type, default, bounds, description. The only place where a knob is declared. Keys are snake_case. */
  readonly params: P;
  /** What R looks like: the last line of `--json`. */
  readonly result: z.ZodType<R>;
  /** false: nothing is drawn by chance, every seed gives the same run. */
  readonly chance?: false;
  /** true: it computes with `kernels`, its context is a NeuralContext, and its command has --kernel. Of other labs nobody loads
   *  them. */
  readonly kernels?: true;
  /** true: its numbers are times of this machine, its context is a MeasuringContext. By the same clock it gives the same result;
   *  but nobody may expect the same twice from a real one, so no test and no text may quote them, unless its knobs ask for
   *  something else than time. Events still come by count. */
  readonly measures?: true;
  readonly commands?: readonly CommandOffer[];
  /** What is asked with an event: the run waits after it until a command is given, mostly one of these. Whoever hears something
   *  else, or nothing, asks again. */
  asks?(event: E): readonly CommandOffer[] | undefined;
  /** Events a second that a person can follow; without it as fast as it goes. */
  readonly pace?: number;
  /** The experiment. It yields after every step; what is sent into a yield is a command, mostly none. */
  run(
    params: z.infer<P>,
    context: Context,
  ): Generator<E, R, Command | undefined> | AsyncGenerator<E, R, Command | undefined>;
  /** Nothing seen yet. */
  start(params: z.infer<P>): S;
  /** Pure: the state after an event; the state given is left as it was. */
  reduce(state: S, event: E): S;
  view(state: S, size: Size): Frame;
  /** What a run needs to go on from right after this event. A lab that has it can be gone back in, and gone on from there with
   *  a knob changed. */
  moment?(event: E): unknown;
  /** What `--json` says of an event, if anything; without it the event as it is. */
  line?(event: E): object | undefined;
  /** How much of a long run is done after this event, from 0 to 1. */
  share?(event: E): number | undefined;
  /** A result in one line of text, for pipes; without it the last picture stands for it. */
  tell?(result: R): string;
  /** Whether a result counts as success; without it every one does. */
  passes?(result: R): boolean;
}

/** Types a lab from its parts. */
export function defineLab<P extends Schema, E, S, R>(lab: Lab<P, E, S, R>): Lab<P, E, S, R> {
  return lab;
}
