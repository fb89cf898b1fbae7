/** `genai __complete SHELL TYPE COLUMNS [word...] CURRENT`: what a script of ./scripts.ts asks when TAB is pressed. It answers in
 *  lines: a candidate, a tab, what it is; or ":files", ":folders", ":message", a tab, what is wanted there.
 *  It loads next to nothing, because somebody waits with a finger on a key. */
import type { Value } from '../describe/definition.ts';
import { stored } from '../describe/stored.ts';
import { type Completion, complete } from './complete.ts';

export async function answer(argv: readonly string[]): Promise<string> {
  const [shell, type = '', columns = ''] = argv;
  const words = argv.slice(3, -1);
  const current = argv.length > 3 ? argv.at(-1)! : '';
  const root = (await stored()) ?? (await (await import('../main.ts')).definitionsHere());
  const lines =
    shell === 'bash'
      ? forBash(complete(root, joined(words), current), current, type, Number(columns) || 80)
      : forOthers(complete(root, words, current), shell);
  return lines.map((line) => `${line}\n`).join('');
}

/** bash makes three words of --unit=char. */
const joined = (words: readonly string[]): string[] =>
  words.filter((word, i) => word !== '=' || !words[i - 1]?.startsWith('--'));

/** It matches nothing itself, and knows no descriptions: they are part of a candidate while there are several to read. */
function forBash({ candidates, path, kept }: Completion, current: string, type: string, columns: number): string[] {
  const begun = current.slice(kept.length);
  const fitting = candidates.filter(({ value }) => value.startsWith(begun));
  const width = Math.max(...fitting.map(({ value }) => value.length));
  // 9 completes, 63 lists, 33 does both; the others put candidates on the line one after the other.
  const readable = ['9', '63', '33'].includes(type) && fitting.length > 1 && path === undefined;
  const written = ({ value, about }: Value): string => {
    const room = columns - width - 4;
    return readable && about && room > 10 ? `${value.padEnd(width)}  (${cut(about, room)})` : value;
  };
  return [...fitting.map(written), ...(path ? [`:${path}`] : [])];
}

const cut = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

/** zsh and fish choose and draw themselves. fish wants whole words back. */
function forOthers({ candidates, path, message, kept }: Completion, shell: string): string[] {
  const head = shell === 'fish' ? kept : '';
  return [
    ...candidates.map(({ value, about = '' }) => `${head}${value}\t${about.split('\n')[0]}`),
    ...(path ? [`:${path}`] : []),
    ...(message ? [`:message\t${message}`] : []),
  ];
}
