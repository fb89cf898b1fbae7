/** An expression, taken apart, and what its parts are called. */

const functions = ['tanh', 'relu', 'exp', 'log'] as const;
export type FunctionName = (typeof functions)[number];
export type Operation = '+' | '-' | '*' | '/' | '^' | 'neg' | FunctionName;

/** A number of the expression. A `constant` is written down without a name, a `variable` has one. */
export type Part =
  | { readonly kind: 'constant' | 'variable'; readonly label: string; readonly value: number; readonly at: number }
  | {
      readonly kind: 'operation';
      /** Its name, or how it is made. */
      readonly label: string;
      readonly named: boolean;
      readonly operation: Operation;
      /** Places in the list; for `^` the second one is a whole constant. */
      readonly inputs: readonly number[];
      /** Where it stands in the text, from 1. */
      readonly at: number;
    };

export interface Expression {
  /** Each after what it needs. */
  readonly parts: readonly Part[];
  /** Place of the result in the list. */
  readonly result: number;
}

export const isFunction = (name: string): name is FunctionName => (functions as readonly string[]).includes(name);

/** How strongly a part holds together when it is written beside others. */
function rankOf(part: Part): number {
  if (part.kind !== 'operation') return part.label.startsWith('-') ? 2 : 4;
  if (part.named || isFunction(part.operation)) return 4;
  return ranks[part.operation];
}

const ranks = { '+': 1, '-': 1, '*': 2, '/': 2, neg: 2, '^': 3 };

/** What a part without a name is called: how it is made. `a` and `b+1` → `a*(b+1)` */
export function labelOf(operation: Operation, [a, b]: readonly Part[]): string {
  if (isFunction(operation)) return `${operation}(${a.label})`;
  const rank = ranks[operation];
  const written = (part: Part, least: number): string => (rankOf(part) < least ? `(${part.label})` : part.label);
  if (operation === 'neg') return `-${written(a, rank + 1)}`;
  if (operation === '^') return `${written(a, rank + 1)}^${b.label}`;
  return `${written(a, rank)}${operation}${written(b, rank + 1)}`;
}
