/** How much one client may ask for, so that there is enough for the others. */

const second = 1000;

export const limits = {
  /** Bytes of a body. */
  body: 256 * 1024,
  /** Characters of a text that is gone on with or answered: several times of what a context holds, and what the filter judges in a
   *  moment, for meanwhile nobody is heard. */
  text: 8 * 1024,
  messages: 256,
  prompts: 16,
  /** Answers to one request: prompts times n. */
  answers: 16,
  /** Tokens of an answer. */
  tokens: 4096,
  stops: 4,
  stopLength: 100,
  biases: 1024,
  texts: 256,
  pictures: 4,
  /** Denoising steps of a picture. */
  steps: 200,
  /** Pictures on the way to one that is drawn larger than it is. */
  partials: 3,
  /** Pixels of its longer side, drawn larger than it is. */
  side: 1024,
  /** Milliseconds in which an answer has to be complete, waiting included. */
  answer: 120 * second,
  /** Without a word on a stream for so long, a sign of life is sent. */
  silence: 10 * second,
} as const;

/** What keeps a client from holding a connection for nothing; in milliseconds where it is time. */
export interface Patience {
  /** Until the headers are there. */
  readonly headers: number;
  /** Until the whole request is there. */
  readonly request: number;
  /** With nothing going either way: a reader that has stalled, a request that nobody ends. Longer than any answer is silent. */
  readonly idle: number;
  /** Between two requests on one connection. */
  readonly keepAlive: number;
  /** How often those are looked for that took too long. */
  readonly look: number;
  readonly connections: number;
}

export const patience: Patience = {
  headers: 10 * second,
  request: 20 * second,
  idle: 130 * second,
  keepAlive: 5 * second,
  look: second,
  connections: 512,
};
