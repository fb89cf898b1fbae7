/** Knobs, events and result of `backprop`. */
import * as z from 'zod';
import type { Expression } from './expression.ts';
import { checkNumbers } from './graph.ts';
import { parse } from './parse.ts';
import { SyntaxProblem } from './tokens.ts';

/** Expressions to begin with. */
export const presets: Readonly<Record<string, string>> = {
  chain: 'x=3; y=2*x+1; y^2',
  neuron: 'x=0.5; w=-2; b=1.5; target=1; out=tanh(w*x+b); loss=(out-target)^2',
  twice: 'a=3; b=a*a; (a+b)*b',
  // The example of micrograd's README.
  micrograd:
    'a=-4; b=2; c=a+b; d=a*b+b^3; c2=c+c+1; c3=c2+1+c2-a; d2=d+d*2+relu(b+a); d3=d2+3*d2+relu(b-a); ' +
    'e=c3-d3; f=e^2; g=f/2+10/f',
};

/** The text of a preset, or what was typed. */
export const textOf = (expression: string): string =>
  Object.hasOwn(presets, expression.trim()) ? presets[expression.trim()] : expression;

/** @throws SyntaxProblem in one line, with the position */
export function expressionOf(text: string): Expression {
  const expression = parse(textOf(text));
  checkNumbers(expression);
  return expression;
}

export const params = z.strictObject({
  expression: z
    .string()
    .superRefine((text, { addIssue }) => {
      try {
        expressionOf(text);
      } catch (error) {
        if (!(error instanceof SyntaxProblem)) throw error;
        addIssue({ code: 'custom', message: error.message });
      }
    })
    .default('neuron')
    .meta({
      description: `What to compute: ${Object.keys(presets).join(', ')}, or your own of + - * / ^ tanh relu exp log.`,
      form: `${Object.keys(presets).join(', ')}, or your own such as "a=2; b=-3; tanh(a*b + 1)"`,
      placeholder: 'NAME|TEXT',
      suggestions: Object.keys(presets),
    }),
});

export type Params = z.infer<typeof params>;

const part = z.object({
  name: z.string(),
  value: z.number(),
  /** How much the result changes with this number: found backwards, and by nudging it. */
  grad: z.number(),
  nudged: z.number(),
});

export const result = z.object({
  expression: z.string(),
  name: z.string(),
  value: z.number(),
  /** Numbers that were given, in their order. */
  variables: z.array(part),
  /** Every number with a name or made by an operation, the result among them. */
  parts: z.array(part),
  /** The largest difference of the two gradients, relative to the larger one of both, or to 1. */
  largest_difference: z.number(),
  seed: z.int(),
});

export type Result = z.infer<typeof result>;

/** `index` is the place in the list of parts. */
export type Event =
  | { readonly kind: 'forward'; readonly index: number; readonly value: number; readonly from: readonly number[] }
  | {
      readonly kind: 'backward';
      readonly index: number;
      readonly grad: number;
      /** From each part that uses this one: its gradient, times how much it changes with this one. */
      readonly via: readonly { readonly label: string; readonly grad: number; readonly slope: number }[];
    }
  | { readonly kind: 'checked'; readonly nudged: readonly number[]; readonly difference: number };
