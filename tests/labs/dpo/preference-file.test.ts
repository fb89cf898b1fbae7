/** Preferences in a file: what was written is read, what is wrong is named with its line. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { InputError } from '../../../src/data/input-error.ts';
import { type Preferred, readPreferences, writePreferences } from '../../../src/labs/dpo/preference-file.ts';
import { corpora } from '../corpora.ts';

const read = (text: string): Promise<Preferred[]> => readPreferences('p.ndjson', corpora({ './p.ndjson': text }));
const good = '{"question":"Q?","chosen":"A.","rejected":"B."}';

it('reads what it writes', async () => {
  const words = fc
    .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
    .map((text) => text.trim())
    .filter(Boolean);
  const one = fc.record({ question: words, chosen: words, rejected: words }).filter((p) => p.chosen !== p.rejected);
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 5 }), async (all) => {
      expect(await read(writePreferences(all))).toEqual(all);
    }),
    { numRuns: 50, seed: 1 },
  );
});

it('stands empty lines, carriage returns and a mark at the beginning', async () => {
  expect(await read(`\ufeff${good}\r\n\r\n  \n${good}`)).toHaveLength(2);
});

it.each([
  ['', 'there is nothing in it (p.ndjson). A line is {"question": "…", "chosen": "…", "rejected": "…"}.'],
  [`${good}\nnot this`, 'this line is no JSON (p.ndjson:2). A line is'],
  [`\n\n[1]`, 'this is no preference (p.ndjson:3). A line is'],
  [`${good}\n{"question":"Q?","chosen":"A."}`, 'there is no text for rejected (p.ndjson:2).'],
  ['{"question":7,"chosen":"A.","rejected":"B."}', 'there is no text for question (p.ndjson:1).'],
  ['{"question":" ","chosen":"A.","rejected":"B."}', 'question is empty (p.ndjson:1).'],
  [`{"question":"${'q'.repeat(2001)}","chosen":"A.","rejected":"B."}`, 'question is longer than 2000 characters'],
  ['{"question":"Q?","chosen":"A.","rejected":"B.","why":1}', 'something else than a question and two answers'],
  ['{"question":"Q?","chosen":"A.","rejected":" A. "}', 'both answers are the same (p.ndjson:1).'],
])('refuses %j', refuses);

it('refuses more than anybody needs', () => refuses(`${good}\n`.repeat(5001), '5001 preferences are more than 5000'));

async function refuses(text: string, why: string): Promise<void> {
  const refusal = read(text);
  await expect(refusal).rejects.toBeInstanceOf(InputError);
  await expect(refusal).rejects.toThrow(why);
}
