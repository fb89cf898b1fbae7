/** What a person would type: words of a command line that can be copied into a shell. */
import { asFlag, knobsOf } from '../labs/knobs.ts';
import type { Schema } from '../labs/lab.ts';

/** The flags of the knobs that differ from their defaults, in the order of the knobs.
 *  @param besides knobs that are said otherwise */
export const flagWords = (schema: Schema, params: Readonly<Record<string, unknown>>, besides: readonly string[] = []) =>
  knobsOf(schema).flatMap(({ name, kind, default: usual }): string[] => {
    const value = params[name];
    if (value === undefined || value === usual || besides.includes(name)) return [];
    if (kind === 'switch') return [asFlag(value ? name : `no_${name}`)];
    return [asFlag(name), quote(String(value))];
  });

/** A word of a shell's command line: in single quotes nothing has a meaning, in double quotes some signs have. */
export function quote(text: string, always = false): string {
  if (/["$`!\\]/.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  return always || !/^[\w./-]+$/.test(text) ? `"${text}"` : text;
}
