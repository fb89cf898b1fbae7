/** A strict reader of the XML that we write: no entities but the five, no attributes twice, every element closed. */

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** @throws when it is not well formed */
export function readXml(bytes: Uint8Array): Element {
  // A page is XML but for its first line.
  const source = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/^<!doctype html>\n/, '');
  if (/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(source)) throw new Error('no character of XML');
  const root: { children: (Element | string)[] } = { children: [] };
  const open: { name: string; children: (Element | string)[] }[] = [{ name: '', children: root.children }];
  for (const [part, tag] of source.matchAll(/<([^<>]*)>|[^<>]+|[<>]/g)) {
    if (tag === undefined) {
      open.at(-1)!.children.push(textOf(part));
    } else if (tag.startsWith('/')) {
      if (open.pop()?.name !== tag.slice(1)) throw new Error(`${part} closes nothing`);
    } else {
      const [, name, inside, end] = /^([a-z][a-z0-9]*)((?: [a-zA-Z][a-zA-Z0-9:-]*="[^"<]*")*)(\/?)$/.exec(tag) ?? [];
      if (!name) throw new Error(`${part} is no tag`);
      const attributes: Record<string, string> = {};
      for (const [, key, value] of inside.matchAll(/ ([a-zA-Z][a-zA-Z0-9:-]*)="([^"<]*)"/g)) {
        if (key in attributes) throw new Error(`${key} twice`);
        attributes[key] = textOf(value);
      }
      const element = { name, attributes, children: [] };
      open.at(-1)!.children.push(element);
      if (!end) open.push(element);
    }
  }
  const [first, ...more] = root.children.filter((child) => typeof child !== 'string' || child.trim() !== '');
  if (open.length !== 1 || more.length > 0 || typeof first !== 'object') throw new Error('not one element');
  return first;
}

function textOf(source: string): string {
  if (/[<>]/.test(source)) throw new Error(`bare sign in ${source}`);
  return source.replace(/&([^;]*);?/g, (all, name) => {
    if (!(name in entities) || !all.endsWith(';')) throw new Error(`${all} is no entity`);
    return entities[name];
  });
}

export const elementsOf = (element: Element, name: string): Element[] =>
  element.children.flatMap((child) =>
    typeof child === 'string' ? [] : [...(child.name === name ? [child] : []), ...elementsOf(child, name)],
  );

export const wordsOf = ({ children }: Element): string =>
  children.map((child) => (typeof child === 'string' ? child : wordsOf(child))).join('');
