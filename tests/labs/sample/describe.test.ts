/** What the sampler says about words that its corpus lacks. */
import { describe, expect, it } from 'vitest';
import { corpusName, describeUnknown } from '../../../src/labs/sample/describe.ts';
import { modelOf, unknownWords } from '../../../src/labs/sample/learn.ts';
import type { UnknownWord } from '../../../src/labs/sample/params.ts';
import { corpora } from '../corpora.ts';

async function unknown(prompt: string, corpus = 'cat', unit: 'word' | 'char' = 'word'): Promise<UnknownWord[]> {
  const data = corpora({ mine: 'Tea is tee. A wand "spell" (spelt) was said.', none: '1 2 3' });
  const learning = modelOf({ corpus, order: 2, unit }, { data, cache: new Map() });
  for (;;) {
    const { value, done } = await learning.next();
    if (done) return unknownWords(value, { prompt, corpus, unit }, data);
  }
}

const words = async (prompt: string, corpus?: string): Promise<string[]> =>
  (await unknown(prompt, corpus)).map(({ word }) => word);
const near = async (prompt: string, corpus?: string): Promise<(readonly string[])[]> =>
  (await unknown(prompt, corpus)).map(({ near }) => near);

describe('unknownWords', () => {
  it('names each word once, and no signs', async () => {
    expect(await words('Zebra, zebra; quark! zebra — * the cat')).toEqual(['Zebra', 'zebra', 'quark']);
    expect(await words('The cat sat.')).toEqual([]);
  });

  it('takes a word behind a sign for the word it is', async () => {
    expect(await words('(cat) "the mat"')).toEqual([]);
    expect(await words('wand spell', 'mine')).toEqual(['spell']);
  });

  it('finds near words by slips of the hand, and none for short words', async () => {
    expect(await near('wnad', 'mine')).toEqual([['wand']]);
    expect(await near('band', 'mine')).toEqual([[]]); // another word, not a slip
    expect(await near('TEA', 'mine')).toEqual([['Tea']]);
    expect(await near('IS', 'mine')).toEqual([['is']]);
    expect(await near('it', 'mine')).toEqual([[]]);
    expect(await near('a', 'mine')).toEqual([['A']]);
  });

  it('knows which of them toyland has', async () => {
    expect(await unknown('king zebra')).toMatchObject([
      { word: 'king', elsewhere: 'toyland' },
      { word: 'zebra', elsewhere: undefined },
    ]);
    expect(await unknown('king zebra', 'toyland')).toMatchObject([{ word: 'zebra', elsewhere: undefined }]);
    expect(await unknown('q1', 'none', 'char')).toEqual([{ word: 'q', near: [], elsewhere: 'toyland' }]);
  });
});

describe('describeUnknown', () => {
  const remedies = { take: (corpus: string) => `take ${corpus}`, own: 'bring one' };
  const word = (word: string, near: string[] = [], elsewhere?: string): UnknownWord => ({ word, near, elsewhere });

  it('says nothing of nothing', () => {
    expect(describeUnknown([], 'cat', remedies)).toEqual([]);
  });

  it('has a line for each kind of help', () => {
    const unknown = [
      word('a', [], 'toyland'),
      word('bb', ['b']),
      word('c'),
      word('d', ['e'], 'toyland'),
      word('ff', ['f']),
    ];
    expect(describeUnknown(unknown, 'cat', remedies)).toEqual([
      'cat never saw "a", "d"; toyland did: take toyland',
      'cat never saw "bb", "ff"; it does know "b", "f"',
      'cat never saw "c"; a text that has such words can teach it: bring one',
    ]);
    expect(describeUnknown([word('c')], corpusName('-'), remedies)[0]).toMatch(/^this text never saw "c"; /);
  });

  it('names five, and counts the others', () => {
    const many = Array.from({ length: 7 }, (_, i) => word(`w${i}`));
    expect(describeUnknown(many, 'cat', remedies)[0]).toContain('"w0", "w1", "w2", "w3", "w4" and 2 more; ');
  });
});
