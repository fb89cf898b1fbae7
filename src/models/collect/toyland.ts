/** The collection of Toyland in one call, for the stages that learn from it.
 *  Read first: collect.ts, report.ts */
import { topicNames, topics } from '../../data/topics.ts';
import type { Web } from '../../data/toyland/web/page.ts';
import type { World } from '../../data/toyland/world.ts';
import {
  type Collection,
  type CollectOptions,
  collect,
  type Document,
  type Samples,
  type Step,
  usual,
} from './collect.ts';
import { type Report, reportOn } from './report.ts';

export interface Gathered {
  /** Documents to learn from, paragraphs a line. */
  readonly train: readonly string[];
  /** Documents to measure on; none is a near copy of one to learn from. */
  readonly heldOut: readonly string[];
  /** Every page that was fetched. */
  readonly documents: readonly Document[];
  readonly crawl: Collection['crawl'];
  readonly report: Report;
}

/** What each language looks like; sentences that have nothing to do with the web. */
export const samplesFor = (web: Web): Samples => ({
  ours: topicNames.flatMap((name) => topics[name]),
  other: web.foreignSample,
});

/** Collect step by step. */
export function* gathering(world: World, web: Web, options: CollectOptions): Generator<Step, Gathered> {
  const collection = yield* collect(web.get, web.start, samplesFor(web), options);
  const { documents, crawl } = collection;
  const textsOf = (fate: string): string[] => documents.filter((one) => one.fate === fate).map(({ text }) => text);
  const report = reportOn(collection, web, world, options);
  return { train: textsOf('train'), heldOut: textsOf('held-out'), documents, crawl, report };
}

/** Collect at once.
 *
 *  gather(world, makeWeb(world, 1)).train[0] → "Percy Wren is a carpenter. …" */
export function gather(world: World, web: Web, options: Partial<CollectOptions> = {}): Gathered {
  const steps = gathering(world, web, { ...usual, ...options });
  for (;;) {
    const { value, done } = steps.next();
    if (done) return value;
  }
}
