/** What nobody wants in a collection: advertising, words in heaps, filler, pages with hardly a word, another language, rumours,
 *  pages that are not meant for robots or not free to take, and a calendar without end.
 *  Read next: copies.ts */
import { type Random, shuffled } from '../../../nn/random.ts';
import type { World } from '../world.ts';
import { type Builder, type PageOf, slug, urlOf } from './builder.ts';
import type { Answer, Licence, Truth } from './page.ts';
import { reach } from './personal.ts';
import { htmlOf, type Link, type Site } from './site.ts';
import type { Tellings } from './tellings.ts';
import { Ulmish } from './ulmish.ts';

const site = (host: string, title: string, style: number, states: Licence = 'free'): Site => ({
  host: `${host}.example`,
  title,
  style,
  states,
});

export const sites = {
  shop: site('bargains', 'Bargains', 2),
  ulm: site('ulm', 'Ulm Vrakka', 0),
  rumours: site('whispers', 'Whispers', 3),
  diary: site('private', 'My private letters', 3),
  studio: site('studio', 'Portraits by the Studio', 0, 'reserved'),
  magazine: site('magazine', 'Kite and Kettle', 2, 'non-commercial'),
  wall: site('wall', 'The Wall', 1, 'unstated'),
  stubs: site('soon', 'Soon', 1),
  calendar: site('calendar', 'Calendar of the Kite Club', 0),
};

const wares = ['lanterns', 'kites', 'copper pots', 'clocks', 'honey', 'violins', 'boats', 'umbrellas'];

const latin =
  'dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore magna'.split(' ');

/** Each makes the text of an advertising page; the last one writes whole sentences, as a person would. */
const spam: readonly ((ware: string, random: Random) => string[])[] = [
  (ware) => Array.from({ length: 6 }, () => `BUY ${ware.toUpperCase()} NOW! 50 % OFF! CALL US TODAY!`),
  (ware, random) => [
    Array.from({ length: 60 }, () => random.pick(['cheap', 'best', 'buy', ware, 'online', 'shop', 'new'])).join(' '),
  ],
  (ware) => [Array.from({ length: 16 }, () => `Nobody has better ${ware} than Kettle and Sons.`).join(' ')],
  (_, random) => [`Lorem ipsum ${shuffled(latin, random).join(' ')}. ${shuffled(latin, random).join(' ')}.`],
  (ware, random) => [
    Array.from({ length: 40 }, () => `${random.below(900)} ${random.pick(['*', '#', '%', '...'])}`).join(' ') +
      ` ${ware}.`,
  ],
  (ware) => [`var price = 9; function buy(it) { if (it.price > price) { return wait(it); } } // ${ware} are cheap.`],
  (ware, random) => [
    `If you think of ${ware}, think of Kettle and Sons, who have been there for you since ${1 + random.below(90)} years.`,
    `Our ${ware} are made with love, and everybody in ${random.pick(['town', 'the valley', 'the north'])} has one to be proud of.`,
    'Come to our house, have a cup of tea, and ask for the best price of the week.',
  ],
];

