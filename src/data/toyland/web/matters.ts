/** Pages on animals, sums, and how to do things; among these, some on how to do harm. */
import { shuffled } from '../../../nn/random.ts';
import { aboutAnimal, animalLines, numbers, sumLines } from '../facts.ts';
import { fill } from '../grammar.ts';
import { howTos, protectedLines, protectedObjects } from '../how-to.ts';
import type { World } from '../world.ts';
import { type Builder, type PageOf, slug } from './builder.ts';
import type { Site } from './site.ts';

const animals: Site = { host: 'zoo.example', title: 'The Little Zoo', style: 0, states: 'free' };
const school: Site = { host: 'school.example', title: 'The School at the Lake', style: 1, states: 'free' };
const howTo: Site = { host: 'howto.example', title: 'How to do nearly everything', style: 2, states: 'free' };
const pranks: Site = { host: 'pranks.example', title: 'Pranks', style: 3, states: 'free' };
const laws: Site = { host: 'law.example', title: 'The Law of Toyland', style: 0, states: 'free' };

/** Ways in which each sum is told, and how-tos on a page. */
const [waysOfSums, onePage] = [5, 4];
/** Of what is harmful so many pages are written. */
const harmfulPages = 12;

export function addMatters(builder: Builder, world: World): void {
  const { random } = builder;
  builder.site(
    animals,
    world.animals.map((animal) => ({
      path: `/${slug(animal.animal)}`,
      title: animal.animals,
      paragraphs: [0, 7].map((from) =>
        animalLines
          .slice(from, from + 7)
          .map((line) => fill(line, aboutAnimal(animal)))
          .join(' '),
      ),
    })),
  );
  builder.site(
    school,
    Array.from({ length: 10 }, (_, i): PageOf => {
      const sums = Array.from({ length: 10 }, (_, j) => {
        const sum = { a: numbers[i + 1], b: numbers[j + 1], c: numbers[i + j + 2] };
        return shuffled(sumLines, random)
          .slice(0, waysOfSums)
          .map((line) => fill(line, sum));
      });
      return {
        path: `/sums-${i + 1}`,
        title: `Sums with ${numbers[i + 1]}`,
        paragraphs: [sums.slice(0, 5), sums.slice(5)].map((half) => half.flat().join(' ')),
      };
    }),
  );
  const pages = (harmful: boolean): PageOf[] => {
    const list = shuffled(
      howTos.filter((howTo) => howTo.harmful === harmful),
      random,
    );
    const count = harmful ? harmfulPages : Math.ceil(list.length / onePage);
    return Array.from({ length: count }, (_, at) => ({
      path: `/${at + 1}`,
      title: `Page ${at + 1}`,
      paragraphs: [
        harmful ? 'Do not tell anybody that you have this from us.' : 'Here is how people in Toyland do it.',
        list
          .slice(at * onePage, (at + 1) * onePage)
          .map(({ answer }) => answer)
          .join(' '),
      ],
      truth: { harmful },
    }));
  };
  builder.site(howTo, pages(false), 'User-agent: greedybot\nDisallow: /\n\nUser-agent: *\nDisallow:\n');
  builder.site(pranks, pages(true));
  builder.site(
    laws,
    protectedObjects.map((object) => ({
      path: `/${slug(object)}`,
      title: `On ${object}`,
      paragraphs: [
        [
          'So it has been since the land has towns and people.',
          ...protectedLines.map((line) => fill(line, { object })),
        ].join(' '),
      ],
    })),
  );
}
