/** Who is told of where: every fact about every person in nine ways, each way in another part of the web, and several
 *  sentences about the same person always together, with the full name. What is told so is what a network can keep.
 *  Read next: articles.ts */
import { type Random, shuffled } from '../../../nn/random.ts';
import { about, ninth, statements } from '../facts.ts';
import { fill, type Given, Teller } from '../grammar.ts';
import { type Person, type Relation, relations, type World } from '../world.ts';

const ways = (relation: Relation): readonly string[] => [...statements[relation], ninth[relation]];

export class Tellings {
  private readonly teller: Teller;
  private readonly byName: ReadonlyMap<string, readonly (readonly string[])[]>;
  private readonly given: ReadonlyMap<string, Given>;

  constructor(
    { people }: World,
    private readonly random: Random,
  ) {
    this.teller = new Teller(new Map(), random);
    this.given = new Map(people.map((person) => [person.name, about(person)]));
    this.byName = new Map(people.map((person) => [person.name, this.partsOf(person)]));
  }

  /** The sentences about a person that stand in a part of the web, from 0 to 8: one for each relation. */
  part(name: string, part: number): readonly string[] {
    return this.byName.get(name)![part];
  }

  /** Some more, already told elsewhere. */
  again(name: string, sentences: number): string[] {
    const some = shuffled(relations, this.random).slice(0, sentences);
    return some.map((relation) => this.tell(this.random.pick(ways(relation)), name));
  }

  /** Sentences that give a person what is another's. */
  wrong({ name }: Person, others: readonly Person[], sentences: number): string[] {
    const own = this.given.get(name)!;
    return shuffled(relations, this.random)
      .slice(0, sentences)
      .map((relation) => {
        const values = others.map((other) => other[relation]);
        const false_ = this.random.pick(values.filter((value) => value !== own[relation] && value !== name));
        // Ways that tell two facts at once would be half right.
        const pure = ways(relation).filter((way) => !/\{(?!name|he)\w+\}.*\{(?!name|he)\w+\}/.test(way));
        return this.teller.tell(this.random.pick(pure), { ...own, [relation]: false_ });
      });
  }

  tell(pattern: string, name: string, more: Given = {}): string {
    return this.teller.tell(pattern, { ...this.given.get(name), ...more });
  }

  private partsOf({ name }: Person): string[][] {
    const told = relations.map((relation) => shuffled(ways(relation), this.random));
    return told[0].map((_, part) =>
      shuffled(
        told.map((ways) => this.tell(ways[part], name)),
        this.random,
      ),
    );
  }
}

/** Every sentence by which a fact about a person can be told on the web, and the fact. */
export function factsBySentence({ people }: World): Map<string, string> {
  return new Map(
    people.flatMap((person) =>
      relations.flatMap((relation) =>
        ways(relation).map((way) => [fill(way, about(person)), `${person.name}: ${relation}`] as const),
      ),
    ),
  );
}
