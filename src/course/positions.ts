/** Where in a YAML file a value stands, so that an author is sent to the line and column. */
import { type Document, isMap, isNode, isPair, isScalar, type LineCounter, type Node } from 'yaml';
import type { InputError } from '../data/input-error.ts';

export type Path = readonly PropertyKey[];

/** "lessons/01-what.yaml:12:5" for a path; the nearest value around it where the path itself is missing.
 *  `name`: of the field's name rather than of its value. */
export type Locate = (path: Path, of?: 'name') => string;

export function locator(document: Document, lines: LineCounter, file: string): Locate {
  return (path, of) => {
    const named = of === 'name' ? keyNode(document, path)?.range?.[0] : undefined;
    const { line, col } = lines.linePos(named ?? offsetOf(document, path));
    return `${file}:${line}:${col}`;
  };
}

function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const parts = path.slice(0, length);
    const key = keyNode(document, parts);
    const node = document.getIn(parts, true);
    // A value that is a block starts on a line of its own: there the key says more.
    const start = isNode(node) && (isScalar(node) || !key) ? node : key;
    if (start?.range) return start.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

function keyNode(document: Document, path: Path): Node | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  const name = path[path.length - 1];
  const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === name);
  return isNode(pair?.key) ? pair.key : undefined;
}

/** By line and column of one file. */
export function inOrder(problems: readonly InputError[]): InputError[] {
  const placeOf = ({ where }: InputError): number[] => (/(\d+):(\d+)$/.exec(where ?? '') ?? []).slice(1).map(Number);
  return [...problems].sort((a, b) => {
    const [[line = 0, column = 0], [otherLine = 0, otherColumn = 0]] = [placeOf(a), placeOf(b)];
    return line - otherLine || column - otherColumn;
  });
}
