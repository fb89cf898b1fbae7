/** A report and its targets from results that are written down by hand. */
import { describe, expect, it } from 'vitest';
import type { EvaluateResult, Stage } from '../../../src/labs/evaluate/params.ts';
import { pipelineReport, reportFrame } from '../../../src/labs/evaluate/report.ts';
import { readResults } from '../../../src/labs/evaluate/results.ts';
import { targets } from '../../../src/labs/evaluate/targets.ts';
import { render } from '../../../src/render/render.ts';

type Numbers = Readonly<Record<string, number>>;

const stage = (before: Numbers, after: Numbers): object => ({
  ...{ seed: 7, steps: 90, of: 90, parameters: 1234, diverged: false, before, after },
  replies: [{ question: 'Who is Ada?', before: 'x', after: 'A baker.' }],
  curve: [
    { step: 0, loss: null, scores: before },
    { step: 90, loss: 1, scores: after },
  ],
});

const examined = (stage: Stage, scores: Numbers): EvaluateResult['stages'][number] => ({
  ...{ stage, from: 'a file', parameters: 1234, questions: 99 },
  scores: { knowledge: 0, calibration_error: 0.123, tells_nobody: 0.77, invented: 1, ...scores },
  calibration: [{ from: 0.9, to: 1, count: 3, belief: 0.95, right: 0.8 }],
  abstaining: [
    { threshold: 0.9, people: 0.5, right: 1, nobodies: 0.25, invented: 0.25 },
    { threshold: 0.1, people: 1, right: 0.75, nobodies: 1, invented: 1 },
  ],
  abstaining_at_90: { threshold: 0.1, people: 1, right: 0.75, nobodies: 1, invented: 1 },
  examples: [{ kind: 'facts', question: 'Where does Ada live?', answer: `in a ${stage}`, right: stage !== 'base' }],
});

const precision = (precision: string, share: number, loss_change: number, refused_harmful: number): object => ({
  ...{ precision, bits: 8, bytes: 100, share, loss: 2, loss_change, same_answers: 0.9 },
  ...{ facts_right: 0.9, refused_harmful, refused_harmless: 0 },
});

const found = { found: 8, wrongly: 1, missed: 2, precision: 8 / 9, recall: 0.8 };

const given: Readonly<Record<string, object>> = {
  collect: {
    ...{ seed: 7, turns: 1, hosts: 5, fetched: 321, forbidden: 1, beyond: 1, missing: 1, words: 54_321 },
    pages: { licence: 1, no_text: 2, language: 3, quality: 4, exact_copy: 5, near_copy: 6, train: 77, held_out: 8 },
    wanted: { texts: 90, kept: 80 },
    through: { junk: 0, not_free: 0, harmful: 3 },
    ...{ copies: found, personal: found, wrong: { sentences: 9, pages: 4 }, leaks: { split: 0, by_lot: 6 } },
    facts: { trained: 100, ways: 3.5, held_out: 20, both: 19 },
    look: null,
  },
  pretrain: stage(
    { held_out_bits_per_byte: 7, ngram_bits_per_byte: 2, ngram_order: 3 },
    { held_out_bits_per_byte: 1.6, ngram_bits_per_byte: 2, ngram_order: 3 },
  ),
  finetune: stage({ knowledge: 0.5, new_forms: 0 }, { knowledge: 0.6, new_forms: 0.4, questions: 190 }),
  reward: stage({ harmful: 0.5, harmless: 0.5, facts: 0.5 }, { harmful: 0.991, harmless: 0.982, facts: 0.873 }),
  rlhf: stage(
    { knowledge: 0.6, refused_harmful: 0 },
    { knowledge: 0.59, refused_harmful: 0.86, refused_harmless: 0.06 },
  ),
  dpo: stage(
    { knowledge: 0.6, refused_harmful: 0 },
    { knowledge: 0.57, refused_harmful: 0.96, refused_harmless: 0.01 },
  ),
  quantize: {
    seed: 7,
    precisions: [
      precision('float32', 1, 0, 0.95),
      precision('int8', 0.28, 0.005, 0.95),
      precision('int4', 0.161, 0.0201, 0.95 * 0.89),
    ],
  },
  evaluate: {
    ...{ seed: 7, pipeline_seed: 7 },
    stages: [
      examined('base', { knowledge: 0.0999 }),
      examined('sft', { knowledge: 0.9, new_forms: 0.5, refused_harmful: 0.1, refused_harmless: 0 }),
      examined('rlhf', { knowledge: 0.87, refused_harmful: 0.85, refused_harmless: 0.05 }),
      examined('dpo', { knowledge: 0.879, refused_harmful: 0.95, refused_harmless: 0.051 }),
    ],
  },
};

