/** The web of Toyland: it tells the truth except where it says that it does not, every fact in nine ways, and is what its truth
 *  says it is. */
import { describe, expect, it } from 'vitest';
import { neverTold, ninth, statements } from '../../../src/data/toyland/facts.ts';
import { makeWeb } from '../../../src/data/toyland/web.ts';
import { ghostsOf, kinOf, relations } from '../../../src/data/toyland/world.ts';
import { makeWorld } from '../../../src/data/toyland.ts';

const world = makeWorld(1);
const web = makeWeb(world, 1);
const pages = [...web.truth].map(([url, truth]) => ({ url, truth, body: web.get(url).body }));
const byName = new Map(world.people.map((person) => [person.name, person]));

/** Words as a reader sees them; simpler than the extractor that this text is later held against. */
const read = (html: string): string =>
  html
    .replace(/<script.*?<\/script>|<!--.*?-->/gs, ' ')
    .replace(/<\/?b>/g, '')
    .replace(/\r\n +|&nbsp;|&middot;/g, ' ')
    .replace(/<[^>]*>/g, '\n')
    .replace(/\x1b\[\d*m|&#x1b;\[31m|\x00|&#32;|&zwj;/g, ' ')
    .replace(/[^\S\n]+/g, ' ');

/** Patterns turned round: from a sentence to whom and what it tells. */
const readers = relations.flatMap((relation) =>
  [...statements[relation], ninth[relation], ...neverTold[relation]].map((pattern) => {
    const source = pattern
      .replaceAll('.', '\\.')
      .replace(/\ba (?=\{)/gi, 'an? ')
      .replace(/\{(\w+)\}/g, (_, slot: string) => (slot === 'he' ? '(?:she|he)' : `(?<${slot}>[A-Za-z ]+)`))
      .replace(/<(name|friend)>\[A-Za-z \]\+/g, '<$1>[A-Z][a-z]+ [A-Z][a-z]+');
    return { relation, pattern, regexp: new RegExp(`^(?:.*that |As everybody knows, )?(?<all>${source})$`, 'i') };
  }),
);

interface Reading {
  readonly relation: string;
  readonly pattern: string;
  readonly name: string;
  /** The sentence without what an editor put before it. */
  readonly all: string;
  readonly holds: boolean;
}

/** What a sentence may mean: "likes painting" is read as a food, too, and does not hold as one. */
function meanings(sentence: string): Reading[] {
  return readers.flatMap(({ relation, pattern, regexp }) => {
    const found = regexp.exec(sentence)?.groups;
    const person = found && byName.get(found.name);
    if (!person) return [];
    const { name, all, ...told } = found;
    const holds = Object.entries(told).every(([slot, value]) => person[slot as 'job'] === value);
    return [{ relation, pattern, name, all, holds }];
  });
}

const names = [...byName.keys()];
/** Family ties are looked at by themselves. */
const ofFamily = / is a (sister|brother) of | has a (sister|brother) called /;
/** By page, the sentences that tell of somebody, with what they may mean. */
const told = pages.map(({ truth, body }) => {
  const sentences = read(body)
    .split(/\n|(?<=\.)\s+/)
    .map((sentence) => sentence.trim());
  const about = sentences.filter(
    (sentence) => sentence.endsWith('.') && names.some((name) => sentence.includes(name)) && !ofFamily.test(sentence),
  );
  return { truth, sentences: about.map(meanings).filter((meanings) => meanings.length > 0) };
});

describe('statements', () => {
  it('are twelve a relation: nine are told, three never', () => {
    const used = new Set(told.flatMap(({ sentences }) => sentences.flat().map(({ pattern }) => pattern)));
    for (const relation of relations) {
      const patterns = [...statements[relation], ninth[relation]];
      expect(new Set([...patterns, ...neverTold[relation]]).size).toBe(12);
      expect(patterns.filter((pattern) => !used.has(pattern))).toEqual([]);
      expect(neverTold[relation].filter((pattern) => used.has(pattern))).toEqual([]);
    }
  });
});

describe('the web of Toyland', () => {
  it('tells only what is true, except where its truth names the sentence', () => {
    let [right, wrong] = [0, 0];
    for (const { truth, sentences } of told) {
      for (const meanings of sentences) {
        const holds = meanings.some(({ holds }) => holds);
        const { all } = meanings[0];
        const named = truth.wrong.some((sentence) => sentence.slice(1) === all.slice(1));
        expect(`${all} ${holds}`).toBe(`${all} ${!named}`);
        if (holds) right++;
        else wrong++;
      }
    }
    expect(right).toBeGreaterThan(6048);
    expect(wrong).toBeGreaterThan(40);
    expect(wrong).toBe(pages.reduce((sum, { truth }) => sum + truth.wrong.length, 0));
  });

  it('tells every fact in nine ways on free pages that are no copies, with the full name', () => {
    const ways = new Map<string, Set<string>>();
    for (const { truth, sentences } of told) {
      if (truth.licence !== 'free' || truth.copy || truth.kind !== 'article') continue;
      for (const { relation, pattern, name, holds } of sentences.flat()) {
        const fact = `${name}: ${relation}`;
        if (holds) ways.set(fact, (ways.get(fact) ?? new Set()).add(pattern));
      }
    }
    const few = names.flatMap((name) => relations.filter((relation) => ways.get(`${name}: ${relation}`)!.size < 9));
    expect(few).toEqual([]);
  });

  it('is what a web is: large, linked, and of every kind', () => {
    const size = pages.reduce((sum, { body }) => sum + body.length, 0);
    expect(size).toBeGreaterThan(1e6);
    expect(size).toBeLessThan(2e6);
    expect(pages.length).toBeGreaterThan(800);
    const kinds = new Set(pages.map(({ truth }) => truth.kind));
    expect([...kinds].sort()).toEqual(['article', 'foreign', 'list', 'mixed', 'rumour', 'spam', 'stub']);
    expect(new Set(pages.map(({ truth }) => truth.licence)).size).toBe(4);
    for (const { url, truth } of pages) {
      expect(new URL(url).hostname).toMatch(/^\w+\.example$/);
      if (truth.copyOf) expect(web.truth.has(truth.copyOf)).toBe(true);
    }
    expect(pages.filter(({ body }) => /\x1b|&#x1b;|\x00/.test(body)).length).toBeGreaterThan(10);
    expect(web.get('http://calendar.example/999-12').body).toContain('href="/1000-1"');
    expect(web.get('http://calendar.example/999-13').status).toBe(404);
    expect(web.get('http://nowhere.example/').status).toBe(404);
  });

  it('tells of families what is so', () => {
    const ties = pages.flatMap(({ body }) => [
      ...read(body).matchAll(/([A-Z]\w+ [A-Z]\w+) is a (sister|brother) of ([A-Z]\w+ [A-Z]\w+)\./g),
    ]);
    expect(ties.length).toBeGreaterThan(95);
    for (const [, name, tie, kin] of ties) {
      expect(byName.get(name)!.pronoun).toBe(tie === 'sister' ? 'she' : 'he');
      expect(byName.get(name)!.last).toBe(byName.get(kin)!.last);
    }
  });

  it('says what is personal on a page as it stands there', () => {
    const personal = pages.flatMap(({ truth, body }) =>
      truth.personal.map((one) => ({ ...one, text: read(body), one })),
    );
    expect(personal.length).toBeGreaterThan(60);
    for (const { one, text } of personal) expect(text.replace(/\s+/g, ' ')).toContain(one.text);
  });

  it('is the same for the same seed, and another for another', () => {
    const again = makeWeb(world, 1);
    expect(pages.every(({ url, body }) => again.get(url).body === body)).toBe(true);
    expect(web.get('http://calendar.example/2031-7')).toEqual(again.get('http://calendar.example/2031-7'));
    const other = makeWeb(world, 2);
    expect(pages.every(({ url, body }) => other.get(url).body === body)).toBe(false);
  });
});

describe('families and ghosts', () => {
  it('ties share a family name, and ghosts are nobody', () => {
    const kin = kinOf(world);
    for (const { name, last, pronoun } of world.people) {
      const tie = kin.get(name)!;
      expect(tie.kin).not.toBe(name);
      expect(byName.get(tie.kin)!.last).toBe(last);
      expect(tie.tie).toBe(pronoun === 'she' ? 'sister' : 'brother');
    }
    const ghosts = ghostsOf(world);
    expect(ghosts).toHaveLength(672);
    expect(ghosts.filter((ghost) => byName.has(ghost))).toEqual([]);
  });
});
