/** What the server asks of whatever writes: models by name, and answers that come piece by piece. The HTTP side knows no model and
 *  the other side no HTTP. Read next: ./app.ts, ./pool.ts */

/** One thing said in a talk. */
export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** A model as it is offered. */
export interface ModelCard {
  readonly id: string;
  /** What it can be asked for. */
  readonly does: 'chat' | 'complete' | 'picture';
  /** Tokens that it can see at once; undefined where that is no limit. */
  readonly context?: number;
  readonly about: string;
  /** Another one where its weights are others: of their bytes. */
  readonly print?: string;
}

export interface Ask {
  readonly model: string;
  /** A text to go on with, or a talk to answer. */
  readonly prompt: { readonly text: string } | { readonly talk: readonly Message[] };
  /** Tokens at most; undefined for as many as there is room for. */
  readonly most?: number;
  readonly temperature: number;
  readonly top_p: number;
  /** It ends before any of these. */
  readonly stop: readonly string[];
  readonly seed: number;
  /** How many of the likeliest tokens are told at each place. */
  readonly likeliest: number;
  /** Added to the logit of a token, by its id. */
  readonly bias: ReadonlyMap<number, number>;
  /** Who asks: clients take turns. All that name none are one. */
  readonly client?: string;
}

export interface Likely {
  readonly token: number;
  /** As it reads. */
  readonly text: string;
  /** What it adds to a text, which may be part of a character; nothing for the token that ends one. */
  readonly bytes?: Uint8Array;
  /** ln p, as the model believes, before temperature and bias. */
  readonly logprob: number;
  /** p, as it was drawn from: after bias, temperature and top-p. */
  readonly drawn: number;
}

export interface Written extends Likely {
  /** Characters that it adds to the text: none while its bytes wait for the rest of a character, and a first word may lose its blank. */
  readonly length: number;
  readonly likeliest: readonly Likely[];
}

/** One thing that is heard of an answer under way. */
export type Heard =
  | {
      readonly kind: 'piece';
      /** What is certain by now: what might begin a `stop`, or waits for the rest of a character, is held back. */
      readonly text: string;
      readonly tokens: readonly Written[];
    }
  | {
      readonly kind: 'end';
      readonly reason: 'stop' | 'length';
      readonly prompt_tokens: number;
      readonly completion_tokens: number;
    };

/** A picture on its way: RGB from 0 to 255, row by row. */
export interface PictureStep {
  readonly step: number;
  readonly of: number;
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

export interface PictureAsk {
  readonly prompt: string;
  readonly seed: number;
  readonly steps: number;
  readonly guidance: number;
  readonly client?: string;
}

export interface Load {
  /** Answers being written, and waiting for a place. */
  readonly writing: number;
  readonly waiting: number;
  /** Answers that are done and not read to their end. Each takes room to wait from the client that asked for it. */
  readonly unread: number;
  /** How many may be written and wait. */
  readonly room: { readonly writing: number; readonly waiting: number };
}

/** Every answer ends early when its signal is aborted, or nobody reads on (`break`): its place is free at once. It ends without
 *  an `end` then, and `embed` throws what the signal was aborted with.
 *  @throws EngineError from the methods, or from what they give while it is read: before a first piece is there, a refusal may
 *  still come */
export interface Engine {
  readonly models: readonly ModelCard[];
  write(ask: Ask, signal: AbortSignal): AsyncIterable<Heard>;
  embed(
    model: string,
    texts: readonly string[],
    signal: AbortSignal,
    client?: string,
  ): Promise<{ readonly vectors: readonly Float32Array[]; readonly tokens: number }>;
  picture(ask: PictureAsk, signal: AbortSignal): AsyncIterable<PictureStep>;
  readonly load: Load;
  close(): Promise<void>;
}

/** full: try again later. asked: it was asked for what cannot be. lost: who wrote it is gone, and the rest will not come. */
export class EngineError extends Error {
  /** @param param which part of what was asked is wrong
   *  @param code a word for programs */
  constructor(
    readonly kind: 'full' | 'asked' | 'lost',
    message: string,
    readonly param?: string,
    readonly code?: string,
  ) {
    super(message);
  }
}
