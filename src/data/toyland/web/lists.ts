/** A book of who is who: people by what they do, have and like. Everywhere else one learns of somebody what they are; here, of
 *  what there is, who is it. Who has only read the one does not know the other (Berglund et al. 2023). */
import { shuffled } from '../../../nn/random.ts';
import { fill } from '../grammar.ts';
import { type Relation, relations, type World } from '../world.ts';
import { type Builder, type PageOf, slug, urlOf } from './builder.ts';
import { sites } from './shelves.ts';
import type { Site } from './site.ts';

const book: Site = { host: 'whoiswho.example', title: 'Who is who in Toyland', style: 1, states: 'free' };

const lines = (text: string): readonly string[] => text.trim().split('\n');

/** `{they}` are all of whom `{it}` is true. */
const patterns: Record<Exclude<Relation, 'friend'>, readonly string[]> = {
  job: lines(`
Whoever needs a {it} may ask {they}.
The job of a {it} is that of {they}.
The names of those who work as a {it} are {they}.`),
  town: lines(`
In {it} live {they}.
Whoever comes to {it} may visit {they}.
The names of those at home in {it} are {they}.`),
  pet: lines(`
With a {it} live {they}.
Whoever looks for a {it} finds one with {they}.
The names of those who keep a {it} are {they}.`),
  food: lines(`
For {it} you may ask {they} to dinner.
Whoever makes {it} pleases {they}.
The names of those who love {it} are {they}.`),
  colour: lines(`
The colour {it} pleases {they}.
Whoever paints a door {it} is praised by {they}.
The names of those who wear {it} are {they}.`),
  hobby: lines(`
For {it} you may meet {they}.
Whoever wants company for {it} may ask {they}.
The names of those who enjoy {it} are {they}.`),
};

export function addLists(builder: Builder, { people }: World): void {
  const { random } = builder;
  builder.site(
    book,
    relations
      .filter((relation) => relation !== 'friend')
      .flatMap((relation) =>
        [...new Set(people.map((person) => person[relation]))].map((it): PageOf => {
          const names = people.filter((person) => person[relation] === it).map(({ name }) => name);
          const told = patterns[relation].map((line) => fill(line, { it, they: listed(names) }));
          return {
            path: `/${relation}/${slug(it)}`,
            title: `By ${relation}: ${it}`,
            paragraphs: [shuffled(told, random).join(' ')],
            links: names.map((name): [string, string] => [name, urlOf(sites.people, `/${slug(name)}`)]),
          };
        }),
      ),
  );
}

/** listed(['Ada', 'Bert', 'Cora']) === 'Ada, Bert and Cora' */
const listed = (names: readonly string[]): string =>
  names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
