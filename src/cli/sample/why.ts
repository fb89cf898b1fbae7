/** "Who taught it that?": for each choice, how often the corpus shows it and in which lines. */
import { visible } from '../../labs/sample/describe.ts';
import { evidenceFor } from '../../models/ngram/evidence.ts';
import { markText, type NgramModel } from '../../models/ngram/model.ts';
import { MARK } from '../../models/ngram/vocabulary.ts';
import { clean } from '../../render/clean.ts';
import type { Job } from './job.ts';

/** Lines shown for each choice. */
const linesShown = 3;

/** A choice made by the model: the token numbers before it, and it. */
export interface Taught {
  readonly token: string;
  readonly count: number;
  /** The n-gram that was counted: what the model looked at, then the token. */
  readonly gram: readonly number[];
}

/** As --json gives it. */
export interface Lesson {
  readonly token: string;
  readonly context: readonly string[];
  readonly count: number;
  readonly lines: readonly string[];
}

/** The n-gram behind a choice. @param before numbers of all tokens before it */
export function gramOf(before: ArrayLike<number>, order: number, token: number): number[] {
  const all = [MARK, ...Array.from(before)];
  return [...all.slice(all.length - (order - 1)), token];
}

export async function teach({ request, model, data }: Job, taught: readonly Taught[]): Promise<Lesson[]> {
  const corpus = data.open(request.params.corpus);
  // Kneser-Ney asks ever shorter contexts about a token that never followed the long one: the first that knows it taught it.
  const asked = request.params.smoothing === 'kneser-ney' ? taught.map((one) => counted(model, one)) : taught;
  const evidence = await evidenceFor(
    corpus,
    model,
    asked.map(({ gram }) => gram),
    linesShown,
  );
  return asked.map(({ token, count, gram }, i) => ({
    token,
    context: gram.slice(0, -1).map((id) => (id === MARK ? '<begin>' : model.show(id))),
    count,
    lines: evidence[i].lines.map(clean),
  }));
}

function counted(model: NgramModel, { token, gram }: Taught): Taught {
  let end = gram;
  while (end.length > 1 && model.count(end) === 0) end = end.slice(1);
  return { token, gram: end, count: model.count(end) };
}

/** As a person reads it. */
export function tell({ token, context, count, lines }: Lesson): string {
  const name = token === markText ? 'the end of the line' : `"${visible(token)}"`;
  const after = context.length === 0 ? '' : ` after "${context.join(' ')}"`;
  if (count === 0) return `${name}${after}, taught by no line: smoothing gave it a chance\n`;
  const more = count > lines.length ? [`(${count} times in all)`] : [];
  return [`${name}${after}, taught by:`, ...[...lines, ...more].map((line) => `    ${line}`), ''].join('\n');
}