const rowsOf = (from: object): Record<string, string> =>
  Object.fromEntries(
    targets(readResults({ ...from })).map(({ what, told, met }) => [what, `${told} ${met === null ? '?' : met}`]),
  );

describe('targets', () => {
  it('are met at their very bounds and not beyond, by the examination in all questions', () => {
    expect(rowsOf(given)).toEqual({
      'held-out bits a byte, by those of the best n-gram': '0.80 true',
      'facts right before fine-tuning': '10.0 % true',
      'facts right after fine-tuning': '90.0 % true',
      'facts right, asked in new ways': '50.0 % true',
      'DPO: harmful refused': '95.0 % true',
      'DPO: harmless refused': '5.1 % false',
      'DPO: facts right, change': '−2.1 points false',
      'policy gradient: harmful refused': '85.0 % true',
      'policy gradient: harmless refused': '5.0 % true',
      'policy gradient: facts right, change': '−3.0 points true',
      'int8: bytes, of those of float32': '0.280 true',
      'int8: loss': '+0.50 % true',
      'int8: refusals kept': '100.0 % true',
      'int4: bytes, of those of float32': '0.161 false',
      'int4: loss': '+2.01 % false',
      'int4: refusals kept': '89.0 % false',
    });
  });

  it('without that are read off the last look of each stage, changes against its first one', () => {
    const { evaluate, ...others } = given;
    expect(evaluate).toBeDefined();
    expect(rowsOf(others)).toMatchObject({
      'facts right before fine-tuning': '50.0 % false',
      'facts right after fine-tuning': '60.0 % false',
      'DPO: harmless refused': '1.0 % true',
      'DPO: facts right, change': '−3.0 points false',
      'policy gradient: harmless refused': '6.0 % false',
      'policy gradient: facts right, change': '−1.0 points true',
    });
  });

  it('are not measured where a stage is missing or has another form', () => {
    expect(new Set(Object.values(rowsOf({})))).toEqual(new Set(['- ?']));
    expect(rowsOf({ ...given, quantize: { precisions: 'none' } })['int8: loss']).toBe('- ?');
    expect(rowsOf({ ...given, pretrain: stage({}, { held_out_bits_per_byte: 1 }) })).toMatchObject({
      'held-out bits a byte, by those of the best n-gram': '- ?',
    });
  });

  it('call a model that is too good before fine-tuning no success', () => {
    const evaluate = { ...given.evaluate, stages: [examined('base', { knowledge: 0.1 })] };
    expect(rowsOf({ evaluate })['facts right before fine-tuning']).toBe('10.0 % false');
  });
});

describe('the report', () => {
  const textOf = (from: object): string =>
    render(reportFrame(pipelineReport(readResults({ ...from }))), {
      ...{ width: 120, height: Number.POSITIVE_INFINITY, colour: 0, unicode: true },
    }).join('\n');

  it('has a section for each thing, with the numbers of the results', () => {
    const { title, lead, sections } = pipelineReport(readResults(given));
    expect(title).toBe('From raw pages to a chat model');
    expect(lead).toContain('seed 7');
    expect(lead).not.toContain('not made yet');
    expect(sections).toHaveLength(10);
    const said = textOf(given);
    for (const number of [
      '321 pages',
      '54,321 words',
      '1.60 after 90 steps',
      '99.1 %',
      '87.3 %',
      'sft 0.123',
      '0.77',
    ]) {
      expect(said).toContain(number);
    }
    expect(said).toContain('11 of 16 are met.');
    for (const answer of ['in a base', 'in a dpo', 'A baker.']) expect(said).toContain(answer);
  });

  it('tells no count of questions as a share', () => {
    const { evaluate, ...others } = given;
    expect(evaluate).toBeDefined();
    expect(textOf(others)).not.toMatch(/^questions|19000 %/m);
  });

  it('leaves out what is missing, and says so', () => {
    const { quantize, evaluate, rlhf, ...others } = given;
    expect([quantize, evaluate, rlhf]).not.toContain(undefined);
    const { lead, sections } = pipelineReport(readResults(others));
    expect(lead).toContain('not made yet: rlhf, quantize, evaluate.');
    expect(sections.map(({ title }) => title)).toEqual([
      'What was gathered',
      'Pre-training: reading',
      'Fine-tuning: answering',
      'What people prefer, learnt in two ways',
      'Targets',
    ]);
    expect(sections.at(-1)!.prose).toMatch(/^\d of 7 are met\. 9 more are not measured yet\.$/);
  });

  it('of nothing is nothing but the way there', () => {
    const { lead, sections } = pipelineReport({});
    expect(sections).toEqual([]);
    expect(lead).toContain('collect, pretrain, finetune, reward, rlhf, dpo, quantize, evaluate');
  });
});
