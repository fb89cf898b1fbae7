/** What the models know, and what they know of that, as sections of a report. Read first: ./report.ts */
import { type Frame, panel, rows, type TableFrame } from '../../render/frame.ts';
import { percent } from '../stages/params.ts';
import { abstainingChart, fewestAnswers, reliabilityChart } from './charts.ts';
import { measuresOf, told } from './measures.ts';
import { type Examined, stageNames } from './params.ts';
import type { Section } from './report-pieces.ts';
import type { Results } from './results.ts';

const right = { align: 'right' } as const;

export function sideBySideSection({ evaluate }: Results): Section | undefined {
  if (!evaluate) return undefined;
  const { stages } = evaluate;
  return {
    title: 'All stages, side by side',
    prose:
      `Each was asked the same ${stages[0].questions} questions. ` +
      `${stages.map(({ stage }) => `${stage}: ${stageNames[stage]}`).join('; ')}.`,
    frame: {
      kind: 'table',
      columns: [{ title: '' }, ...stages.map(({ stage }) => ({ title: stage, ...right }))],
      rows: measuresOf(stages.map(({ scores }) => scores)).map((measure) => [
        measure.label,
        ...stages.map(({ scores }) => told(measure, scores)),
      ]),
    },
  };
}

export function calibrationSection({ evaluate }: Results): Section | undefined {
  if (!evaluate) return undefined;
  const errors = evaluate.stages.map(({ stage, scores }) => `${stage} ${scores.calibration_error.toFixed(3)}`);
  return {
    title: 'Does it know what it knows?',
    prose:
      'How likely a model holds its answer to be, and how often such answers are right. Who is right as often as it believes to be ' +
      'lies on the diagonal; who is too sure of itself lies below. How far they are from it, on average over all answers ' +
      `(expected calibration error): ${errors.join(', ')}. Drawn are tenths of the scale with ${fewestAnswers} answers at least.`,
    frame: reliabilityChart(evaluate.stages),
  };
}

export function nobodiesSection({ evaluate }: Results): Section | undefined {
  if (!evaluate) return undefined;
  const lines = evaluate.stages.map(({ stage, scores, abstaining, abstaining_at_90: silent }) => [
    stage,
    percent(scores.invented),
    percent(scores.mixed_up),
    scores.tells_nobody.toFixed(2),
    percent(abstaining.at(-1)!.right),
    percent(silent.right),
    percent(silent.invented),
  ]);
  return {
    title: 'People who do not exist',
    prose: [
      'Asked about people of whom there are none, a model may invent, or take them for somebody of like name. What if it said nothing wherever it is not sure? The curve shows, ' +
        'for every degree of sureness that may be asked for, of how many people it would still speak and of how many nobodies. Who ' +
        'cannot tell them apart lies on the diagonal; the area below the curve is the number in the table.',
      'In the last two columns it says nothing so often that nine of ten questions about people are still answered.',
    ].join('\n\n'),
    frame: rows(
      {
        kind: 'table',
        columns: [
          { title: '' },
          { title: 'nobodies invented', ...right },
          { title: 'taken for another', ...right },
          { title: 'area', ...right },
          { title: 'facts right', ...right },
          { title: 'of those still told', ...right },
          { title: 'still invented', ...right },
        ],
        rows: lines,
      },
      abstainingChart(evaluate.stages),
    ),
  };
}

export function examplesSection({ evaluate }: Results): Section | undefined {
  if (!evaluate) return undefined;
  const { stages } = evaluate;
  return {
    title: 'In their own words',
    prose: 'One question of each kind, and what each model answered, word by word.',
    frame: rows(...stages[0].examples.map((_, i) => answersTo(i, stages))),
  };
}

function answersTo(i: number, stages: readonly Examined[]): Frame {
  const table: TableFrame = {
    kind: 'table',
    columns: [{ title: '' }, { title: '' }],
    rows: stages.map(({ stage, examples }) => {
      const { answer, right } = examples[i];
      const tone = right === null ? 'plain' : right ? 'good' : 'bad';
      return [stage, [{ text: answer || '(nothing)', tone }]];
    }),
  };
  return panel(stages[0].examples[i].question, table);
}