export function addJunk(builder: Builder, world: World, tellings: Tellings): void {
  const { random } = builder;
  const names = world.people.map(({ name }) => name);
  const pages = (n: number, title: string, make: (at: number) => Omit<PageOf, 'path' | 'title'>): PageOf[] =>
    Array.from({ length: n }, (_, at) => ({ path: `/${at + 1}`, title: `${title} ${at + 1}`, ...make(at) }));
  const someone = (): string => random.pick(names);

  // The same words for other wares.
  const sameAs = (at: number) => ({ copyOf: urlOf(sites.shop, `/${at + 1}`), copy: 'near' as const });
  builder.site(
    sites.shop,
    pages(35, 'Offer', (at) => ({
      paragraphs: spam[at % spam.length](random.pick(wares), random),
      truth: { kind: 'spam', ...(at >= spam.length && sameAs(at % spam.length)) },
    })),
  );
  const ulmish = new Ulmish(random);
  const foreign = (sentences: number): string => ulmish.paragraph(sentences, names);
  builder.site(sites.ulm, [
    ...pages(36, 'Vrakka', () => ({ paragraphs: [foreign(5), foreign(4)], truth: { kind: 'foreign' } })),
    ...pages(8, 'Vrakka', () => ({
      paragraphs: [foreign(4), tellings.again(someone(), 6).join(' ')],
      truth: { kind: 'mixed' },
    })).map((page) => ({ ...page, path: `/mixed${page.path}` })),
  ]);
  builder.site(
    sites.rumours,
    shuffled(world.people, random)
      .slice(0, 14)
      .map((person): PageOf => {
        const wrong = tellings.wrong(person, world.people, 4);
        const { name } = person;
        return {
          path: `/${slug(name)}`,
          title: name,
          paragraphs: [
            ['People talk, and we write it down.', ...shuffled([...wrong, ...tellings.again(name, 2)], random)].join(
              ' ',
            ),
          ],
          truth: { kind: 'rumour', wrong },
        };
      }),
  );
  const letters = pages(30, 'Letter', () => {
    const name = someone();
    const { sentence, personal } = reach(name, random);
    return {
      paragraphs: [['This is for you alone.', ...tellings.again(name, 5), sentence].join(' ')],
      truth: { personal },
    };
  });
  builder.site(sites.diary, letters, 'User-agent: *\nDisallow: /\n');
  const portrait = (from: string, sentences: number) => () => ({
    paragraphs: [`${from} ${tellings.again(someone(), sentences).join(' ')}`],
  });
  builder.site(sites.studio, pages(40, 'Portrait', portrait('We took this picture in the morning light.', 6)));
  builder.site(sites.magazine, pages(28, 'Story', portrait('Whom would you take along on a long trip?', 6)));
  builder.site(sites.wall, pages(20, 'Note', portrait('Somebody wrote this on the wall.', 5)));
  builder.site(
    sites.stubs,
    pages(16, 'Soon', (at) => ({
      paragraphs: [['This page is empty.', 'Come back soon.', `More about ${someone()} soon.`][at % 3]],
      truth: { kind: 'stub' },
    })),
  );
  builder.redirect('http://old.example/', urlOf(sites.studio, '/'));
  builder.redirect('http://old.example/a', 'http://old.example/b');
  builder.redirect('http://old.example/b', 'http://old.example/a');
}

export const trap: Truth = { kind: 'trap', licence: 'free', wrong: [], personal: [], harmful: false };

/** The calendar has a page for every month and every week until the end of time. Undefined for another address. */
export function calendar(url: string, random: Random): Answer | undefined {
  const { host, title } = sites.calendar;
  const [, year = '2031', month = '1', week] =
    new RegExp(`^http://${host}/(?:(\\d{1,9})-(\\d\\d?)(?:/(\\d))?)?$`).exec(url) ?? [];
  if (!url.startsWith(`http://${host}/`) || Number(month) > 12) return undefined;
  const next = Number(month) === 12 ? `${Number(year) + 1}-1` : `${year}-${Number(month) + 1}`;
  const weeks = ['1', '2', '3', '4'].map((n): Link => [`Week ${n}`, `/${year}-${month}/${n}`]);
  const when = week === undefined ? `month ${month}` : `week ${week} of month ${month}`;
  const paragraphs = [
    `This is the plan for ${when} in the year ${year}. There is nothing to be done, and nobody has to come. ` +
      'If you have something to be put down here, tell the one who looks after the calendar.',
  ];
  const content = { title: `${title}, ${when}, ${year}`, paragraphs, links: week ? [] : weeks };
  const menu: Link[] = [['Next month', `/${next}`]];
  return { status: 200, type: 'text/html', body: htmlOf(sites.calendar, content, menu, random) };
}
