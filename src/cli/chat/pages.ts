/** What a conversation says by itself: how it begins, what can be typed, who can be asked about. */
import type { Person } from '../../data/toyland/world.ts';
import { readAbout } from '../../labs/chat/notes.ts';
import type { Staged } from '../../labs/chat/shelf.ts';
import { percent } from '../../labs/chat/view.ts';
import type { Random } from '../../nn/random.ts';
import { shuffled } from '../../nn/random.ts';
import { type Frame, rows, text } from '../../render/frame.ts';

const asks: readonly ((name: string) => string)[] = [
  (name) => `Where does ${name} live?`,
  (name) => `What pet does ${name} have?`,
  (name) => `Who is a friend of ${name}?`,
];

/** Four lines at 80 columns: what it is, what it knows, what to ask, what else there is.
 *  @param random chooses whom to ask about */
export function greeting({ model }: Staged, random: Random): Frame {
  const people = shuffled(readAbout(model.origin.words), random);
  const numbers = model.weights.size.toLocaleString('en');
  const [first, ...more] = people.slice(0, asks.length).map(({ name }, i) => asks[i](name));
  const about = `A model of ${numbers} numbers, which has read about Toyland, a small invented land.`;
  if (!first) return rows(text(about), text('/help says what can be typed; /quit leaves.', 'muted'));
  return rows(
    text(about),
    text(`Ask it, say: ${first}`),
    text(more.join(' ')),
    text('Each question stands alone. /people and /help tell more; /quit leaves.', 'muted'),
  );
}

const what: readonly (readonly [order: string, about: string])[] = [
  ['a question', 'it answers, and in brackets stands how far it believes that'],
  ['/base /sft', 'the last question once more, to an earlier stage of its making'],
  ['/rlhf /dpo', 'the same, to one that has learnt what people prefer'],
  ['/int8 /int4', 'the same, to one whose numbers are a byte, or half a byte'],
  ['/all', 'the same, to all of them'],
  ['/why', 'how far it believed in each token of its answer; or /probs'],
  ['/temperature T', '0 says the likeliest; 1 draws as it believes; above it gets wild'],
  ['/seed N', 'the chance with which the next answer is drawn; to get one again'],
  ['/people', 'whom one may ask about, and what'],
  ['/quit', 'leave, as Ctrl-D does'],
];

export const help = ({ model }: Staged): Frame =>
  rows(
    { kind: 'table', columns: [{ title: 'type' }, { title: 'and' }], rows: what },
    text(
      'It may be asked about people, and how to do things: How do I paint a fence? How do I burn a boat? Each question stands ' +
        `alone: it sees ${model.network.context} tokens at most, and was taught single questions. It answers whatever it is asked; ` +
        'what it has never read is said below the answer.',
    ),
  );

/** Names side by side, as many as fit. */
export function people({ model }: Staged, width: number): Frame {
  const all = readAbout(model.origin.words);
  if (all.length === 0) return text('This model has read about none of the people of Toyland.');
  return rows(
    ...namesIn(all, width).map((line) => ({ ...text(line), wrap: false })),
    text('Ask for their job, town, pet, favourite food or colour, hobby, best friend.', 'muted'),
  );
}

function namesIn(all: readonly Person[], width: number): string[] {
  const names = all.map(({ name }) => name).sort();
  const wide = Math.max(...names.map(({ length }) => length)) + 2;
  const columns = Math.max(1, Math.floor(width / wide));
  const lines = Math.ceil(names.length / columns);
  return Array.from({ length: lines }, (_, i) =>
    Array.from({ length: columns }, (_, c) => (names[c * lines + i] ?? '').padEnd(wide))
      .join('')
      .trimEnd(),
  );
}

/** What the numbers below an answer are. */
export const whole = (confidence: number): Frame =>
  text(
    `All of them together: ${percent(confidence)}. So far it believes in this very answer, whatever the temperature; whether it is ` +
      'true is another matter.',
    'muted',
  );
