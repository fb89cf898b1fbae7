/** An answer while it is being made: picked, ticked, typed or spread. Pure; grading is the player's. */
import { type Answer, numberOf, questionOf } from '../course/answer.ts';
import type { Guess, Question, Step } from '../course/lesson.ts';
import { chosenField, type Field, fieldOf, typeKey } from './field.ts';
import { type Key, textOf } from './keys.ts';

export type Draft =
  | { readonly kind: 'none' }
  /** One of several: the pointer stands on it. */
  | { readonly kind: 'pick'; readonly at: number; readonly count: number }
  | { readonly kind: 'tick'; readonly at: number; readonly ticked: readonly boolean[] }
  /** A number or a few words. `away`: keys are commands for the moment, not letters. */
  | {
      readonly kind: 'type';
      readonly field: Field;
      readonly numeric: boolean;
      readonly unit?: string;
      readonly away: boolean;
    }
  /** 100 per cent over words; what none of them has is "something else", the last share. */
  | {
      readonly kind: 'spread';
      readonly at: number;
      readonly shares: readonly number[];
      readonly field?: Field;
      /** What is missing, or was not possible; until the next key. */
      readonly notice?: string;
    };

export const noDraft: Draft = { kind: 'none' };

/** What one press moves in a spread, in per cent. */
const shareStep = 5;

/** Where the answer to a step begins; `given` is the last one, to be mended. */
export function draftFor(step: Step, given?: Answer): Draft {
  const to = step.kind === 'predict' ? step.guess : questionOf(step);
  return to ? draftOf(to, given) : noDraft;
}

function draftOf(to: Question | Guess, given?: Answer): Draft {
  switch (to.type) {
    case 'choice':
    case 'choose':
      return { kind: 'pick', at: typeof given === 'number' ? given : 0, count: to.choices.length };
    case 'several': {
      const picked = typeof given === 'object' ? given : [];
      return { kind: 'tick', at: 0, ticked: to.choices.map((_, index) => picked.includes(index)) };
    }
    case 'number':
    case 'short':
      return {
        kind: 'type',
        field: chosenField(given === undefined ? '' : String(given)),
        numeric: to.type === 'number',
        unit: to.type === 'number' ? to.unit : undefined,
        away: false,
      };
    case 'spread':
    case 'next':
      return { kind: 'spread', at: 0, shares: [...to.over.map(() => 0), 100] };
  }
}

/** The answer as it stands; a text that is no number is handed on for the player to refuse. */
export function answerOf(draft: Draft): Answer | undefined {
  switch (draft.kind) {
    case 'none':
      return undefined;
    case 'pick':
      return draft.at;
    case 'tick':
      return draft.ticked.flatMap((is, index) => (is ? [index] : []));
    case 'type':
      return draft.numeric ? (numberOf(draft.field.text, draft.unit) ?? draft.field.text) : draft.field.text;
    case 'spread':
      return draft.shares;
  }
}

/** A spread in which no word has got anything yet. */
export const isUntouched = (draft: Draft): boolean => draft.kind === 'spread' && draft.shares.at(-1) === 100;

/** The draft once it is handed in: should it be wrong, typing begins anew. */
export function handedIn(draft: Draft): Draft {
  if (draft.kind === 'type') return { ...draft, field: chosenField(draft.field.text) };
  if (draft.kind !== 'spread' || !isUntouched(draft)) return draft;
  return { ...draft, notice: 'Nothing is shared out yet: give at least one of them a share.' };
}

/** Letters are letters now, so that they are no commands. */
export function draftTypes(draft: Draft): boolean {
  return draft.kind === 'type' && !draft.away && (!draft.numeric || isBegun(draft.field));
}

const isBegun = ({ text, chosen }: Field): boolean => text.trim() !== '' && !chosen;

/** The draft after a key; undefined when the key is none of its. */
export function updateDraft(draft: Draft, key: Key): Draft | undefined {
  switch (draft.kind) {
    case 'none':
      return undefined;
    case 'pick':
      return picked(draft, key);
    case 'tick':
      return ticked(draft, key);
    case 'type':
      return typed(draft, key);
    case 'spread':
      return spread({ ...draft, notice: undefined }, key);
  }
}

