/** The playground: which knob is chosen, what is being typed, and which knobs and seed the run has. The run itself is a
 *  Session outside; what is to be done to it leaves as effects. Used full screen and inside a lesson. */
import { InputError, quoted } from '../data/input-error.ts';
import { type Knob, knobsOf, parseParams } from '../labs/knobs.ts';
import type { Command, Lab } from '../labs/lab.ts';
import { chosenField, type Field, fieldOf, typeKey } from './field.ts';
import type { Key } from './keys.ts';
import type { Next } from './machine.ts';
import { knobLabel, shownValue, turn, typedValue } from './turn.ts';

export type Params = Readonly<Record<string, unknown>>;

export interface PlaygroundState {
  readonly lab: Lab;
  /** The knobs that may be turned here; the seed comes last and is one too. */
  readonly knobs: readonly Knob[];
  readonly params: Params;
  readonly seed: number;
  /** Index of the chosen knob. */
  readonly focus: number;
  /** The chosen knob's new value, while it is being typed. */
  readonly field?: Field;
  /** Why the last change was not possible. */
  readonly notice?: string;
}

export type PlaygroundMessage =
  | { readonly kind: 'key'; readonly key: Key }
  | { readonly kind: 'seed'; readonly seed: number };

export type PlaygroundEffect =
  /** `turned`: a knob other than the seed is what changed. */
  | { readonly kind: 'restart'; readonly params: Params; readonly seed: number; readonly turned?: boolean }
  | { readonly kind: 'toggle' }
  | { readonly kind: 'step' }
  | { readonly kind: 'scrub'; readonly by: number }
  | { readonly kind: 'speed'; readonly by: 1 | -1 }
  | { readonly kind: 'send'; readonly command: Command }
  | { readonly kind: 'draw-seed' }
  | { readonly kind: 'leave' };

type PlaygroundNext = Next<PlaygroundState, PlaygroundEffect>;

const seedKnob: Knob = {
  name: 'seed',
  kind: 'integer',
  about: 'Where chance starts: the same seed repeats the run.',
  default: undefined,
  optional: false,
  min: 0,
};

/** @param only the knobs that may be turned, in this order; all of them without it
 *  @throws InputError when the params are not possible */
export function openPlayground(lab: Lab, params: Params, seed: number, only?: readonly string[]): PlaygroundState {
  const all = [...knobsOf(lab.params), ...(lab.chance === false ? [] : [seedKnob])];
  const knobs = only ? only.flatMap((name) => all.filter((knob) => knob.name === name)) : all;
  return { lab, knobs, params: parseParams(lab.params, params, knobLabel) as Params, seed, focus: 0 };
}

export function knobValue({ params, seed }: PlaygroundState, knob: Knob): unknown {
  return knob === seedKnob ? seed : params[knob.name];
}

export function updatePlayground(state: PlaygroundState, message: PlaygroundMessage): PlaygroundNext {
  if (message.kind === 'seed') return change(state, seedKnob, message.seed);
  return state.field ? typing(state, state.field, message.key) : pressed(state, message.key);
}

function pressed(state: PlaygroundState, key: Key): PlaygroundNext {
  const { lab, knobs, focus, params, seed } = state;
  const knob: Knob | undefined = knobs[focus];
  const offer = lab.commands?.find((offer) => offer.key === key);
  if (offer) return [state, { kind: 'send', command: { name: offer.name } }];
  switch (key) {
    case 'up':
    case 'k':
      return [choose(state, focus - 1)];
    case 'down':
    case 'j':
    case 'tab':
      return [choose(state, focus + 1)];
    case 'shift-tab':
      return [choose(state, focus - 1)];
    case 'left':
    case 'right':
      return knob ? change(state, knob, turn(knob, knobValue(state, knob), key === 'right' ? 1 : -1)) : [state];
    case 'enter':
    case 'e':
      return knob ? [{ ...state, notice: undefined, field: editable(knob, knobValue(state, knob)) }] : [state];
    case ' ':
      return [state, { kind: 'toggle' }];
    case 'n':
    case '.':
      return [state, { kind: 'step' }];
    case '[':
    case ']':
      return [state, { kind: 'scrub', by: key === ']' ? 1 : -1 }];
    case '+':
    case '=':
    case '-':
      return [state, { kind: 'speed', by: key === '-' ? -1 : 1 }];
    case 'r':
      return [
        { ...state, notice: undefined },
        { kind: 'restart', params, seed },
      ];
    case 's':
      return [state, { kind: 'draw-seed' }];
    case 'q':
    case 'escape':
      return [state, { kind: 'leave' }];
  }
  const isNumber = knob?.kind === 'number' || knob?.kind === 'integer';
  if (isNumber && /^\d$/.test(key)) return [{ ...state, notice: undefined, field: fieldOf(key) }];
  return [state];
}

const editable = (knob: Knob, value: unknown): Field =>
  toMend(knob, value === undefined ? '' : shownValue(knob, value));

/** A text is mostly written on, any other value replaced. */
const toMend = ({ kind }: Knob, text: string): Field => (kind === 'text' ? fieldOf(text) : chosenField(text));

function choose(state: PlaygroundState, focus: number): PlaygroundState {
  const count = state.knobs.length;
  return count === 0 ? state : { ...state, notice: undefined, focus: (focus + count) % count };
}

function typing(state: PlaygroundState, field: Field, key: Key): PlaygroundNext {
  const knob = state.knobs[state.focus];
  switch (key) {
    case 'enter': {
      const next = change(state, knob, typedValue(knob, field.text));
      // What cannot be stays in the field, to be corrected.
      return next[0].notice ? [{ ...next[0], field: toMend(knob, field.text) }] : next;
    }
    case 'escape':
      return [{ ...state, field: undefined, notice: undefined }];
    case 'up':
    case 'down': {
      const next = change(state, knob, typedValue(knob, field.text));
      if (next[0].notice) return [{ ...next[0], field: toMend(knob, field.text) }];
      const [changed, ...effects] = next;
      return [choose(changed, state.focus + (key === 'up' ? -1 : 1)), ...effects];
    }
  }
  const next = typeKey(field, key);
  return next ? [{ ...state, field: next, notice: undefined }] : [state];
}

/** The run starts anew with the value; an impossible one leaves everything as it was and says why. */
function change(state: PlaygroundState, knob: Knob, value: unknown): PlaygroundNext {
  const calm = { ...state, field: undefined, notice: undefined };
  if (Object.is(value, knobValue(state, knob))) return [calm];
  try {
    if (knob === seedKnob) {
      const seed = seedFrom(value);
      return [
        { ...calm, seed },
        { kind: 'restart', params: state.params, seed },
      ];
    }
    const { [knob.name]: _, ...others } = state.params;
    const given = value === undefined ? others : { ...others, [knob.name]: value };
    const params = parseParams(state.lab.params, given, knobLabel) as Params;
    return [
      { ...calm, params },
      { kind: 'restart', params, seed: state.seed, turned: true },
    ];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return [{ ...calm, notice: error.message }];
  }
}

function seedFrom(value: unknown): number {
  if (Number.isSafeInteger(value) && Number(value) >= 0) return Number(value);
  throw new InputError(`${quoted(value)} is not possible here`, 'seed', 'Give a whole number from 0 up.');
}
