/** What was pressed. Ink hands over a string and flags; several quick keys may come as one string, so a list is made of it.
 *
 *  A key is one character as itself ("q", " ", "ä"), or a name of several letters: "up", "enter", "ctrl-c".
 */
import type { Key as InkKey } from 'ink';

export type Key = string;

const named: readonly (readonly [keyof InkKey, Key])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'escape'],
  ['backspace', 'backspace'],
  ['delete', 'backspace'], // what most terminals send for the backspace key
];

const control: Readonly<Record<string, Key>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\x7f': 'backspace',
  '\x1b': 'escape',
};

/** keysOf("ab\r", …) → ["a", "b", "enter"] */
export function keysOf(input: string, key: InkKey): Key[] {
  if (key.tab) return [key.shift ? 'shift-tab' : 'tab'];
  for (const [flag, name] of named) if (key[flag]) return [name];
  if (key.ctrl && input.length === 1) return [`ctrl-${input}`];
  return [...input].flatMap((character) => {
    if (control[character]) return [control[character]];
    if (character < ' ') return [`ctrl-${String.fromCharCode(character.charCodeAt(0) + 96)}`];
    return [character];
  });
}

/** One character that can stand in a text. */
export function isCharacter(key: Key): boolean {
  return key.length === 1 || [...key].length === 1;
}
