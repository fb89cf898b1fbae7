/** What has been read so far. */
import type { Event, LearnedEvent, Params, TokenEvent } from './params.ts';
import { add, type Measured, noSums, type Sums } from './sums.ts';

export interface State {
  readonly params: Params;
  readonly bytes: number;
  readonly learned?: LearnedEvent;
  readonly tokens: readonly TokenEvent[];
  /** Of each model. */
  readonly sums: Sums;
  /** Of the learner, and of each model on the same tokens. */
  readonly yours: Sums;
  /** It is the learner's turn, after these tokens of the line. */
  readonly asked?: readonly string[];
  readonly whole?: { readonly training: Measured; readonly held_out: Measured };
}

/** Tokens kept for the picture. */
const kept = 300;

export const begin = (params: Params): State => ({
  params,
  bytes: 0,
  tokens: [],
  sums: noSums(0),
  yours: noSums(0),
});

export function reduce(state: State, event: Event): State {
  switch (event.kind) {
    case 'reading':
      return { ...state, bytes: event.bytes };
    case 'scoring':
      return state;
    case 'learned': {
      const models = event.names.length;
      return { ...state, learned: event, sums: noSums(models), yours: noSums(models + 1) };
    }
    case 'token': {
      const { chances, yours } = event;
      return {
        ...state,
        tokens: [...state.tokens.slice(-kept), event],
        sums: add(state.sums, chances),
        yours: yours === undefined ? state.yours : add(state.yours, [yours, ...chances]),
      };
    }
    case 'ask':
      return { ...state, asked: event.context };
    case 'whole': {
      const { sums, training, held_out } = event;
      return { ...state, sums, whole: { training, held_out } };
    }
  }
}
