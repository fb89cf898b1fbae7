/** robots.txt: what the owner of a host asks of programs that read it. Nobody enforces it; keeping to it is manners, and in many
 *  places what courts look at.
 *  Left out: Sitemap and other lines, errors of the server. Standard: RFC 9309 (2022); Crawl-delay is older custom.
 *  Read next: crawl.ts */

export interface Robots {
  /** Rules for us, the longest pattern first. */
  readonly rules: readonly { readonly allow: boolean; readonly pattern: string }[];
  /** Turns to wait between two pages of the host; 0 when it does not say. */
  readonly delay: number;
}

/** Longest wait that is granted: nobody may stop us for ever. */
const longest = 20;

/** The group of rules that names us, else the one for everybody (`*`).
 *
 *  readRobots('User-agent: *\nDisallow: /a', 'toybot').rules → [{ allow: false, pattern: '/a' }] */
export function readRobots(text: string, agent: string): Robots {
  const groups = new Map<string, { allow: boolean; pattern: string }[]>();
  const delays = new Map<string, number>();
  let names: string[] = [];
  let naming = false;
  for (const line of text.split(/[\r\n]+/)) {
    const [, key, value] = /^\s*([A-Za-z-]+)\s*:\s*([^#]*?)\s*(?:#.*)?$/.exec(line) ?? [];
    if (key === undefined) continue;
    const word = key.toLowerCase();
    if (word === 'user-agent') {
      if (!naming) names = [];
      names.push(value.toLowerCase());
      naming = true;
      continue;
    }
    naming = false;
    for (const name of names) {
      const rules = groups.get(name) ?? [];
      groups.set(name, rules);
      // "Disallow:" with nothing behind it forbids nothing.
      if ((word === 'disallow' || word === 'allow') && value) rules.push({ allow: word === 'allow', pattern: value });
      if (word === 'crawl-delay' && Number(value) > 0) delays.set(name, Math.min(longest, Math.ceil(Number(value))));
    }
  }
  const name = groups.has(agent) ? agent : '*';
  const rules = [...(groups.get(name) ?? [])];
  rules.sort((a, b) => b.pattern.length - a.pattern.length || Number(b.allow) - Number(a.allow));
  return { rules, delay: delays.get(name) ?? 0 };
}

// #region allowed
/** The longest pattern that fits a path decides; of two as long, the one that allows. */
export function allowed({ rules }: Robots, path: string): boolean {
  return rules.find(({ pattern }) => fits(pattern, path))?.allow ?? true;
}

/** A pattern fits the beginning of a path; * stands for anything, $ for the end. */
function fits(pattern: string, path: string): boolean {
  const whole = pattern.endsWith('$');
  const pieces = (whole ? pattern.slice(0, -1) : pattern).split('*');
  if (!path.startsWith(pieces[0])) return false;
  let at = pieces[0].length;
  for (const piece of pieces.slice(1, -1)) {
    const found = path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  if (pieces.length === 1) return !whole || path.length === at;
  const last = pieces[pieces.length - 1];
  return whole ? path.length - last.length >= at && path.endsWith(last) : path.indexOf(last, at) >= 0;
}
// #endregion
