/** The results of a pipeline as a report that a person reads: a section for each stage, in prose and pictures. Pure; whoever calls it
 *  makes a page or a text of it.
 *  Read first: ./results.ts, ./targets.ts. Read next: ./report-stages.ts, ./report-models.ts */
import { type Frame, type Rich, rows, text } from '../../render/frame.ts';
import { calibrationSection, examplesSection, nobodiesSection, sideBySideSection } from './report-models.ts';
import type { Section } from './report-pieces.ts';
import {
  collectSection,
  finetuneSection,
  preferencesSection,
  pretrainSection,
  quantizeSection,
} from './report-stages.ts';
import { missingIn, type Results } from './results.ts';
import { targets } from './targets.ts';

export interface Report {
  readonly title: string;
  readonly lead: string;
  readonly sections: readonly Section[];
}

export function pipelineReport(results: Results): Report {
  const missing = missingIn(results);
  const { evaluate } = results;
  const seed = evaluate?.pipeline_seed ?? results.pretrain?.seed ?? results.collect?.seed;
  const lead = [
    `From the pages of a small invented web to a chat model${seed === undefined ? '' : `, by seed ${seed}`}.`,
    'All numbers were measured on questions, people and texts that the models did not learn from.',
    ...(missing.length === 0 ? [] : [`Not in this report, because it is not made yet: ${missing.join(', ')}.`]),
  ];
  const sections = [
    sideBySideSection(results),
    collectSection(results),
    pretrainSection(results),
    finetuneSection(results),
    preferencesSection(results),
    quantizeSection(results),
    calibrationSection(results),
    nobodiesSection(results),
    examplesSection(results),
    targetsSection(results),
  ].filter((section) => section !== undefined);
  return { title: 'From raw pages to a chat model', lead: lead.join(' '), sections };
}

function targetsSection(results: Results): Section | undefined {
  const all = targets(results);
  const measured = all.filter(({ met }) => met !== null);
  if (measured.length === 0) return undefined;
  const met = measured.filter(({ met }) => met).length;
  const open = all.length - measured.length;
  return {
    title: 'Targets',
    prose: `${met} of ${measured.length} are met.${open === 0 ? '' : ` ${open} more are not measured yet.`}`,
    frame: targetsTable(all),
  };
}

/** What has to be reached, what was, and whether that is enough. */
export const targetsTable = (all: ReturnType<typeof targets>): Frame => ({
  kind: 'table',
  columns: [{ title: '' }, { title: 'target' }, { title: 'measured', align: 'right' }, { title: '' }],
  rows: all.map(({ what, target, told, met }): Rich[] => [
    what,
    target,
    told,
    met === null
      ? [{ text: 'not measured', tone: 'muted' }]
      : [{ text: met ? 'met' : 'not met', tone: met ? 'good' : 'bad' }],
  ]),
});

/** Sections below each other, for a terminal or a text file. */
export const reportFrame = ({ title, lead, sections }: Report): Frame => ({
  ...rows(
    rows({ kind: 'text', text: [{ text: title, bold: true }] }, text(lead)),
    ...sections.map(({ title, prose, frame }) =>
      rows(
        { kind: 'text', text: [{ text: title, bold: true, tone: 'accent' }] },
        ...(prose ? prose.split('\n\n').map((paragraph) => text(paragraph)) : []),
        ...(frame ? [frame] : []),
      ),
    ),
  ),
  gap: 1,
});
