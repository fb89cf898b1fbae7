/** The judge that counts. */
import { builtinCorpora } from '../../data/builtin.ts';
import type { DataSource } from '../../data/corpus.ts';
import { withoutLastNewline } from '../../data/last-newline.ts';
import { describeSize } from '../../labs/sample/describe.ts';
import { KneserNey } from '../../models/ngram/kneser-ney.ts';
import { ngramLanguageModel } from '../../models/ngram/language-model.ts';
import { learn } from '../../models/ngram/model.ts';
import { smooth } from '../../models/ngram/smoothing.ts';
import type { Rich } from '../../render/frame.ts';
import type { CommandContext } from '../context.ts';
import { showReading } from '../progress-line.ts';
import type { Judge } from './judge.ts';
import type { EvalParams } from './params.ts';
import { many, nameOf } from './report.ts';

export async function ngramJudge(params: EvalParams, data: DataSource, context: CommandContext): Promise<Judge> {
  const { order, unit, lines = false, smoothing, corpus } = params;
  const source = withoutLastNewline(data.open(corpus));
  const model = await showReading(learn(source, order, unit, lines ? 'line' : 'text'), corpus, context);
  const smoothed = smooth(model, smoothing);
  const vocabulary = model.vocabulary.size;
  const kneserNey = smoothed instanceof KneserNey ? smoothed : undefined;
  return {
    model: ngramLanguageModel(model, smoothed),
    lines,
    begins: { model: 'ngram', order, unit },
    ends: { vocabulary, smoothing, lines, corpus },
    about: [
      ['model', describeModel(params)],
      ['learned from', `${nameOf(corpus)}: ${describeSize(model.counts.tokens, vocabulary, unit)}`],
    ],
    more: kneserNey ? discounts(kneserNey, order) : [],
    hint({ unseen, unknown }, text) {
      if (unseen > unknown) return `${many(unseen)} never followed what stands before; try --smoothing kneser-ney`;
      if (unseen > 0) return `${many(unseen)} not in the vocabulary of ${nameOf(corpus)}; try --smoothing kneser-ney`;
      if (unknown > 0 && kneserNey) return `${many(unknown)} scored as unknown, not spelled; --unit bpe spells all`;
      if (!lines && builtinCorpora.some(({ name }) => name === corpus)) {
        return `each line of ${corpus} is a sentence; learn and score them one by one: --lines`;
      }
      if (text === undefined && smoothing === 'none') {
        return 'it has seen this very text; a fair test needs another: --held-out FILE';
      }
      return undefined;
    },
  };
}

const units = { char: 'characters', word: 'words', bpe: 'byte pairs' } as const;

function describeModel({ order, unit, smoothing }: EvalParams): string {
  const grams = ['unigrams', 'bigrams', 'trigrams'][order - 1] ?? `${order}-grams`;
  const how =
    smoothing === 'none'
      ? 'as counted'
      : smoothing === 'kneser-ney'
        ? 'smoothed by Kneser-Ney'
        : `${smoothing.slice('add-'.length)} added to every count`;
  return `${grams} of ${units[unit]}, ${how}`;
}

function discounts({ discounts, guessed }: KneserNey, order: number): [name: string, value: Rich][] {
  return Array.from({ length: order }, (_, i) => i + 1).map((length) => {
    const amounts = discounts[length].map((amount) => amount.toFixed(3)).join('  ');
    const why = guessed.includes(length) ? '  the usual ones: its counts tell none' : '';
    return [`discounts ${length}`, [amounts, { text: why, tone: 'muted' }]];
  });
}