type Of<K extends Draft['kind']> = Extract<Draft, { kind: K }>;

function moved(at: number, count: number, key: Key): number | undefined {
  if (key === 'up' || key === 'k') return (at - 1 + count) % count;
  if (key === 'down' || key === 'j' || key === 'tab') return (at + 1) % count;
  if (!/^[1-9]$/.test(key)) return undefined;
  return Number(key) <= count ? Number(key) - 1 : undefined;
}

function picked(draft: Of<'pick'>, key: Key): Draft | undefined {
  const at = moved(draft.at, draft.count, key);
  return at === undefined ? undefined : { ...draft, at };
}

function ticked(draft: Of<'tick'>, key: Key): Draft | undefined {
  const at = moved(draft.at, draft.ticked.length, key);
  const toggled = (which: number): Draft => {
    return { ...draft, at: which, ticked: draft.ticked.map((is, index) => (index === which ? !is : is)) };
  };
  if (key === ' ' || key === 'x') return toggled(draft.at);
  if (at === undefined) return undefined;
  return /^\d$/.test(key) ? toggled(at) : { ...draft, at };
}

function typed(draft: Of<'type'>, key: Key): Draft | undefined {
  if (draft.away) return key === 'enter' || key === 'tab' ? { ...draft, away: false } : undefined;
  const letters = draftTypes(draft);
  if (letters && (key === 'tab' || key === 'escape')) return draft.numeric ? handedIn(draft) : { ...draft, away: true };
  // Before a number letters are commands: hint or skip need no detour. After one they are not: "6 bits" goes nowhere.
  const text = textOf(key);
  if (!letters && text !== undefined && !/^[-\u2212+\d.,/e%\s]+$/.test(text)) return undefined;
  const field = typeKey(draft.field, key);
  return field && { ...draft, field };
}

function spread(draft: Of<'spread'>, key: Key): Draft | undefined {
  const { at, shares, field } = draft;
  const words = shares.length - 1;
  if (field) {
    if (key === 'escape') return { ...draft, field: undefined };
    if (key === 'enter' || key === 'up' || key === 'down' || key === 'tab') {
      const set = withTyped({ ...draft, field: undefined }, Number(field.text.replace(',', '.')));
      return key === 'enter' ? set : spread(set, key);
    }
    const typed = textOf(key);
    if (typed !== undefined && !/^[\d.,]+$/.test(typed)) return draft;
    const next = typeKey(field, key);
    return next && { ...draft, field: next };
  }
  if (/^\d$/.test(key)) return { ...draft, field: fieldOf(key) };
  switch (key) {
    case 'left':
    case '-':
      return withShare(draft, shares[at] - shareStep);
    case 'right':
    case '+':
      return withShare(draft, shares[at] + shareStep);
  }
  const to = moved(at, words, key);
  return to === undefined ? undefined : { ...draft, at: to };
}

/** More than is left is not taken silently. */
function withTyped(draft: Of<'spread'>, wanted: number): Of<'spread'> {
  const set = withShare(draft, wanted);
  const share = set.shares[draft.at];
  if (!Number.isFinite(wanted)) return { ...set, notice: 'That is no share: give a number from 0 to 100.' };
  if (wanted <= share + 0.01) return set;
  return { ...set, notice: `Only ${share} % was left, not ${wanted} %. For more, take from another one first.` };
}

/** Gives the chosen word a share; what it takes comes from "something else", so it always adds up to 100. */
function withShare(draft: Of<'spread'>, wanted: number): Of<'spread'> {
  const { at, shares } = draft;
  if (!Number.isFinite(wanted)) return draft;
  const others = shares.slice(0, -1).reduce((sum, share, index) => (index === at ? sum : sum + share), 0);
  const share = tidy(Math.max(0, Math.min(100 - others, wanted)));
  const next = shares.map((old, index) => (index === at ? share : old));
  next[next.length - 1] = tidy(100 - others - share);
  return { ...draft, shares: next };
}

const tidy = (share: number): number => Number(share.toFixed(2));
