/** Prompts → model → output, and what the classifier says of it: shares beside their targets, subjects that fail, the last
 *  pictures. */
import {
  columns,
  type Frame,
  type Rich,
  rows,
  type Size,
  type Span,
  type TableFrame,
  text,
} from '../../render/frame.ts';
import { imagesOf } from '../diffuse/view.ts';
import type { Examined, Judged, Made, Params, SubjectRow } from './params.ts';
import { bySubject, chance, distancesOf, limits, shares } from './score.ts';

export interface State {
  readonly params: Params;
  readonly share: number;
  readonly lesson?: { readonly step: number; readonly loss: number };
  readonly classifier?: Examined;
  readonly judged: readonly Judged[];
  /** Of the last prompt. */
  readonly pixels?: Float32Array;
  readonly made: readonly number[];
  readonly real: readonly number[];
  readonly unguided?: { readonly right: number; readonly of: number };
}

/** Rows from which on there is room for subjects under the shares, and for pictures. */
const roomy = 23;
const roomyForPictures = 27;
const wide = 76;
const side = 24;

export function viewState(state: State, { width, height }: Size): Frame {
  const { params, share, lesson, classifier, judged } = state;
  const tall = Number.isFinite(height) ? height : 40;
  const { prompts, held_out, seeds, guidance, steps, sampler } = params;
  const what = `${prompts + held_out} prompts × ${seeds} pictures · guidance ${guidance} · ${steps} steps of ${sampler}`;
  const head = text([muted('prompts: '), what, muted(` · ${Math.floor(100 * share)} %`)]);
  if (!classifier) {
    const learned = lesson ? `: step ${lesson.step} of ${params.classifier_steps}, loss ${lesson.loss.toFixed(3)}` : '';
    return rows(head, text(`the classifier learns, from real pictures alone${learned}`, 'muted'));
  }
  if (judged.length === 0) return rows(head, table(undefined, undefined, classifier));
  const of = (heldOut: boolean): Made | undefined => {
    const some = judged.filter((one) => one.heldOut === heldOut);
    return some.length === 0 ? undefined : shares(some);
  };
  const main = [head, table(of(false), of(true), classifier)];
  if (tall < 16) return rows(...main);
  main.push(text(further(state, classifier)));
  if (tall < roomy || width < wide) return rows(...main);
  // While pictures come they are shown where there is room; what counts in the end is who failed.
  return rows(...main, state.unguided || tall < roomyForPictures ? subjectTables(judged) : pictures(state, width));
}

const muted = (text: string): Span => ({ text, tone: 'muted' });
const percent = (x: number | null): string => (x === null ? '-' : `${(100 * x).toFixed(1)} %`);

function table(seen: Made | undefined, held: Made | undefined, { seen: real, held_out }: Examined): TableFrame {
  const cell = (value: number | null | undefined, least?: number): Rich => {
    if (value === undefined || value === null) return '-';
    if (least === undefined) return percent(value);
    return [{ text: percent(value), tone: value >= least ? 'good' : 'warn' }, muted(` ≥ ${100 * least}`)];
  };
  const { subject, place, time, colour, pair, classifier } = limits;
  return {
    kind: 'table',
    columns: [
      { title: 'right' },
      { title: 'seen', align: 'right' },
      { title: 'never seen', align: 'right' },
      { title: 'real', align: 'right' },
      { title: 'real, never seen', align: 'right' },
    ],
    rows: [
      [
        'subject',
        cell(seen?.subject, subject),
        cell(held?.subject),
        cell(real.subject, classifier),
        cell(held_out.subject, classifier),
      ],
      ['place', cell(seen?.place, place), cell(held?.place), cell(real.place), cell(held_out.place)],
      ['time', cell(seen?.time, time), cell(held?.time), cell(real.time), cell(held_out.time)],
      ['weather', cell(seen?.weather), cell(held?.weather), cell(real.weather), cell(held_out.weather)],
      ['colour', cell(seen?.colour, colour), cell(held?.colour), cell(real.colour), cell(held_out.colour)],
      ['subject and place', cell(seen?.pair), cell(held?.pair, pair), '', ''],
    ],
  };
}

/** What does not fit into the table. */
function further({ made, real, unguided }: State, { refuses, blemished }: Examined): Rich {
  const near = distancesOf(made, real);
  return [
    muted('classifier: '),
    `refuses ${percent(refuses)} of spoiled subjects, tells ${percent(blemished)} of blurred ones`,
    muted('\nnearest training picture: '),
    `${near.made.toFixed(3)} away, real ones ${near.real.toFixed(3)}; `,
    { text: `${near.copies} copies`, tone: near.copies > 0 ? 'warn' : 'good' },
    muted('\nguidance 0: '),
    unguided
      ? `subject right in ${percent(unguided.right / unguided.of)} (by chance ${percent(chance)})`
      : 'comes last',
  ];
}

/** All subjects, those that fail most first, in two halves. */
function subjectTables(judged: readonly Judged[]): Frame {
  const all = bySubject(judged);
  const half = Math.ceil(all.length / 2);
  return columns(...[all.slice(0, half), all.slice(half)].filter((some) => some.length > 0).map(subjectTable));
}

const subjectTable = (some: readonly SubjectRow[]): TableFrame => ({
  kind: 'table',
  columns: [
    { title: 'subject' },
    { title: 'seen', align: 'right' },
    { title: 'never', align: 'right' },
    { title: 'taken for' },
  ],
  rows: some.map(({ subject, seen, held_out, mistaken_for }) => [
    subject,
    whole(seen),
    whole(held_out),
    mistaken_for.map(({ answer, times }) => `${answer} ${times}`).join(' '),
  ]),
});

const whole = (x: number | null): string => (x === null ? '-' : `${Math.round(100 * x)} %`);

/** The last prompt, and what was made of it. */
function pictures({ pixels, judged }: State, width: number): Frame {
  const { prompt, seen } = judged[judged.length - 1];
  const fit = Math.max(1, Math.floor((width + 2) / (side + 2)));
  const images = imagesOf(pixels!, side).slice(0, fit);
  return rows(
    text([
      muted('output: '),
      `${prompt} → ${seen
        .map(({ subject }) => subject)
        .slice(0, images.length)
        .join(', ')}`,
    ]),
    { ...columns(...images), least: 14 },
  );
}
