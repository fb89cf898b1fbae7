/** A line for the shell as the run of a lab, without a shell: what `genai lab sample --order 3` would run. Only such lines are
 *  understood; nothing in them is carried out. */

import { asFlag, type Knob, knobsOf } from '../labs/knobs.ts';
import type { FindLab } from './check.ts';
import type { LabRun } from './lesson.ts';

/** Commands that are a lab by themselves, and the knob that their words are, if they take words. */
const ownCommands: readonly { readonly command: string; readonly lab: string; readonly words?: string }[] = [
  { command: 'sample', lab: 'sample', words: 'prompt' },
  { command: 'diffuse', lab: 'diffuse', words: 'prompt' },
  { command: 'gan', lab: 'gan' },
  { command: 'verify', lab: 'verify' },
  { command: 'trace', lab: 'trace', words: 'text' },
  { command: 'gpt attention', lab: 'attention', words: 'text' },
];

/** Flags of every lab that change nothing about its run, and whether a value follows. */
const otherFlags: Readonly<Record<string, boolean>> = {
  '--json': false,
  '--force': false,
  '--out': true,
  '--kernel': true,
};

/** The command in a hint: to the end of its line, or of its `code`. */
export function commandIn(hint: string): string | undefined {
  const [, tick, rest] = /(`?)\b(genai .*)$/m.exec(hint) ?? [];
  if (rest === undefined) return undefined;
  return (tick ? rest.split('`')[0] : rest).trim();
}

/** @returns undefined for anything but the call of one lab
 *  @throws InputError for a lab that is none */
export async function runOfCommand(line: string, find: FindLab): Promise<LabRun | undefined> {
  const [program, ...rest] = wordsOf(line) ?? [];
  if (program !== 'genai') return undefined;
  const own = ownCommands.find(({ command }) => command.split(' ').every((word, i) => rest[i] === word));
  if (!own && rest[0] !== 'lab') return undefined;
  const id = own?.lab ?? rest[1];
  if (id === undefined) return undefined;
  const flags = rest.slice(own ? own.command.split(' ').length : 2);
  const { params, seed, words } = readFlags(flags, knobsOf((await find(id)).params)) ?? {};
  if (!params || !words) return undefined;
  if (words.length > 0) {
    if (!own?.words) return undefined;
    params[own.words] = words.join(' ');
  }
  return { lab: id, params, seed: seed ?? 1 };
}

interface Given {
  readonly params: Record<string, unknown>;
  readonly words: string[];
  seed?: number;
}

function readFlags(rest: readonly string[], knobs: readonly Knob[]): Given | undefined {
  const given: Given = { params: {}, words: [] };
  const left = [...rest];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (!word.startsWith('-') || word === '-') {
      given.words.push(word);
      continue;
    }
    const [, flag, inline] = /^(--?[a-z][a-z0-9-]*)(?:=(.*))?$/s.exec(word) ?? [];
    const knob = knobs.find(({ name, short }) => flag === asFlag(name) || flag === `-${short}`);
    const off = knobs.find(({ name, kind }) => kind === 'switch' && flag === asFlag(`no_${name}`));
    if (off) given.params[off.name] = false;
    else if (knob?.kind === 'switch') given.params[knob.name] = true;
    else {
      if (flag === undefined || !(knob || flag === '--seed' || Object.hasOwn(otherFlags, flag))) return undefined;
      if (!knob && otherFlags[flag] === false) continue;
      const value = inline ?? left.shift();
      if (value === undefined) return undefined;
      if (knob) given.params[knob.name] = /^(number|integer)$/.test(knob.kind) ? Number(value) : value;
      else if (flag === '--seed') given.seed = Number(value);
    }
  }
  return given;
}

/** Words as a shell would part them; undefined when the line asks a shell for more than that. */
function wordsOf(line: string): string[] | undefined {
  const words: string[] = [];
  let rest = line.trim();
  while (rest !== '') {
    const [all] = /^(?:'[^']*'|"(?:[^"\\$`]|\\["\\])*"|[^\s'"\\|&;<>()$`*?[\]#~!{}])+(?=\s|$)/.exec(rest) ?? [];
    if (all === undefined) return undefined;
    words.push(
      all.replace(/'([^']*)'|"((?:[^"\\]|\\.)*)"/g, (_, single, double) => single ?? double.replace(/\\(.)/g, '$1')),
    );
    rest = rest.slice(all.length).trimStart();
  }
  return words;
}
