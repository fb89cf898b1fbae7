/** What a line of a conversation is: a question, or an order that begins with a slash. */
import { quoted } from '../../data/input-error.ts';
import { suggest } from '../../data/near-miss.ts';
import { all, type Stage, stages } from '../../labs/chat/params.ts';

export type Typed =
  | { readonly kind: 'nothing' | 'why' | 'people' | 'help' | 'quit' }
  | { readonly kind: 'question'; readonly question: string }
  /** Without a stage all of them. */
  | { readonly kind: 'stage'; readonly stage?: Stage }
  /** Without a value it is asked for. */
  | { readonly kind: 'temperature' | 'seed'; readonly value?: number }
  /** What is wrong with it, and what to do. */
  | { readonly kind: 'wrong'; readonly why: string };

const plain: Readonly<Record<string, 'why' | 'people' | 'help' | 'quit'>> = {
  why: 'why',
  probs: 'why',
  people: 'people',
  help: 'help',
  '?': 'help',
  quit: 'quit',
  exit: 'quit',
  q: 'quit',
};

/** What stands behind a slash, in the order of help. */
export const orders = [...stages, all, 'why', 'probs', 'temperature', 'seed', 'people', 'help', 'quit'];

/** Words that nobody asks a model. */
const bare = /^(help|quit|exit)$/i;

const largestSeed = 0xffffffff;

/** typed('/temperature 0.7') → { kind: 'temperature', value: 0.7 } */
export function typed(line: string): Typed {
  const text = line.replace(/\s+/g, ' ').trim();
  if (text === '') return { kind: 'nothing' };
  if (!text.startsWith('/') && !bare.test(text)) return { kind: 'question', question: text };
  const [word, ...values] = text.replace(/^\//, '').split(' ');
  const order = word.toLowerCase();
  if (order === 'temperature' || order === 'seed') return withNumber(order, values);
  const stage = stages.find((stage) => stage === order);
  const kind = Object.hasOwn(plain, order) ? plain[order] : undefined;
  if (!stage && !kind && order !== all) {
    return { kind: 'wrong', why: `There is no ${quoted(`/${word}`)}. ${suggest(order, orders, (name) => `/${name}`)}` };
  }
  if (values.length > 0) return { kind: 'wrong', why: `/${order} stands alone.` };
  return kind ? { kind } : { kind: 'stage', stage };
}

function withNumber(kind: 'temperature' | 'seed', values: readonly string[]): Typed {
  if (values.length === 0) return { kind };
  const value = Number(values.join(' '));
  const isRight =
    kind === 'seed' ? Number.isInteger(value) && value >= 0 && value <= largestSeed : value >= 0 && value <= 10;
  if (isRight) return { kind, value };
  const what = kind === 'seed' ? `a whole number from 0 to ${largestSeed}` : 'a number from 0 to 10';
  return { kind: 'wrong', why: `/${kind} takes ${what}, not ${quoted(values.join(' '))}.` };
}
