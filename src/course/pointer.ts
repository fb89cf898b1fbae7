/** JSON Pointer (RFC 6901): names one value inside a result, such as /candidates/0/token. */

/** The value at the pointer; undefined when there is none. */
export function valueAt(document: unknown, pointer: string): unknown {
  if (pointer === '') return document;
  if (!pointer.startsWith('/')) return undefined;
  let value = document;
  for (const part of pointer.slice(1).split('/')) {
    value = child(value, part.replaceAll('~1', '/').replaceAll('~0', '~'));
    if (value === undefined) return undefined;
  }
  return value;
}

function child(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const isList = Array.isArray(value) || ArrayBuffer.isView(value);
  if (isList && !/^(0|[1-9]\d*)$/.test(name)) return undefined;
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

/** The smallest document that has this value there: `documentWith('/a/0', 3)` → `{ a: { 0: 3 } }`. */
export function documentWith(pointer: string, value: unknown): unknown {
  const parts = pointer.split('/').slice(1);
  return parts.reduceRight<unknown>((inner, part) => {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    return Object.fromEntries([[name, inner]]); // never a prototype
  }, value);
}
