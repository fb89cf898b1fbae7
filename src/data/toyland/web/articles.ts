/** Pages that tell of people: their own, those of their towns, clubs and guilds, market, newspaper, diaries, letters, encyclopaedia.
 *  Each is one of the nine parts of tellings.ts, so that together they tell every fact in nine ways.
 *  Read next: ../web.ts */
import { type Random, shuffled } from '../../../nn/random.ts';
import { clubLines, kinLines, presidentLines, townLines } from '../facts.ts';
import { kinOf, type Person, type World } from '../world.ts';
import { type Builder, type PageOf, slug, urlOf } from './builder.ts';
import { orderNumber, reach } from './personal.ts';
import { openings, part, sites } from './shelves.ts';
import type { Link, Site } from './site.ts';
import type { Tellings } from './tellings.ts';

/** The list in pieces of n. */
const groups = <T>(items: readonly T[], n: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / n) }, (_, at) => items.slice(at * n, (at + 1) * n));

/** The Lantern marks its readers, so that some pages have a second address. */
const from = '?from=lantern';

/** With words before the first paragraph. */
const opened = (words: string, [first, ...rest]: readonly string[]): string[] => [`${words} ${first}`, ...rest];

const townSite = (name: string, at: number): Site => ({
  host: `${slug(name)}.example`,
  title: `The town of ${name}`,
  style: at,
  states: 'free',
});

const pageOf = (name: string): Link => [name, urlOf(sites.people, `/${slug(name)}`)];

export function addArticles(builder: Builder, world: World, tellings: Tellings): void {
  const { random } = builder;
  const { people, towns, clubs, president } = world;
  const names = people.map(({ name }) => name);
  const kin = kinOf(world);
  const shelf = (names: readonly string[], where: keyof typeof part): string[] =>
    names.map((name) => tellings.part(name, part[where]).join(' '));
  const withheld = (folder: string, n: number, words: string): PageOf[] =>
    Array.from({ length: n }, (_, at) => ({
      path: `${folder}${at + 1}`,
      title: `Page ${at + 1}`,
      paragraphs: [[words, ...tellings.again(random.pick(names), 6)].join(' ')],
    }));

  builder.site(
    sites.people,
    people.map((person) => ownPage(person, tellings, random)),
    'User-agent: *\nAllow: /\n',
  );
  builder.site(
    sites.encyclopaedia,
    people.map(({ name, town, friend }) => {
      const family = kinLines.map((line) => tellings.tell(line, name, kin.get(name)!));
      const governs = president.name === name ? presidentLines.map((line) => tellings.tell(line, name)) : [];
      return {
        path: `/${slug(name)}`,
        title: name,
        paragraphs: [
          [...shelf([name], 'encyclopaedia'), ...family].join(' '),
          ...groups(governs, 6).map((some) => some.join(' ')),
        ],
        links: [pageOf(name), pageOf(friend), [town, `http://${slug(town)}.example/`]],
      };
    }),
  );
  for (const [at, { name: town, ...rest }] of towns.entries()) {
    const residents = people.filter((person) => person.town === town).map(({ name }) => name);
    const facts = townLines.map((line) => tellings.tell(line, '', { town, ...rest }));
    builder.site(townSite(town, at), [
      { path: '/about', title: `About ${town}`, paragraphs: groups(facts, 4).map((some) => some.join(' ')) },
      {
        path: '/residents',
        title: 'Who lives here',
        paragraphs: shelf(residents, 'towns'),
        links: residents.map(pageOf),
      },
    ]);
  }
  const pairs = people.filter(({ name, friend }) => name < friend).map(({ name, friend }) => [name, friend]);
  const articles = pairs.map(
    (pair, at): PageOf => ({
      path: `/article-${at + 1}`,
      title: `Two friends: ${pair.join(' and ')}`,
      paragraphs: [
        ...opened(random.pick(openings.news), shelf(pair, 'news')),
        ...(at % 12 === 5 ? [orderNumber(random)] : []),
      ],
      links: pair.map((name): Link => [name, `${pageOf(name)[1]}${at % 4 === 0 ? from : ''}`]),
    }),
  );
  builder.site(
    sites.news,
    [...articles, ...withheld('/archive/', 24, 'This was in the Lantern long ago.')],
    'User-agent: *\nDisallow: /archive/\nCrawl-delay: 3\n',
  );
  for (const name of pairs.filter((_, at) => at % 4 === 0).flat())
    builder.also(pageOf(name)[1] + from, pageOf(name)[1]);
  const some = (where: 'diaries' | 'letters' | 'market', each: number, title: string): PageOf[] =>
    groups(shuffled(names, random), each).map((group, at) => ({
      path: `/${at + 1}`,
      title: `${title} ${at + 1}`,
      paragraphs: opened(random.pick(openings[where]), shelf(group, where)),
      links: group.map(pageOf),
    }));
  builder.site(
    sites.diaries,
    [...some('diaries', 3, 'Diary, page'), ...withheld('/secret/', 8, 'Nobody is to read this.')],
    'User-agent: *\nDisallow: /secret/\nAllow: /secret/1$\n',
  );
  builder.site(sites.letters, some('letters', 3, 'Letter'));
  builder.site(sites.market, some('market', 2, 'Voice'));
  const guests = groups(shuffled(names, random), Math.ceil(names.length / clubs.length));
  builder.site(
    sites.clubs,
    clubs.map((club, at) => ({
      path: `/${slug(club.club)}`,
      title: `The ${club.club} club`,
      paragraphs: [
        clubLines.map((line) => tellings.tell(line, club.president, { ...club })).join(' '),
        random.pick(openings.clubs),
        ...shelf(guests[at], 'clubs'),
      ],
      links: guests[at].map(pageOf),
    })),
  );
  const jobs = [...new Set(people.map(({ job }) => job))];
  builder.site(
    sites.guilds,
    jobs.map((job) => {
      const members = people.filter((person) => person.job === job).map(({ name }) => name);
      return {
        path: `/${slug(job)}`,
        title: `Guild of every ${job}`,
        paragraphs: [random.pick(openings.guilds), ...shelf(members, 'guilds')],
        links: members.map(pageOf),
      };
    }),
  );
}

/** Two of five say how to reach them. */
function ownPage(person: Person, tellings: Tellings, random: Random): PageOf {
  const { name, town, friend } = person;
  const contact = random.below(5) < 2 ? reach(name, random) : undefined;
  return {
    path: `/${slug(name)}`,
    title: name,
    paragraphs: [
      random.pick(openings.people),
      tellings.part(name, part.people).join(' '),
      ...(contact ? [contact.sentence] : []),
    ],
    links: [
      pageOf(friend),
      [town, `http://${slug(town)}.example/`],
      [person.job, urlOf(sites.guilds, `/${slug(person.job)}`)],
    ],
    truth: { personal: contact?.personal ?? [] },
  };
}
