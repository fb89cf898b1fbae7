/** An expression as a graph of Values, and a second way to its gradients: nudge one number and compute everything after it
 *  again. Read first: ../../nn/value.ts, ./expression.ts. After: micrograd (Karpathy 2020). */
import { Value } from '../../nn/value.ts';
import type { Expression, Operation } from './expression.ts';
import { SyntaxProblem } from './tokens.ts';

// #region build
/** Each part as a Value; what follows from them is known at once. */
export function build({ parts }: Expression): Value[] {
  const values: Value[] = [];
  for (const part of parts) {
    const [a, b] = part.kind === 'operation' ? part.inputs.map((index) => values[index]) : [];
    values.push(part.kind === 'operation' ? made(part.operation, a, b) : new Value(part.value));
  }
  return values;
}

function made(operation: Operation, a: Value, b: Value): Value {
  switch (operation) {
    case '+':
      return a.plus(b);
    case '-':
      return a.minus(b);
    case '*':
      return a.times(b);
    case '/':
      return a.over(b);
    case '^':
      return power(a, b.data);
    case 'neg':
      return a.times(-1);
    default:
      return a[operation]();
  }
}
// #endregion

/** a · a · … a, for a whole exponent. */
function power(a: Value, exponent: number): Value {
  let product = new Value(1);
  for (let i = 0; i < Math.abs(exponent); i++) product = product.times(a);
  return exponent < 0 ? product.inverse() : product;
}

/** How much an operation changes with each of its inputs, by the rules of calculus. */
export function localSlopes(operation: Operation, [a, b]: readonly number[], result: number): number[] {
  switch (operation) {
    case '+':
      return [1, 1];
    case '-':
      return [1, -1];
    case '*':
      return [b, a];
    case '/':
      return [1 / b, -a / (b * b)];
    case '^':
      return [b === 0 ? 0 : b * compute('^', a, b - 1)];
    case 'neg':
      return [-1];
    case 'tanh':
      return [1 - result * result];
    case 'relu':
      return [a > 0 ? 1 : 0];
    case 'exp':
      return [result];
    case 'log':
      return [1 / a];
  }
}

function compute(operation: Operation, a: number, b: number): number {
  switch (operation) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '^': {
      let product = 1;
      for (let i = 0; i < Math.abs(b); i++) product *= a;
      return b < 0 ? 1 / product : product;
    }
    case 'neg':
      return -a;
    case 'relu':
      return Math.max(0, a);
    default:
      return Math[operation](a);
  }
}

// #region nudge
/** How much the result changes when one number of the graph is moved a little to either side: no calculus at all. */
export function nudged({ parts, result }: Expression, values: readonly number[], index: number): number {
  const step = 1e-5 * Math.max(1, Math.abs(values[index]));
  const resultAt = (moved: number): number => {
    const numbers = [...values];
    numbers[index] = moved;
    for (let i = index + 1; i < parts.length; i++) {
      const part = parts[i];
      if (part.kind !== 'operation') continue;
      const [a, b] = part.inputs.map((input) => numbers[input]);
      numbers[i] = compute(part.operation, a, b);
    }
    return numbers[result];
  };
  return (resultAt(values[index] + step) - resultAt(values[index] - step)) / (2 * step);
}
// #endregion

/** Refuses what has no finite value or gradient.
 *  @throws SyntaxProblem */
export function checkNumbers(expression: Expression): void {
  const { parts, result } = expression;
  const values = build(expression);
  values[result].backward();
  const refuse = (wrong: (value: Value) => string | undefined): void => {
    for (const [i, part] of parts.entries()) {
      const what = wrong(values[i]);
      if (what) throw new SyntaxProblem(`${part.label} ${what}`, part.at);
    }
  };
  refuse(({ data }) => (Number.isFinite(data) ? undefined : `is ${data}`));
  refuse(({ grad }) => (Number.isFinite(grad) ? undefined : 'has no finite gradient'));
}
