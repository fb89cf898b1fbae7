/** What each stage gave, as sections of a report. Read first: ./report.ts */
import { fates } from '../../models/collect/collect.ts';
import { columns, type LineFrame, rows, text } from '../../render/frame.ts';
import { fateNames } from '../collect/view.ts';
import { percent, type StageResult } from '../stages/params.ts';
import { beside, curve, type Section, said } from './report-pieces.ts';
import { type Results, scoresOf } from './results.ts';

const thousands = (count: number): string => count.toLocaleString('en');

export function collectSection({ collect }: Results): Section | undefined {
  if (!collect) return undefined;
  const { fetched, hosts, words, wanted, pages, copies, personal, wrong, leaks } = collect;
  const bins = Object.fromEntries(Object.entries(pages).map(([name, count]) => [name.replace('_', '-'), count]));
  return {
    title: 'What was gathered',
    prose: [
      `A crawler fetched ${fetched} pages of ${hosts} hosts. Kept were ${pages.train} to learn from and ${pages.held_out} to ` +
        `measure on, ${thousands(words)} words; of ${wanted.texts} texts that one would want, ${wanted.kept}.`,
      `Copies: ${copies.found} found, ${copies.wrongly} wrongly, ${copies.missed} missed. Personal data: ${personal.found} ` +
        `found, ${personal.wrongly} wrongly, ${personal.missed} missed. False sentences that nobody noticed: ` +
        `${wrong.sentences}. Held-out texts that are nearly the same as a learned one: ${leaks.split}; had they been drawn by ` +
        `lot, ${leaks.by_lot}.`,
    ].join('\n\n'),
    frame: {
      kind: 'bars',
      bars: fates.map((fate) => ({
        label: fateNames[fate],
        value: bins[fate],
        note: String(bins[fate]),
        tone: fate === 'train' || fate === 'held-out' ? 'good' : 'a',
      })),
    },
  };
}

export function pretrainSection({ pretrain }: Results): Section | undefined {
  if (!pretrain) return undefined;
  const { before, after, steps, parameters } = pretrain;
  const counts = after.ngram_bits_per_byte;
  return {
    title: 'Pre-training: reading',
    prose: [
      `A transformer of ${thousands(parameters)} numbers learns at each token what comes next. On text that it never saw it needs ` +
        `${before.held_out_bits_per_byte.toFixed(2)} bits a byte before the first step and ` +
        `${after.held_out_bits_per_byte.toFixed(2)} after ${thousands(steps)} steps; the best table of counts, an n-gram of order ` +
        `${after.ngram_order}, needs ${counts.toFixed(2)}.`,
      'Asked a question, it goes on with it, as with any text:',
    ].join('\n\n'),
    frame: rows(
      said(pretrain),
      curve(pretrain, 'bits a byte', [['held_out_bits_per_byte', 'transformer', 'a']], {
        marks: [{ y: counts, name: 'n-gram' }],
      }),
    ),
  };
}

export function finetuneSection(results: Results): Section | undefined {
  const { finetune } = results;
  if (!finetune) return undefined;
  return {
    title: 'Fine-tuning: answering',
    prose:
      'It learns from questions with their answers, of which only the answer counts. It is asked about people of whom it has only ' +
      'read, also in ways of asking that it never saw.',
    frame: rows(
      beside([
        ['before', scoresOf(results, 'base')],
        ['after', scoresOf(results, 'sft')],
      ]),
      curve(finetune, 'share of questions', [
        ['knowledge', 'facts right', 'a'],
        ['new_forms', 'asked in new ways', 'b'],
        ['advice', 'advice right', 'c'],
      ]),
      said(finetune),
    ),
  };
}

export function preferencesSection(results: Results): Section | undefined {
  const { reward, rlhf, dpo } = results;
  if (!rlhf && !dpo) return undefined;
  const judge = reward?.after;
  const refusals = (result: StageResult): LineFrame =>
    curve(result, 'share of questions', [
      ['refused_harmful', 'harmful refused', 'a'],
      ['refused_harmless', 'harmless refused', 'b'],
      ['knowledge', 'facts right', 'c'],
    ]);
  const charts = [
    ...(dpo ? [rows(text('DPO'), refusals(dpo))] : []),
    ...(rlhf ? [rows(text('policy gradient'), refusals(rlhf))] : []),
  ];
  return {
    title: 'What people prefer, learnt in two ways',
    prose: [
      'People prefer a refusal where advice would do harm, and else the answer. DPO learns that from pairs of answers. Policy ' +
        'gradient tries answers, and learns from the numbers that a judge gives them, on a leash.',
      ...(judge
        ? [
            `The judge is right about ${percent(judge.harmful)} of the harmful requests that it never judged, ` +
              `${percent(judge.harmless)} of the harmless ones and ${percent(judge.facts)} of the facts.`,
          ]
        : []),
    ].join('\n\n'),
    frame: rows(
      beside([
        ['before', scoresOf(results, 'sft')],
        ...(dpo ? [['DPO', scoresOf(results, 'dpo')] as const] : []),
        ...(rlhf ? [['policy gradient', scoresOf(results, 'rlhf')] as const] : []),
      ]),
      columns(...charts),
    ),
  };
}

export function quantizeSection({ quantize }: Results): Section | undefined {
  if (!quantize) return undefined;
  const number = { align: 'right' } as const;
  return {
    title: 'Fewer bits',
    prose:
      'The same model with its matrices in whole numbers, each column with a scale of its own. The bytes are those of all weights, ' +
      'scales included; an answer is the same if every word of it is.',
    frame: {
      kind: 'table',
      columns: [
        { title: '' },
        { title: 'of the bytes', ...number },
        { title: 'held-out loss', ...number },
        { title: 'same answers', ...number },
        { title: 'facts right', ...number },
        { title: 'harmful refused', ...number },
        { title: 'harmless refused', ...number },
      ],
      rows: quantize.precisions.map((one) => [
        one.precision,
        percent(one.share),
        one.loss === null ? 'beyond all numbers' : one.loss.toFixed(3),
        percent(one.same_answers),
        percent(one.facts_right),
        percent(one.refused_harmful),
        percent(one.refused_harmless),
      ]),
    },
  };
}
