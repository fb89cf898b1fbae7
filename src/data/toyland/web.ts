/** The web of Toyland: some thousand linked pages that tell of the world, made from it by a seed. There is everything on it
 *  that makes gathering text hard: navigation and advertising around every text, copies word for word and with changes, spam,
 *  another language, rumours, personal data, licences, rules for robots, dead links, a calendar without end.
 *  Each page has its truth beside it, for whoever scores a collection.
 *  Left out: pictures, forms, pages that change, servers that are slow or lie to robots.
 *  Read next: web/page.ts, web/articles.ts, web/junk.ts; then ../../models/collect */
import { Random } from '../../nn/random.ts';
import { addArticles } from './web/articles.ts';
import { Builder, urlOf } from './web/builder.ts';
import { addCopies } from './web/copies.ts';
import { addJunk, calendar, sites as junk, trap } from './web/junk.ts';
import { addLists } from './web/lists.ts';
import { addMatters } from './web/matters.ts';
import type { Answer, Web } from './web/page.ts';
import type { Link } from './web/site.ts';
import { Tellings } from './web/tellings.ts';
import { Ulmish } from './web/ulmish.ts';
import type { World } from './world.ts';

/** Sentences of a sample of the other language. */
const sampled = 60;

const start = 'http://toyland.example/';
const nothing: Answer = { status: 404, type: 'text/html', body: '<h1>There is no such page.</h1>' };

/** Make the web.
 *
 *  makeWeb(makeWorld(1), 1).get('http://people.example/ada-frost').status === 200 */
export function makeWeb(world: World, seed: number): Web {
  const random = new Random(seed);
  const builder = new Builder(random);
  const tellings = new Tellings(world, random);
  addArticles(builder, world, tellings);
  addMatters(builder, world);
  addLists(builder, world);
  addJunk(builder, world, tellings);
  addCopies(builder);
  const hosts = [...builder.sites, junk.calendar].map((site): Link => [site.title, urlOf(site, '/')]);
  const dead = [
    'http://old.example/a',
    'http://old.example/',
    'http://lost.example/',
    'http:///nowhere',
    'mailto:nobody',
  ];
  const links = [...hosts, ...dead.map((url): Link => ['An old friend', url])];
  builder.site(
    { host: 'toyland.example', title: 'Toyland', style: 0, states: 'unstated' },
    [{ path: '/everything', title: 'All pages of Toyland', paragraphs: [], links, truth: { kind: 'list' } }],
    'User-agent: *\nDisallow: /login\n',
  );
  const { answers, truth } = builder;
  const calendarSeed = random.bits() >>> 0;
  return {
    start,
    get: (url) => answers.get(url) ?? calendar(url, new Random(calendarSeed)) ?? nothing,
    truth,
    trap,
    foreignSample: sampleOfUlmish(),
  };
}

function sampleOfUlmish(): string[] {
  const ulmish = new Ulmish(new Random(1));
  return Array.from({ length: sampled }, () => ulmish.sentence());
}
