/** Descent on a landscape: too small a step, a good one, one too large, and momentum. Read first: ./curves.ts, ./descend.ts */
import { defineLab } from '../lab.ts';
import { curveOf, numericSlope } from './curves.ts';
import { descend, isZigzag, judge, rateLimit, type Stop } from './descend.ts';
import { type Event, params, type Result, result, type StepEvent } from './params.ts';
import { type State, viewState } from './view.ts';

export const gradientLab = defineLab({
  id: 'gradient',
  title: 'Walk downhill by the slope',
  about:
    'A ball stands on a curve; its height is the loss. It feels the slope under it and takes a step against it. Turn the ' +
    'learning rate up, bit by bit: where does it stop helping?',
  params,
  result,
  chance: false,
  pace: 6,

  *run({ curve: name, curvature, start, learning_rate, momentum, steps }, { seed }): Generator<Event, Result> {
    const curve = curveOf(name, curvature);
    const walk = { rate: learning_rate, momentum, steps };
    const from = curve.directions === 1 ? [start] : [start, curve.startY];
    const stops: Stop[] = [];
    const events: StepEvent[] = [];
    for (const stop of descend(curve, from, walk)) {
      const { place, move } = stop;
      const event: StepEvent = {
        kind: 'step',
        step: stops.length,
        place,
        loss: curve.loss(place),
        slope: curve.slope(place),
        numeric: numericSlope(curve.loss, place),
        move,
      };
      stops.push(stop);
      events.push(event);
      yield event;
    }
    const verdict = judge(curve, stops, walk);
    const limit = rateLimit(curve, momentum);
    yield { kind: 'verdict', verdict, zigzag: isZigzag(curve, stops), limit };
    const told = ({ place, loss }: StepEvent) => ({ x: place[0], y: place[1] ?? null, loss });
    return {
      curve: name,
      formula: curve.formula,
      learning_rate,
      momentum,
      verdict,
      diverged: verdict === 'diverged',
      steps: stops.length - 1,
      steps_to_reach: verdict === 'reached' ? stops.length - 1 : null,
      first: { ...told(events[0]), slope: events[0].slope[0], numeric_slope: events[0].numeric[0] },
      second: told(events[1]),
      last: told(events[events.length - 1]),
      limit,
      seed,
    };
  },

  start: (params): State => ({ params, steps: [] }),

  reduce(state, event): State {
    return event.kind === 'step'
      ? { ...state, steps: [...state.steps, event] }
      : { ...state, ended: { verdict: event.verdict, zigzag: event.zigzag, limit: event.limit } };
  },

  view: viewState,
});
