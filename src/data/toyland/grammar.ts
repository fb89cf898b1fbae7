/** A grammar is a text: word banks (`colour = red | blue`), then groups of sentence patterns.
 *  In a pattern, `{colour}` stands for a word of that bank, or for something given from outside (a person's name), and
 *  `[a|b]` for either. Banks are in order of how common a word is: the first comes up most, the last rarely, as in
 *  real language. `{food.1} and {food.2}` are two different foods, and `{food.1}` again is the first one again.
 *  A word marked `girl:she` also decides what `{he}`, `{him}` and `{his}` mean from there on.
 *  "a" becomes "an" where needed, and sentences get their capital.
 *  Left out: everything linguists would add. Read next: ../toyland.ts */
import { Random } from '../../nn/random.ts';

/** Patterns that share a subject, and how many different lines to make of them. */
export interface Group {
  readonly lines: number;
  readonly patterns: readonly string[];
}

/** Read banks (`name = a | b`) and groups (`== 120 subject`, then a pattern a line). */
export function readGrammar(text: string): { banks: Map<string, readonly string[]>; groups: readonly Group[] } {
  const banks = new Map<string, readonly string[]>();
  const groups: { lines: number; patterns: string[] }[] = [];
  for (const line of text.split('\n')) {
    const equals = line.indexOf(' = ');
    if (line.startsWith('== ')) groups.push({ lines: Number.parseInt(line.slice(3), 10), patterns: [] });
    else if (equals > 0) banks.set(line.slice(0, equals), line.slice(equals + 3).split(' | '));
    else if (line !== '') groups[groups.length - 1].patterns.push(line);
  }
  return { banks, groups };
}

/** An item, the earlier ones more often: of ten, the first 32 times in a hundred, the last 5 times. */
export function pickCommon<T>(items: readonly T[], random: Random): T {
  const u = random.next();
  return items[Math.floor(items.length * u * u)];
}

/** What stands for a name in a pattern, from outside: facts, and as `he` the pronoun of the one it is about. */
export type Given = Readonly<Record<string, string>>;

/** A pattern in pieces, read once: text, slots, and choices of patterns. */
type Piece = string | Slot | readonly (readonly Piece[])[];
interface Slot {
  readonly name: string;
  /** "1" in `{food.1}`, else empty. */
  readonly number: string;
}
/** A word of a bank: often plain text, sometimes a pattern, sometimes with a pronoun of its own. */
interface Entry {
  readonly pieces: readonly Piece[];
  readonly pronoun: Given | undefined;
}

const pronouns = new Map<string | undefined, Given>([
  ['she', { he: 'she', him: 'her', his: 'her' }],
  ['he', { he: 'he', him: 'him', his: 'his' }],
  ['it', { he: 'it', him: 'it', his: 'its' }],
]);

/** Makes sentences from patterns.
 *
 *  new Teller(new Map([['hat', ['orange hat']]]), random).tell('that is a {hat}.') === 'That is an orange hat.' */
export class Teller {
  private readonly patterns = new Map<string, readonly Piece[]>();
  private readonly entries = new Map<string, readonly Entry[]>();
  private out = '';
  /** What was appended last: looking there is cheaper than at the end of a growing text. */
  private last = '';
  private given: Given = {};
  private pronoun: Given = {};
  private readonly chosen: { bank: string; number: string; entry: Entry }[] = [];

  constructor(
    private readonly banks: ReadonlyMap<string, readonly string[]>,
    private readonly random: Random,
  ) {}

  /** One line from a pattern.
   *  @throws Error when the pattern names something that is neither given nor a bank */
  tell(pattern: string, given: Given = {}): string {
    this.out = '';
    this.last = '. ';
    this.given = given;
    this.pronoun = pronouns.get(given.he) ?? pronouns.get('it')!;
    this.chosen.length = 0;
    let pieces = this.patterns.get(pattern);
    if (!pieces) {
      pieces = piecesOf(pattern);
      this.patterns.set(pattern, pieces);
    }
    this.fill(pieces);
    return this.out;
  }

  private fill(pieces: readonly Piece[]): void {
    for (const piece of pieces) {
      if (typeof piece === 'string') this.add(piece);
      else if ('name' in piece) this.fillSlot(piece);
      else this.fill(this.random.pick(piece));
    }
  }

  private fillSlot({ name, number }: Slot): void {
    const known = this.pronoun[name] ?? this.given[name];
    if (known !== undefined) {
      this.add(known);
      return;
    }
    const entry = this.choose(name, number);
    if (entry.pronoun) this.pronoun = entry.pronoun;
    this.fill(entry.pieces);
  }

  /** A word of a bank; with a number, the same as before under that number, and another than under other numbers. */
  private choose(name: string, number: string): Entry {
    const entries = this.entries.get(name) ?? this.readBank(name);
    if (number === '') return pickCommon(entries, this.random);
    const before = this.chosen.filter((choice) => choice.bank === name);
    const same = before.find((choice) => choice.number === number);
    if (same) return same.entry;
    const left = entries.filter((entry) => before.every((choice) => choice.entry !== entry));
    const entry = pickCommon(left, this.random);
    this.chosen.push({ bank: name, number, entry });
    return entry;
  }

  private readBank(name: string): readonly Entry[] {
    const bank = this.banks.get(name);
    if (!bank) throw new Error(`the grammar has no "${name}"`);
    const entries = bank.map((word) => {
      const [text, mark] = word.split(':');
      return { pieces: piecesOf(text), pronoun: pronouns.get(mark) };
    });
    this.entries.set(name, entries);
    return entries;
  }

  /** Append text, with a capital where a sentence begins, and "an" before a vowel. */
  private add(text: string): void {
    const { last } = this;
    this.last = text;
    if (last.endsWith(' ')) {
      const end = last[last.length - 2];
      const article = (end === 'a' || end === 'A') && (last.length === 2 || last[last.length - 3] === ' ');
      if (end === '.' || end === '?' || end === '!') text = text[0].toUpperCase() + text.slice(1);
      else if (article && 'aeiou'.includes(text[0])) this.out = this.out.slice(0, -1) + 'n ';
    }
    this.out += text;
  }
}

/** A pattern that needs nothing but what is given.
 *
 *  fill('{name} has a {pet}.', { name: 'Ada Frost', pet: 'owl' }) === 'Ada Frost has an owl.' */
export const fill = (pattern: string, given: Given): string =>
  new Teller(new Map(), new Random(0)).tell(pattern, given);

/** "a [b|{c.1}]" → "a ", [["b"], [{ name: "c", number: "1" }]] */
function piecesOf(pattern: string): readonly Piece[] {
  if (!pattern.includes('{') && !pattern.includes('[')) return [pattern];
  const pieces: Piece[] = [];
  for (const part of pattern.split(/(\{[^}]*\}|\[[^\]]*\])/)) {
    if (part[0] === '{') {
      const [name, number = ''] = part.slice(1, -1).split('.');
      pieces.push({ name, number });
    } else if (part[0] === '[') pieces.push(part.slice(1, -1).split('|').map(piecesOf));
    else if (part !== '') pieces.push(part);
  }
  return pieces;
}
