/** What was pressed, read off the raw bytes of a terminal. One read may hold several keys, half a key, or a paste.
 *
 *  A key is one character as itself ("q", " ", "ä"), a name of several letters ("up", "enter", "ctrl-c"), or a pasted
 *  text ("paste:…"), which is never taken for commands. */

export type Key = string;

const pastePrefix = 'paste:';
/** The most of a paste that is taken: a prompt is a line or two, not a book. */
const longestPaste = 10_000;
/** Terminals that do not mark pastes send them in one go; nobody types this much between two reads. */
const fasterThanFingers = 40;

const finals: Readonly<Record<string, Key>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  H: 'home',
  F: 'end',
  Z: 'shift-tab',
  '1~': 'home',
  '7~': 'home',
  '4~': 'end',
  '8~': 'end',
  '3~': 'delete',
  '5~': 'pageup',
  '6~': 'pagedown',
};

const controls: Readonly<Record<string, Key>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\b': 'backspace',
  '\x7f': 'backspace',
};

/** A whole sequence: CSI (with parameters; rxvt ends some by "$", a Linux console begins some by "[["), SS3, or Alt and a
 *  character. */
const sequence = /^\x1b(?:\[\[[A-Za-z]|\[([0-?]*)[ -#%-/]*([@-Z\\-~$])|O([A-Za-z])|([^\x1b[O]))/u;
/** The beginning of one that something else follows. */
const broken = /^\x1b(?:\[\[?[0-?]*[ -#%-/]*(?=[^ -?])|O(?=[^A-Za-z]))/u;
const pasteStart = '\x1b[200~';
const pasteEnd = '\x1b[201~';

/** Makes keys of chunks of input; remembers what was cut in the middle. */
export class KeyReader {
  private rest = '';

  /** keys of "ab\r" → ["a", "b", "enter"] */
  read(chunk: string): Key[] {
    if (this.rest === '' && chunk.length > fasterThanFingers && !chunk.includes('\x1b')) return unmarkedPaste(chunk);
    const pasting = this.rest.startsWith(pasteStart);
    let input = this.rest + chunk;
    this.rest = '';
    // A paste that the terminal never ends: whoever waits before it gets out.
    if (pasting && chunk === '\x03') return ['ctrl-c'];
    const keys: Key[] = [];
    while (input !== '') {
      const [key, length] = first(input);
      if (length === 0) {
        this.rest = input.startsWith(pasteStart) ? shortened(input) : input;
        break;
      }
      if (key) keys.push(key);
      input = input.slice(length);
    }
    return keys;
  }

  /** Something is held back that may be a lone Escape. */
  get waits(): boolean {
    return this.rest !== '' && !this.rest.startsWith(pasteStart);
  }

  /** Nothing has followed: it was the Escape key itself. */
  flush(): Key[] {
    if (!this.waits) return [];
    const rest = this.rest.slice(1);
    this.rest = '';
    return ['escape', ...this.read(rest)];
  }
}

/** Of a paste that goes on: as much as is taken, and the last bytes, which may be half of its end. */
function shortened(paste: string): string {
  const most = pasteStart.length + longestPaste;
  return paste.length <= most + pasteEnd.length ? paste : paste.slice(0, most) + paste.slice(1 - pasteEnd.length);
}

/** The first key of the input and its length; length 0 when more has to come. */
function first(input: string): [key: Key | undefined, length: number] {
  if (input.startsWith(pasteStart)) {
    const end = input.indexOf(pasteEnd);
    if (end < 0) return [undefined, 0];
    return [pasted(input.slice(pasteStart.length, end)), end + pasteEnd.length];
  }
  if (input[0] === '\x1b') return escaped(input);
  const character = String.fromCodePoint(input.codePointAt(0)!);
  if (controls[character]) return [controls[character], 1];
  if (character < ' ') return [`ctrl-${String.fromCharCode(character.charCodeAt(0) + 96)}`, 1];
  return [character, character.length];
}

function escaped(input: string): [Key | undefined, number] {
  const match = sequence.exec(input);
  if (!match) {
    if (input.startsWith('\x1b\x1b')) return ['escape', 1];
    // What is no sequence, or one of this length, is dropped, so that it cannot block the keyboard.
    const length = broken.exec(input)?.[0].length ?? (input.length > 32 ? input.length : 0);
    return [undefined, length];
  }
  const [whole, parameters, final, ss3, alt] = match;
  if (alt !== undefined) return ['escape', 1];
  if (ss3 !== undefined) return [ss3 === 'M' ? 'enter' : finals[ss3], whole.length];
  return [finals[final === '~' ? `${parameters.split(';')[0]}~` : final], whole.length];
}

const pasted = (text: string): Key => pastePrefix + text.slice(0, longestPaste);

/** The Enter that ends a line that came in one go is an Enter. */
function unmarkedPaste(chunk: string): Key[] {
  const text = chunk.replace(/[\r\n]$/, '');
  return text === chunk ? [pasted(chunk)] : [pasted(text), 'enter'];
}

/** What a key adds to a text that is typed: one line without control characters; nothing for other keys. */
export function textOf(key: Key): string | undefined {
  if (key.startsWith(pastePrefix)) {
    const line = key.slice(pastePrefix.length).replace(/\s*[\r\n]+\s*/g, ' ');
    return line.replace(/\t/g, ' ').replace(/\p{Cc}/gu, '');
  }
  return [...key].length === 1 ? key : undefined;
}
