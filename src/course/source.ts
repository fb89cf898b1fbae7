/** Parts of a text file between `// #region name` and `// #endregion`, in comments of any common language; lessons quote
 *  them. */
import { InputError } from '../data/input-error.ts';

export interface Region {
  readonly name: string;
  /** Line of the first quoted line, from 1. */
  readonly line: number;
  /** Without the markers of regions inside, and without common indentation. */
  readonly text: string;
}

const comment = '^\\s*(?:\\/\\/|\\/\\*|<!--|--|[#;%])?\\s*';
const opening = new RegExp(`${comment}#region\\s+(.+?)\\s*(?:\\*\\/|-->)?\\s*$`);
const closing = new RegExp(`${comment}#endregion\\b`);

/** All regions, in the order in which they begin. */
export function regionsOf(source: string): Region[] {
  const found: Region[] = [];
  const open: { name: string; line: number; lines: string[] }[] = [];
  for (const [index, line] of source.split(/\r?\n/).entries()) {
    const name = opening.exec(line)?.[1];
    if (name !== undefined) {
      open.push({ name, line: index + 2, lines: [] });
    } else if (closing.test(line)) {
      const region = open.pop();
      if (region) found.push({ name: region.name, line: region.line, text: outdent(region.lines) });
    } else {
      for (const { lines } of open) lines.push(line);
    }
  }
  return found.sort((a, b) => a.line - b.line);
}

/** @param name without it the whole file
 *  @param file named in the error
 *  @throws InputError when there is no such region */
export function regionOf(source: string, name: string | undefined, file: string): Region {
  if (name === undefined) return { name: file, line: 1, text: source.replace(/\r\n/g, '\n').replace(/\n+$/, '') };
  const regions = regionsOf(source);
  const region = regions.find((region) => region.name === name);
  if (region) return region;
  const names = regions.map((region) => region.name).join(', ');
  throw new InputError(
    `no region "${name}"`,
    file,
    names ? `There are ${names}.` : `Mark it with #region ${name} and #endregion.`,
  );
}

function outdent(lines: readonly string[]): string {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^\s*/.exec(line)![0].length);
  const common = indents.length > 0 ? Math.min(...indents) : 0;
  return lines.map((line) => line.slice(common)).join('\n');
}
