/** The published settings of small transformers. Their texts do not come along, so what is measured is held against texts
 *  whose entropy is known: no model can do better than that, and one that learns comes near. */
import { describe, expect, it } from 'vitest';
import type { Given, Group } from '../../../src/labs/verify/group.ts';
import { heldOutLoss } from '../../../src/labs/verify/groups/gpt.ts';
import { groups } from '../../../src/labs/verify/groups.ts';
import { presets } from '../../../src/models/gpt/config.ts';
import { GptNetwork } from '../../../src/models/gpt/network.ts';
import { documentSource, streamSource } from '../../../src/models/text-network/text.ts';
import { Trainer } from '../../../src/models/text-network/train.ts';
import { lossInWindows } from '../../../src/models/text-network/windows.ts';
import { Characters } from '../../../src/models/tokenizer/characters.ts';
import { kernelsNamed } from '../../../src/nn/kernels/choose.ts';
import { InlineTeam } from '../../../src/nn/parts.ts';
import { Random } from '../../../src/nn/random.ts';

const kernels = kernelsNamed();
const given = (text: string, seed = 1): Given => ({
  seed,
  kernels,
  text,
  team: () => (parts, learner) => new InlineTeam(parts, learner),
});

async function end<R>(
  steps: AsyncGenerator<number, R> | Generator<number, R>,
): Promise<{ value: R; shares: number[] }> {
  const shares: number[] = [];
  for (;;) {
    const { value, done } = await steps.next();
    if (done) return { value, shares };
    shares.push(value);
  }
}

/** Of vowels and consonants in turn, all alike likely, 4 to 8 of them: what is left to wonder at is known. */
const [vowels, consonants] = ['aeiou', 'bcdfghjklmnprstvz'];
function madeUpNames(count: number): string[] {
  const random = new Random(5);
  return Array.from({ length: count }, () =>
    Array.from({ length: 4 + random.below(5) }, (_, i) => {
      const letters = i % 2 ? vowels : consonants;
      return letters[random.below(letters.length)];
    }).join(''),
  );
}

/** Nats a token, as the mean over names of the mean over a name's letters and its end. */
function nameEntropy(): number {
  const ofLength = (length: number): number => {
    let nats = 0;
    for (let i = 0; i < length; i++) nats += Math.log(i % 2 ? vowels.length : consonants.length);
    // Whether it ends: not before 4 letters, after 8 for certain; at 4 + j it is one of 5 − j.
    for (let j = 0; j < length - 4; j++) nats -= Math.log((4 - j) / (5 - j));
    if (length < 8) nats += Math.log(5 - (length - 4));
    return nats / (length + 1);
  };
  return [4, 5, 6, 7, 8].reduce((sum, length) => sum + ofLength(length) / 5, 0);
}

const groupAbout = (words: string): Group => groups.find(({ figures }) => figures[0].name.includes(words))!;

describe('microgpt', () => {
  it('begins as one that knows nothing of 27 tokens', () => {
    const letters = Characters.of('abcdefghijklmnopqrstuvwxyz', true);
    const documents = madeUpNames(200).map((name) => letters.encode(name));
    const source = documentSource(documents, letters.size, letters.mark);
    const config = { ...presets.microgpt, batch: 100, steps: 1 };
    const trainer = new Trainer(new GptNetwork(config), config, source, 1, kernels);
    expect(letters.size).toBe(27);
    expect(Math.abs(trainer.step().loss - Math.log(27))).toBeLessThan(0.12);
    trainer.free();
  });

  it('comes near to the entropy of made-up names in a thousand names, and never below', async () => {
    const text = madeUpNames(3000).join('\n');
    const { value, shares } = await end(groupAbout('microgpt: names').compute(given(text)));
    const entropy = nameEntropy();
    expect(value[0]).toBeGreaterThan(entropy - 0.03); // of 100 names
    expect(value[0]).toBeLessThan(entropy + 0.12);
    expect(shares).toHaveLength(50);
    const again = await end(groupAbout('microgpt: names').compute(given(text)));
    expect(again.value).toEqual(value);
    const other = await end(groupAbout('microgpt: names').compute(given(text, 2)));
    expect(other.value).not.toEqual(value);
  });
});

/** Each letter is followed by itself, by the next or by the one after that. */
function chain(length: number): string {
  const random = new Random(7);
  let letter = 0;
  return Array.from({ length }, () => {
    const u = random.next();
    letter = (letter + (u < 0.7 ? 0 : u < 0.9 ? 1 : 2)) % 8;
    return 'abcdefgh'[letter];
  }).join('');
}

describe('the setting of nanoGPT', () => {
  it('takes the hyperparameters of its README', () => {
    const {
      context,
      width,
      layers,
      heads,
      batch,
      steps,
      lr,
      decay_to,
      warmup,
      beta2,
      weight_decay,
      clip,
      dropout,
      bias,
    } = presets['nanogpt-cpu'];
    expect([context, batch, layers, heads, width, steps, dropout]).toEqual([64, 12, 4, 4, 128, 2000, 0]);
    // and those of config/train_shakespeare_char.py and train.py
    expect([lr, decay_to, warmup, beta2, weight_decay, clip, bias]).toEqual([1e-3, 0.1, 100, 0.99, 0.1, 1, false]);
  });

  it('judged on text that it did not learn from, a network comes near to the entropy', async () => {
    const config = { ...presets['nanogpt-cpu'], width: 16, heads: 2, layers: 1, context: 16, steps: 250, lr: 0.01 };
    const entropy = -(0.7 * Math.log(0.7) + 0.2 * Math.log(0.2) + 0.1 * Math.log(0.1));
    const { value, shares } = await end(heldOutLoss(given(chain(30_000)), config));
    expect(value).toBeGreaterThan(entropy - 0.03);
    // the first letter of each window of 16 comes after nothing that tells more
    expect(value).toBeLessThan(entropy + 0.06);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('the held-out text is judged window by window, every token once', async () => {
    const config = { ...presets['nanogpt-cpu'], width: 8, heads: 2, layers: 1, context: 8, batch: 2, parts: 1 };
    const network = new GptNetwork(config);
    const text = chain(100);
    const characters = Characters.of(text, false);
    const tokens = characters.encode(text);
    const trainer = new Trainer(network, config, streamSource(tokens, characters.size), 1, kernels);
    const model = { network, weights: trainer.weights, vocabulary: characters.size };
    const { value, shares } = await end(lossInWindows(model, tokens));
    expect(shares).toHaveLength(12); // 12 · 8 tokens that something follows
    expect(value).toBeCloseTo(Math.log(characters.size), 1);
    // a text that ends with the last window is judged the same
    expect((await end(lossInWindows(model, tokens.subarray(0, 97)))).value).toBe(value);
    trainer.free();
  });
});
