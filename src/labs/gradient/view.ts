/** Data → model → output: the landscape with the ball on it, the step it takes, and how far down it came. */
import { columns, type Frame, panel, type Rich, rows, type Size, type Span, text } from '../../render/frame.ts';
import { shortNumber } from '../../render/scale.ts';
import { type Curve, curveOf } from './curves.ts';
import type { Event, Params, StepEvent, Verdict } from './params.ts';

export interface State {
  readonly params: Params;
  readonly steps: readonly StepEvent[];
  readonly ended?: Omit<Extract<Event, { kind: 'verdict' }>, 'kind'>;
}

/** Below so many rows there are no boxes: the picture and what came of it need them all. */
const roomy = 19;
/** Places that stay to be seen behind the ball. */
const trail = 200;

export function viewState(state: State, { width, height }: Size): Frame {
  const tall = Number.isFinite(height) ? height : 24;
  const boxed = tall >= roomy;
  const curve = curveOf(state.params.curve, state.params.curvature);
  // the lines around the picture: data, step, output in two, and the edges of their boxes
  const room = Math.max(4, tall - (boxed ? 10 : 4));
  const picture = curve.directions === 1 ? sideView(curve, state, room) : fromAbove(curve, state, width, room);
  const plots: Frame = { ...columns(picture, descent(curve, state, room)), shares: [3, 2], least: 16 };
  const model = rows(plots, text(slopeLine(state)));
  const { formula } = curve;
  const rule = stepRule(state.params);
  if (!boxed) {
    const head = text([muted('data: '), formula, muted(' · model: '), rule]);
    return rows(head, model, text([muted('output: '), ...output(curve, state)]));
  }
  return rows(
    panel('data: a landscape', text(formula)),
    panel(`model: ${rule}`, model),
    panel('output', text(output(curve, state))),
  );
}

const stepRule = ({ learning_rate, momentum }: Params): string =>
  `step = −${shortNumber(learning_rate)} × slope${momentum > 0 ? ` + ${shortNumber(momentum)} × last step` : ''}`;

const muted = (text: string): Span => ({ text, tone: 'muted' });
const lastOf = ({ steps }: State): StepEvent | undefined => steps[steps.length - 1];

/** The curve from the side; it reaches as far as the ball got. */
function sideView(curve: Curve, state: State, height: number): Frame {
  const visited = state.steps.slice(-trail);
  const far = Math.min(1e9, Math.max(0, ...state.steps.map(({ place }) => Math.abs(place[0]))));
  const reach = Math.max(curve.shown[0][1], far * 1.1);
  const x = Array.from({ length: 201 }, (_, i) => reach * (i / 100 - 1));
  const points = (events: readonly StepEvent[]) => ({
    x: events.map(({ place }) => place[0]),
    y: events.map(({ loss }) => loss),
  });
  return {
    kind: 'line',
    series: [{ name: '', tone: 'a', x, y: x.map((at) => curve.loss([at])) }],
    points: [
      { name: '', tone: 'd', ...points(visited.slice(0, -1)) },
      { name: '', tone: 'accent', big: true, ...points(visited.slice(-1)) },
    ],
    x: { label: 'x' },
    y: { label: 'loss at x' },
    height,
  };
}

/** The valley from above, dark where it is deep, with the path. */
function fromAbove(curve: Curve, state: State, width: number, height: number): Frame {
  const [[left, right], [low, high]] = curve.shown;
  const tall = Math.max(3, Math.min(16, height - 1));
  const wide = Math.max(6, Math.min(30, Math.floor((width * 0.6 - 8) / 2)));
  const xAt = (column: number): number => left + ((column + 0.5) / wide) * (right - left);
  const yAt = (row: number): number => high - ((row + 0.5) / tall) * (high - low);
  const values = Array.from({ length: tall }, (_, row) =>
    Array.from({ length: wide }, (_, column) => curve.loss([xAt(column), yAt(row)]) - curve.least),
  );
  const mark = ([x, y]: readonly number[], sign: string) => ({
    row: Math.floor(((high - y) / (high - low)) * tall),
    column: Math.floor(((x - left) / (right - left)) * wide),
    sign,
  });
  const visited = state.steps.slice(-trail);
  return {
    kind: 'heatmap',
    values,
    scale: 'log',
    min: Math.max(...values.flat()) / 1000,
    rows: values.map((_, row) => (row % 4 === 0 ? yAt(row).toFixed(1) : '')),
    marks: [
      mark(curve.bottom, 'x'),
      ...visited.slice(0, -1).map(({ place }) => mark(place, 'o')),
      ...visited.slice(-1).map(({ place }) => mark(place, '●')),
    ],
  };
}

/** Height above the lowest place, step by step; a straight line is a constant factor. */
function descent(curve: Curve, { steps }: State, height: number): Frame {
  const above = steps.map(({ loss }) => loss - curve.least);
  return {
    kind: 'line',
    series: [{ name: '', tone: 'b', x: steps.map(({ step }) => step), y: above.map((loss) => Math.max(loss, 1e-12)) }],
    x: { label: 'step', min: 0, max: Math.max(4, steps.length - 1) },
    y: { label: curve.least === 0 ? 'loss (log)' : 'above lowest', log: true },
    height,
  };
}

const number = (value: number): string => shortNumber(value).replace(/^-/, '−');
const list = (numbers: readonly number[]): string => numbers.map(number).join(', ');

function slopeLine(state: State): Rich {
  const at = lastOf(state);
  if (!at) return [muted('not started')];
  return [muted(`step ${at.step} · slope `), list(at.slope), muted(' · by nudging '), list(at.numeric)];
}

const tones: Readonly<Record<Verdict, Span['tone']>> = {
  reached: 'good',
  'other-valley': 'warn',
  'on-the-way': 'warn',
  bouncing: 'bad',
  diverged: 'bad',
};

function output(curve: Curve, state: State): (string | Span)[] {
  const at = lastOf(state);
  if (!at) return [' '];
  const where: Span = { text: `loss ${number(at.loss)} at ${list(at.place)}`, bold: true };
  if (!state.ended) return [where];
  const { verdict } = state.ended;
  return [{ text: `${words(state.ended, at.step)}${limitOf(curve, state)} `, tone: tones[verdict], bold: true }, where];
}

/** Where the limit is known, whoever comes near it is told. */
function limitOf({ steepest }: Curve, { params, ended }: State): string {
  if (!ended?.zigzag || ended.limit === null || steepest === undefined) return '';
  const above = params.momentum > 0 ? `2 × ${shortNumber(1 + params.momentum)}` : '2';
  return ` The limit is ${above} / ${shortNumber(steepest)} = ${shortNumber(ended.limit)}.`;
}

function words({ verdict, zigzag, limit }: NonNullable<State['ended']>, steps: number): string {
  const taken = steps === 1 ? '1 step' : `${steps} steps`;
  switch (verdict) {
    case 'reached':
      return `At the bottom after ${taken}${zigzag ? ', from side to side' : ''}.`;
    case 'other-valley':
      return `At rest after ${taken}, but another valley is deeper.`;
    case 'on-the-way':
      return zigzag ? `Still jumping from side to side after ${taken}.` : `Still on the way after ${taken}.`;
    case 'bouncing':
      return limit === null
        ? `Jumps about: after ${taken} no lower than before.`
        : `Bounces for ever: no step ends lower than the one before.`;
    case 'diverged':
      return `Diverged: the steps are too large and go ever higher.`;
  }
}
