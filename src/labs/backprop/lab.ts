/** Back-propagation on a graph that fits a screen: values forward, gradients backward, a number at a time.
 *  Read first: ../../nn/value.ts, ./graph.ts. Paper: Rumelhart, Hinton & Williams 1986. */
import { defineLab } from '../lab.ts';
import { build, localSlopes, nudged } from './graph.ts';
import { type Event, expressionOf, params, type Result, result, textOf } from './params.ts';
import { type State, viewState } from './view.ts';

export const backpropLab = defineLab({
  id: 'backprop',
  title: 'Values forward, gradients back',
  about:
    'An expression is computed part by part. Then the question runs backwards: how much would the result change with each ' +
    'part? The last column finds the same by nudging that part alone. Type an expression of your own.',
  params,
  result,
  chance: false,
  pace: 2,

  *run({ expression: text }, { seed }): Generator<Event, Result> {
    const expression = expressionOf(text);
    const { parts, result } = expression;
    const values = build(expression);
    const shown = parts.flatMap(({ kind }, index) => (kind === 'constant' ? [] : [index]));
    for (const index of shown) {
      const part = parts[index];
      const from = part.kind === 'operation' ? part.inputs.map((input) => values[input].data) : [];
      yield { kind: 'forward', index, value: values[index].data, from };
    }

    values[result].backward();
    for (const index of [...shown].reverse()) {
      const via = parts.flatMap((user, place) => {
        if (user.kind !== 'operation' || !user.inputs.includes(index)) return [];
        const inputs = user.inputs.map((input) => values[input].data);
        const slopes = localSlopes(user.operation, inputs, values[place].data);
        const slope = slopes.reduce((sum, slope, i) => sum + (user.inputs[i] === index ? slope : 0), 0);
        return [{ label: user.label, grad: values[place].grad, slope }];
      });
      yield { kind: 'backward', index, grad: values[index].grad, via };
    }

    const numbers = values.map(({ data }) => data);
    const byNudging = parts.map((_, index) => nudged(expression, numbers, index));
    const differences = shown.map((index) => {
      const [a, b] = [values[index].grad, byNudging[index]];
      return Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b));
    });
    const difference = Math.max(...differences);
    yield { kind: 'checked', nudged: byNudging, difference };

    const told = (index: number) => ({
      name: parts[index].label,
      value: numbers[index],
      grad: values[index].grad,
      nudged: byNudging[index],
    });
    return {
      expression: textOf(text),
      name: parts[result].label,
      value: numbers[result],
      variables: shown.filter((index) => parts[index].kind === 'variable').map(told),
      parts: shown.map(told),
      largest_difference: difference,
      seed,
    };
  },

  start: (params): State => ({ params, values: {}, grads: {} }),

  reduce(state, event): State {
    switch (event.kind) {
      case 'forward':
        return { ...state, values: { ...state.values, [event.index]: event.value }, at: event };
      case 'backward':
        return { ...state, grads: { ...state.grads, [event.index]: event.grad }, at: event };
      case 'checked':
        return { ...state, at: undefined, checked: event };
    }
  },

  view: viewState,
});
