/** Data → model → output: how large the product is, how fast each way computes it, and what that speed means. */
import {
  type BarsFrame,
  type Frame,
  panel,
  rows,
  type Size,
  type Span,
  type TableFrame,
  text,
} from '../../render/frame.ts';
import { type Measured, type Params, type Way, ways } from './params.ts';
import { grouped, h100, month, span, work } from './scale.ts';

export interface State {
  readonly params: Params;
  /** Why there is no `simd` here. */
  readonly missing?: string;
  readonly repeat?: number;
  readonly largest?: number;
  readonly found: { readonly [way in Way]?: Omit<Measured, 'times_naive'> };
}

const names: Readonly<Record<Way, string>> = {
  naive: 'naive',
  tiled: 'tiled',
  simd: 'SIMD',
  two_threads: 'two threads',
};

/** Rows for everything; for all but where the figures come from; for all but boxes. Columns for the table. */
const roomy = 21;
const boxed = 18;
const leastTable = 13;
const wide = 66;
/** Below so many rows only bars and one sentence; below so many columns speeds alone beside the bars. */
const cramped = 10;
const narrow = 44;

export function viewState(state: State, { width, height }: Size): Frame {
  const tall = Number.isFinite(height) ? height : roomy;
  const { size } = state.params;
  const products = grouped(size * size * size);
  const data = `A · B of ${size} × ${size} numbers each, ${products} multiplications`;
  const agreement = text(agreementOf(state), 'muted');
  const meaning = width < wide || tall < leastTable ? text(inOneLine(state)) : table(state);
  if (tall < cramped && width < wide) return rows(bars(state, width), meaning);
  if (tall < boxed)
    return rows(text([muted('data: '), data, muted(' · bars: GFLOP/s')]), bars(state, width), agreement, meaning);
  return rows(
    panel('data', text(data)),
    panel('model: GFLOP/s, billions of operations a second', rows(bars(state, width), agreement)),
    panel('output: what the best of them means', meaning),
    ...(tall < roomy || width < wide ? [] : [text(sources, 'muted')]),
  );
}

const muted = (text: string): Span => ({ text, tone: 'muted' });

function bars({ found, missing }: State, width: number): BarsFrame {
  const naive = found.naive?.gflops;
  const here = ways.filter((way) => way !== 'simd' || missing === undefined);
  return {
    kind: 'bars',
    bars: here.map((way) => {
      const { gflops = 0 } = found[way] ?? {};
      const times =
        naive && way !== 'naive' && width >= narrow ? `  ${grouped(gflops / naive).padStart(4)} × naive` : '';
      return { label: names[way], value: gflops, note: gflops ? `${short(gflops).padStart(5)}${times}` : '    …' };
    }),
  };
}

function agreementOf({ found, largest, params, missing, repeat }: State): string {
  const differences = Object.values(found).map(({ max_difference }) => max_difference);
  if (largest === undefined || differences.length < 2) return 'the first times are coming';
  const apart = Math.max(...differences);
  const same = `all the same${apart > 0 ? ` to within ${apart.toPrecision(2)}` : ''}; the largest number is ${grouped(largest)}`;
  const round = repeat! < params.repeats ? ` · round ${repeat} of ${params.repeats}` : '';
  return `${same}${round}${missing === undefined ? '' : `\nno SIMD: ${missing}`}`;
}

/** Operations a second of the fastest way so far. */
const speedOf = ({ found }: State): number => 1e9 * Math.max(0, ...Object.values(found).map(({ gflops }) => gflops));

function table(state: State): TableFrame {
  const speed = speedOf(state);
  const here = (operations: number): string => (speed ? span(operations / speed) : '…');
  const row = (what: string, operations: number): string[] => [
    what,
    scientific(operations),
    here(operations),
    span(operations / h100),
  ];
  return {
    kind: 'table',
    columns: [
      { title: 'training' },
      { title: 'operations', align: 'right' },
      { title: 'here', align: 'right' },
      { title: 'H100 at peak', align: 'right' },
    ],
    rows: [
      row('a step, 7 billion weights', work.step7b),
      row('GPT-3, 2020', work.gpt3),
      row('a large model', work.run),
      [
        'the same in 30 days',
        '',
        speed ? `${grouped(work.run / speed / month)} machines` : '…',
        `${grouped(work.run / h100 / month)} H100s`,
      ],
    ],
  };
}

function inOneLine(state: State): string {
  const speed = speedOf(state);
  if (!speed) return ' ';
  const machines = grouped(work.run / speed / month);
  return `At that speed a large model (10^24 operations) takes ${machines} such machines for a month, or ${grouped(work.run / h100 / month)} H100s.`;
}

const sources =
  '6 operations a weight and token (Kaplan et al. 2020), 4 million tokens a step (Llama 2, 2023); GPT-3: Brown et al. 2020; ' +
  'H100 SXM: 989 TFLOP/s, 16 bits, dense (NVIDIA 2022). Real trainings reach 38 to 43 % of a peak (Llama 3, 2024).';

const short = (x: number): string => (x < 100 ? x.toPrecision(3) : x.toFixed(0));

/** "1.7 · 10^17" */
function scientific(x: number): string {
  const [digits, power] = x.toExponential(1).split('e+');
  return `${digits === '1.0' ? '' : `${digits} · `}10^${power}`;
}
