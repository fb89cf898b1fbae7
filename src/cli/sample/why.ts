/** "Who taught it that?": for each choice, how often the corpus shows it and in which lines. */
import type { Corpus } from '../../data/corpus.ts';
import { joined, visible } from '../../labs/sample/describe.ts';
import type { SampleParams } from '../../labs/sample/params.ts';
import { evidenceFor } from '../../models/ngram/evidence.ts';
import type { Choice } from '../../models/ngram/generate.ts';
import { markText, type NgramModel } from '../../models/ngram/model.ts';
import { MARK } from '../../models/ngram/vocabulary.ts';
import { clean } from '../../render/clean.ts';
import type { Inquiry, Lesson } from './job.ts';

/** Lines shown for each choice. */
const linesShown = 3;

/** A choice made by the model: the token numbers before it, and it. */
interface Taught {
  readonly token: string;
  readonly count: number;
  /** The n-gram that was counted: what the model looked at, then the token. */
  readonly gram: readonly number[];
}

/** The lines of a corpus that taught a text. */
export class Teachers implements Inquiry {
  /** All tokens before the next one, the mark where the first document begins among them. */
  private readonly before: number[];
  private readonly taught: Taught[] = [];

  constructor(
    private readonly model: NgramModel,
    private readonly corpus: Corpus,
    private readonly params: Pick<SampleParams, 'prompt' | 'smoothing'>,
  ) {
    this.before = [MARK, ...model.encode(params.prompt)];
  }

  note({ order, tokens, counts }: Choice, index: number): void {
    const { model, before } = this;
    const gram = [...before.slice(before.length - (order - 1)), tokens[index]];
    this.taught.push({ token: model.show(tokens[index]), count: counts[index], gram });
  }

  advance(token: number): void {
    this.before.push(token);
  }

  async lessons(): Promise<Lesson[]> {
    const { model, taught } = this;
    // Kneser-Ney asks ever shorter contexts about a token that never followed the long one: the first that knows it taught it.
    const asked = this.params.smoothing === 'kneser-ney' ? taught.map((one) => counted(model, one)) : taught;
    const grams = asked.map(({ gram }) => gram);
    const evidence = await evidenceFor(this.corpus, model, grams, linesShown);
    return asked.map(({ token, count, gram }, i) => ({
      token,
      context: gram.slice(0, -1).map((id) => (id === MARK ? '<begin>' : model.show(id))),
      count,
      lines: evidence[i].lines.map(clean),
    }));
  }
}

function counted(model: NgramModel, { token, gram }: Taught): Taught {
  let end = gram;
  while (end.length > 1 && model.count(end) === 0) end = end.slice(1);
  return { token, gram: end, count: model.count(end) };
}

/** As a person reads it. */
export function tell({ token, context, count, lines }: Lesson, unit: string): string {
  const name = token === markText ? 'the end of the line' : `"${visible(token)}"`;
  const after = context.length === 0 ? '' : ` after "${joined(context, unit)}"`;
  if (count === 0) return `${name}${after}, taught by no line: smoothing gave it a chance\n`;
  const more = count > lines.length ? [`(${count} times in all)`] : [];
  return [`${name}${after}, taught by:`, ...[...lines, ...more].map((line) => `    ${line}`), ''].join('\n');
}
