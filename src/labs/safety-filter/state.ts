/** What has been seen so far of a run. */
import { trickNames } from '../../models/safety-filter/tricks.ts';
import type { Defence, Event, Params, Row, TrickRow } from './params.ts';

type Of<K extends Event['kind']> = Extract<Event, { kind: K }>;

export interface State {
  readonly params: Params;
  readonly round?: Of<'round'>;
  readonly learnt?: Of<'learnt'>;
  readonly own?: Of<'judged'>['judged'];
  readonly groups: readonly Row[];
  readonly tricks: readonly TrickRow[];
  readonly measured?: Of<'measured'>;
  readonly asking?: Of<'asking'>;
  readonly models: readonly Defence[];
}

export function reduceState(state: State, event: Event): State {
  switch (event.kind) {
    case 'round':
      return { ...state, round: event };
    case 'learnt':
      return { ...state, learnt: event };
    case 'judged':
      return { ...state, own: event.judged };
    case 'group':
      return { ...state, groups: [...state.groups, event.row] };
    case 'trick':
      return { ...state, tricks: [...state.tricks, event.row] };
    case 'measured':
      return { ...state, measured: event };
    case 'asking':
      return { ...state, asking: event };
    case 'defence':
      return { ...state, models: [...state.models, event.row] };
  }
}

/** Where each part of a run ends, as a share of all: learning and asking take longest. */
const ends = { round: 0.25, learnt: 0.27, judged: 0.28, group: 0.35, trick: 0.5 };

export function shareOf(event: Event): number | undefined {
  switch (event.kind) {
    case 'round':
      return (ends.round * event.round) / event.of;
    case 'learnt':
    case 'judged':
    case 'group':
      return ends[event.kind];
    case 'trick':
      return ends.group + ((ends.trick - ends.group) * (trickNames.indexOf(event.row.trick) + 1)) / trickNames.length;
    case 'measured':
      return ends.trick;
    case 'asking':
      return ends.trick + (event.stage === 'sft' ? 0 : 0.25);
    case 'defence':
      return event.row.stage === 'sft' ? 0.75 : 1;
  }
}
