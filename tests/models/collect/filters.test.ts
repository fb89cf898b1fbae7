/** Each filter by itself: licences, languages, quality, personal data, the split. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Ulmish } from '../../../src/data/toyland/web/ulmish.ts';
import { makeWeb } from '../../../src/data/toyland/web.ts';
import { makeWorld } from '../../../src/data/toyland.ts';
import { LanguageFilter, trigrams } from '../../../src/models/collect/language.ts';
import { mayTake, statedIn } from '../../../src/models/collect/licence.ts';
import { removePersonal } from '../../../src/models/collect/personal-data.ts';
import { qualityProblem, qualityReasons } from '../../../src/models/collect/quality.ts';
import { heldOut } from '../../../src/models/collect/split.ts';
import { samplesFor } from '../../../src/models/collect/toyland.ts';
import { Random } from '../../../src/nn/random.ts';

describe('licences', () => {
  it('are read off the words, the strictest of them', () => {
    expect(statedIn('Free to copy and to use for everybody.')).toBe('free');
    expect(statedIn('You may copy this for non-commercial use.')).toBe('non-commercial');
    expect(statedIn('Free to copy. ALL RIGHTS RESERVED.')).toBe('reserved');
    expect(statedIn('We like licences.')).toBe('unstated');
  });

  it('are taken by the rule', () => {
    const all = ['free', 'non-commercial', 'reserved', 'unstated'] as const;
    expect(all.filter((stated) => mayTake(stated, 'free'))).toEqual(['free']);
    expect(all.filter((stated) => mayTake(stated, 'non-commercial'))).toEqual(['free', 'non-commercial']);
    expect(all.filter((stated) => mayTake(stated, 'any'))).toEqual(all);
  });
});

describe('languages', () => {
  const world = makeWorld(1);
  const samples = samplesFor(makeWeb(world, 1));
  const filter = new LanguageFilter(samples.ours, samples.other);

  it('are told apart on text that was in no sample, with the same names in both', () => {
    const ulmish = new Ulmish(new Random(99));
    const names = world.people.map(({ name }) => name);
    for (let i = 0; i < 100; i++) expect(filter.isOurs(ulmish.paragraph(3, names))).toBe(false);
    for (const text of [
      'Ada Frost likes onion soup.',
      'The capital lies by the sea.',
      'Two plus three is five.',
      'Hm.',
    ]) {
      expect(filter.isOurs(text)).toBe(true);
    }
  });

  it('are letters three by three', () => expect(trigrams('An ox!')).toEqual([' an', 'an ', 'n o', ' ox', 'ox ']));
});

describe('quality', () => {
  const good =
    'The fisher of Bellmoor has a boat and a dog. Every morning she sails to the island and comes back with a basket of fish. In the evening she reads.';
  const bad: Record<string, string> = {
    'too short': 'The boat is red.',
    code: `${good} function f() { return 1; }`,
    filler: `${good} Lorem ipsum dolor.`,
    'no sentences': 'the red boat and the blue boat of the town '.repeat(9),
    shouting: 'BUY A BOAT NOW! EVERYBODY HAS A BOAT! COME TO THE SHOP AND BUY A BOAT! IT IS CHEAP!',
    'not words': `${good} ${'12 *** 5 % '.repeat(6)}.`,
    'odd words': 'A b c d of e. A f g h of i. A j k l of m. A n o p of q.',
    'no small words':
      'Boats sail quickly. Dogs bark loudly. Fishers smile often. Baskets break easily. Evenings come slowly. Cats sleep.',
    'repeats itself': 'The best boat is a red boat in the sun. '.repeat(5),
  };

  it('lets a good text through', () => expect(qualityProblem(good)).toBeUndefined());
  it.each(qualityReasons)('finds: %s', (reason) => expect(qualityProblem(bad[reason])).toBe(reason));
  it('stands any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        expect([undefined, ...qualityReasons]).toContain(qualityProblem(text));
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});

describe('personal data', () => {
  it.each([
    ['Call Ada Frost at 0555-123456.', 'Call Ada Frost at <phone>.'],
    ['Call +99 555 123 456 today.', 'Call <phone> today.'],
    ['Write to ada.frost+x@mail.example, please.', 'Write to <email>, please.'],
    ['She lives at 7 Long Mill Lane now.', 'She lives at <address> now.'],
    // known gaps, and one that is no telephone
    ['ada at mail dot example', 'ada at mail dot example'],
    ['five five five one two three', 'five five five one two three'],
    ['Order 0555-778812 is ready.', 'Order <phone> is ready.'],
    // no personal data
    ['Two plus 3 is 5, in the year 2031.', 'Two plus 3 is 5, in the year 2031.'],
    ['Ada Frost lives in Mill Lane.', 'Ada Frost lives in Mill Lane.'],
  ])('%s', (text, expected) => expect(removePersonal(text).text).toBe(expected));

  it('is told, and gone when asked again', () => {
    const { text, removed } = removePersonal('a@b.example, 0555-123456 and 0555-123456');
    expect(removed.map(({ kind }) => kind)).toEqual(['email', 'phone', 'phone']);
    expect(removePersonal(text)).toEqual({ text, removed: [] });
  });
});

describe('the split', () => {
  const cases = fc.record({
    groups: fc.array(fc.nat(8), { maxLength: 40 }),
    share: fc.double({ min: 0, max: 0.5, noNaN: true }),
  });

  it('keeps groups whole, holds out at most the share, and something if it can', () => {
    fc.assert(
      fc.property(cases, fc.nat(9), ({ groups, share }, seed) => {
        const out = heldOut(groups, share, new Random(seed));
        for (const [i, a] of groups.entries())
          for (const [j, b] of groups.entries()) if (a === b) expect(out[i]).toBe(out[j]);
        const sizes = new Map<number, number>();
        for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
        const n = out.filter(Boolean).length;
        expect(n).toBeLessThanOrEqual(Math.max(share * groups.length, Math.min(...sizes.values())));
        expect(n > 0).toBe(
          (share > 0 && sizes.size > 1) || (share * groups.length >= groups.length && groups.length > 0),
        );
        expect(heldOut(groups, share, new Random(seed))).toEqual(out);
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});
