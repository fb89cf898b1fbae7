/** A line for the shell as the run of a lab, without a shell: what `genai lab sample --order 3` would run. Only such lines are
 *  understood; nothing in them is carried out. */

import { asFlag, type Knob, knobsOf } from '../labs/knobs.ts';
import type { FindLab } from './check.ts';
import type { LabRun } from './lesson.ts';

/** Commands that are a lab by themselves; the first two take its prompt as words. */
const ownCommands = ['sample', 'diffuse', 'gan', 'verify'];
const takesPrompt = (command: string): boolean => command === 'sample' || command === 'diffuse';

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
  const [program, command, ...rest] = wordsOf(line) ?? [];
  if (program !== 'genai' || command === undefined) return undefined;
  const own = ownCommands.includes(command);
  if (!own && command !== 'lab') return undefined;
  const id = own ? command : rest.shift();
  if (id === undefined) return undefined;
  const { params, seed, words } = readFlags(rest, knobsOf((await find(id)).params)) ?? {};
  if (!params || !words) return undefined;
  if (words.length > 0) {
    if (!takesPrompt(command)) return undefined;
    params.prompt = words.join(' ');
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
