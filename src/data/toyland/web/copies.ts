/** Copies of other pages: mirrors that take everything word for word, and people who change a little. */
import { type Random, shuffled } from '../../../nn/random.ts';
import type { Builder, PageOf } from './builder.ts';
import type { Truth } from './page.ts';
import type { Site } from './site.ts';

const sites = {
  mirror: { host: 'mirror.example', title: 'The Mirror', style: 1, states: 'free' },
  copycat: { host: 'copycat.example', title: 'Things I found', style: 2, states: 'free' },
} as const satisfies Record<string, Site>;

const prefixes = ['As everybody knows, ', 'They say that ', 'I read that ', 'It is true that ', 'You may know that '];
const additions = [
  'I found this somewhere and wrote it down.',
  'What a lovely thing to know.',
  'There is more to be said, but not today.',
  'Thank you for reading all of this.',
];

/** Address → path on the copying site. */
const pathOf = (url: string): string => url.replace(/^http:\/\/([^.]+)[^/]*\//, '/$1-').replace(/\W+$/, '');

export function addCopies(builder: Builder): void {
  const { random } = builder;
  const whole = [...builder.contents.keys()].filter((url) => /article|rumour/.test(builder.truth.get(url)!.kind));
  const from = (hosts: RegExp, n: number): string[] =>
    shuffled(
      whole.filter((url) => hosts.test(url)),
      random,
    ).slice(0, n);
  const copy = (url: string, paragraphs: readonly string[], kind: 'exact' | 'near'): PageOf => {
    const { title } = builder.contents.get(url)!;
    return { path: pathOf(url), title, paragraphs, truth: { ...builder.truth.get(url)!, copyOf: url, copy: kind } };
  };
  // The studio allows nothing; the mirror says that everything is free.
  const taken = [...from(/knowall/, 40), ...from(/studio/, 8)];
  builder.site(
    sites.mirror,
    taken.map((url) => copy(url, builder.contents.get(url)!.paragraphs, 'exact')),
  );
  const changed = from(/lantern|letters|diaries|guilds|market|people|whispers/, 60);
  builder.site(
    sites.copycat,
    changed.map((url, at): PageOf => {
      // From hardly a change to hardly the same page.
      const rate = (at + 1) / changed.length / 2;
      const edited = builder.contents.get(url)!.paragraphs.map((text) => edit(text, rate, random));
      const page = copy(url, [...edited, random.pick(additions)], 'near');
      return { ...page, truth: left(page.truth!, edited.join(' ')) };
    }),
  );
}

/** Sentences lose their place, get words before them, or fall away; none becomes false. */
function edit(text: string, rate: number, random: Random): string {
  const sentences = text.split(/(?<=\.) (?=[A-Z])/);
  const kept = sentences.filter((_, at) => at === 0 || random.next() > rate / 2);
  const told = kept.map((sentence) => (random.next() < rate ? random.pick(prefixes) + lower(sentence) : sentence));
  return (random.next() < rate ? shuffled(told, random) : told).join(' ');
}

/** A name keeps its capital. */
const lower = (sentence: string): string =>
  /^[A-Z]\w+ [A-Z]/.test(sentence) ? sentence : sentence[0].toLowerCase() + sentence.slice(1);

/** What is personal or wrong in what is left. */
const left = (truth: Partial<Truth>, text: string): Partial<Truth> => ({
  ...truth,
  personal: truth.personal?.filter((one) => text.includes(one.text)),
  wrong: truth.wrong?.filter((sentence) => text.includes(sentence.slice(1))),
});
