/** "Who taught it that?": the lines of a corpus that hold an n-gram, found by reading the corpus once more.
 *  A model made of counts can always name its teachers; networks cannot, which is why this is worth a look. */
import type { Corpus } from '../../data/corpus.ts';
import { linesOf } from '../../data/lines.ts';
import type { NgramModel } from './model.ts';
import { MARK } from './vocabulary.ts';

/** An n-gram, and lines in which it stands. */
export interface Evidence {
  readonly gram: readonly number[];
  readonly lines: string[];
}

/** The first lines that hold each n-gram, `most` of them at most.
 *  @param grams token numbers; a mark stands for the beginning of a line (first) or its end (last) */
export async function evidenceFor(
  corpus: Corpus,
  model: NgramModel,
  grams: readonly (readonly number[])[],
  most: number,
): Promise<Evidence[]> {
  const evidence = grams.map((gram): Evidence => ({ gram, lines: [] }));
  let open = evidence;
  for await (const line of linesOf(corpus)) {
    const ids = [MARK, ...model.encodeDocument(line)];
    for (const { gram, lines } of open) if (holds(ids, gram)) lines.push(line);
    open = open.filter(({ lines }) => lines.length < most);
    if (open.length === 0) break;
  }
  return evidence;
}

function holds(ids: readonly number[], gram: readonly number[]): boolean {
  for (let at = 0; at + gram.length <= ids.length; at++) {
    let matched = 0;
    while (matched < gram.length && ids[at + matched] === gram[matched]) matched++;
    if (matched === gram.length) return true;
  }
  return false;
}
