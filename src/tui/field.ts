/** A line of text being typed, with a cursor. Pure: a key makes a new field. */
import { graphemes } from '../render/cells.ts';
import { type Key, textOf } from './keys.ts';

export interface Field {
  readonly text: string;
  /** The cursor stands before this code unit. */
  readonly at: number;
  /** All of it is chosen: what is typed first takes its place; any other key lets go and edits it. */
  readonly chosen?: boolean;
}

export function fieldOf(text: string): Field {
  return { text, at: text.length };
}

/** What stands there already, to be written over or edited. */
export const chosenField = (text: string): Field => ({ ...fieldOf(text), chosen: text !== '' });

/** The field after a key, or nothing when the key does not belong to typing. */
export function typeKey({ text, at, chosen }: Field, key: Key): Field | undefined {
  switch (key) {
    case 'left':
    case 'ctrl-b':
      return { text, at: before(text, at) };
    case 'right':
    case 'ctrl-f':
      return { text, at: after(text, at) };
    case 'home':
    case 'ctrl-a':
      return { text, at: 0 };
    case 'end':
    case 'ctrl-e':
      return { text, at: text.length };
    case 'backspace':
    case 'ctrl-h':
      return cut(text, before(text, at), at);
    case 'delete':
    case 'ctrl-d':
      return cut(text, at, after(text, at));
    case 'ctrl-u':
      return cut(text, 0, at);
    case 'ctrl-k':
      return cut(text, at, text.length);
    case 'ctrl-w':
      return cut(text, at - (/\S*\s*$/.exec(text.slice(0, at))?.[0].length ?? 0), at);
  }
  const typed = textOf(key);
  if (typed === undefined) return undefined;
  if (chosen) return fieldOf(typed);
  return { text: text.slice(0, at) + typed + text.slice(at), at: at + typed.length };
}

function cut(text: string, from: number, to: number): Field {
  return { text: text.slice(0, from) + text.slice(to), at: from };
}

const before = (text: string, at: number): number => at - (graphemes(text.slice(0, at)).at(-1)?.length ?? 0);
const after = (text: string, at: number): number => at + (graphemes(text.slice(at))[0]?.length ?? 0);
