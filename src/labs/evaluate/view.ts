/** Questions → models → answers: measures by stage, and below them what all of them say to the same question. */
import { columns, type Frame, rows, type Size, type TableFrame, text } from '../../render/frame.ts';
import { abstainingChart, reliabilityChart } from './charts.ts';
import { examinedAs, type MeasureName, measuresOf, told } from './measures.ts';
import type { Examined, Stage } from './params.ts';

export interface State {
  /** To be examined. */
  readonly stages: readonly Stage[];
  readonly examined: readonly Examined[];
  readonly working?: { readonly stage: Stage; readonly part: string };
}

/** Columns of the names of measures, and of a stage with what is left of it. */
const [nameWidth, stageWidth] = [18, 7];
/** Which stages stay where not all of them fit: the first of these. */
const dearest: readonly Stage[] = ['dpo', 'sft', 'base', 'rlhf', 'int4', 'int8'];
/** Measures that matter more than an example. */
const fewest = 7;
/** Rows of both charts. */
const chartRows = 14;

export function viewState(state: State, { width, height }: Size): Frame {
  const { stages, examined, working } = state;
  if (stages.length === 0) return text('data: getting ready', 'muted');
  const head = { ...text(headOf(state)), wrap: false };
  if (examined.length === 0) return head;
  const fitting = Math.max(1, Math.floor((width - nameWidth) / stageWidth));
  const dear = dearest.filter((stage) => stages.includes(stage)).slice(0, fitting);
  const shown = stages.filter((stage) => dear.includes(stage));
  const hidden = stages.filter((stage) => !dear.includes(stage));
  const below: Frame[] = hidden.length === 0 ? [] : [{ ...text(`wider: ${hidden.join(', ')}`, 'muted'), wrap: false }];
  const measures = measuresOf(examined.map(({ scores }) => scores));
  // The head, and that of the table.
  const room = height - 3 - below.length;
  const questions = examined[0].examples;
  const each = examined.length + 1;
  const first = Number.isFinite(height) && room - each - 1 < fewest ? 0 : 1;
  const taken = Math.min(measures.length, Math.max(1, room - first * (each + 1)));
  const left = room - taken;
  const count = Math.max(0, Math.min(questions.length, Math.floor((left - 1) / each)));
  const charted = !working && left - 1 - count * each >= chartRows;
  return rows(
    head,
    tableOf(measures.slice(0, taken), shown, examined),
    ...below,
    ...(count > 0 ? [text('output: one answer of each', 'muted')] : []),
    ...questions.slice(0, count).map((_, i) => answersTo(i, examined)),
    ...(charted
      ? [
          columns(
            chart('sure and right', reliabilityChart(examined)),
            chart('silent when unsure', abstainingChart(examined)),
          ),
        ]
      : []),
  );
}

const chart = (title: string, frame: Frame): Frame => rows(text(title, 'muted'), frame);

function headOf({ stages, examined, working }: State): ReturnType<typeof text>['text'] {
  const [first] = examined;
  const data = first ? `${first.questions} questions that nobody learnt from` : 'questions that nobody learnt from';
  const model = working
    ? `${working.stage}, ${stages.indexOf(working.stage) + 1} of ${stages.length}: ${working.part}`
    : stages.join(', ');
  return [{ text: 'data: ', tone: 'muted' }, data, { text: ' · model: ', tone: 'muted' }, model];
}

const tableOf = (
  measures: readonly MeasureName[],
  shown: readonly Stage[],
  examined: readonly Examined[],
): TableFrame => ({
  kind: 'table',
  columns: [{ title: '' }, ...shown.map((title) => ({ title, align: 'right' as const }))],
  rows: measures.map((measure) => [
    measure.label,
    ...shown.map((stage) => told(measure, examinedAs(examined, stage)?.scores)),
  ]),
});

function answersTo(i: number, examined: readonly Examined[]): Frame {
  const { question } = examined[0].examples[i];
  return rows(
    { ...text([{ text: '> ', tone: 'muted' }, question]), wrap: false },
    {
      kind: 'table',
      columns: [{ title: '' }, { title: '' }],
      rows: examined.map(({ stage, examples }) =>
        [
          { text: `  ${stage}`, tone: 'muted' } as const,
          { text: examples[i].answer || '(nothing)', tone: examples[i].right === false ? 'plain' : 'accent' } as const,
        ].map((cell) => [cell]),
      ),
    },
  );
}
