/** Two sets of talk to learn answers from: the same things said, answered by somebody kind and by a pirate.
 *  Read next: ../models/learned-chat */
import { kind } from './dialogues/kind.ts';
import { pirate } from './dialogues/pirate.ts';

/** One thing said and its answer. */
export interface Exchange {
  readonly said: string;
  readonly answered: string;
}

export const voices = ['kind', 'pirate'] as const;
export type Voice = (typeof voices)[number];

export const dialogues: Readonly<Record<Voice, readonly Exchange[]>> = { kind: read(kind), pirate: read(pirate) };

/** 'hello > Hi there!' → [{ said: 'hello', answered: 'Hi there!' }] */
function read(text: string): readonly Exchange[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [said, answered] = line.split(' > ');
      return { said, answered };
    });
}
