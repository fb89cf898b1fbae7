/** What a network is not asked, and why. Apart from other flags: who only counts does not load it. */
import { InputError } from '../data/input-error.ts';

type Options = Readonly<Record<string, unknown>>;

/** Why a network has none of these, and what to do instead of taking counts. */
const ofCounts: readonly (readonly [name: string, what: string, remedy?: string])[] = [
  ['order', 'a network has no order: it looks at all that stands before'],
  [
    'corpus',
    'a network has learnt before',
    'Leave it out; genai gpt train FILE --save my.gpt makes one for --weights.',
  ],
  ['unit', 'what a token is was settled when the network learnt'],
  ['smoothing', 'a network needs no smoothing: it holds nothing impossible'],
  ['why', 'a network cannot name the lines that taught it: they are mixed in all its numbers'],
];

/** Names of the flags that only a model of counts has. */
export const flagsOfCounts: readonly string[] = ofCounts.map(([name]) => `--${name}`);

/** For a network.
 *  @param counting the command that has them: "genai sample"
 *  @throws InputError when a flag was given that only counts have */
export function refuseCounts(options: Options, counting: string): void {
  const given = ofCounts.find(([name]) => options[name] !== undefined);
  if (!given) return;
  const [name, what, remedy = `Leave it out, or take ${counting} --model ngram.`] = given;
  throw new InputError(what, `--${name}`, remedy);
}
