import { describe, expect, test } from 'vitest';
import { Contestant, context, makeNetworks } from '../../../src/labs/race/contestants.ts';
import { raceLab } from '../../../src/labs/race/lab.ts';
import { type Event, type LookEvent, networks, type Result } from '../../../src/labs/race/params.ts';
import { standingOf, verdictOf } from '../../../src/labs/race/standings.ts';
import { tellRace } from '../../../src/labs/race/tell.ts';
import { scoreLines } from '../../../src/models/language-model/score.ts';
import { countTokens } from '../../../src/models/ngram/tokens.ts';
import { prepareText } from '../../../src/models/text-network/prepare.ts';
import { sizeOf } from '../../../src/nn/graph.ts';
import { kernelsNamed } from '../../../src/nn/kernels/choose.ts';
import { Random } from '../../../src/nn/random.ts';
import { corpora } from '../corpora.ts';
import { instruments } from '../instruments.ts';
import { pictureOf } from '../picture.ts';

async function race(given: object, tick = 1): Promise<{ events: Event[]; result: Result; picture: string }> {
  const params = raceLab.params.parse({ width: 8, corpus: 'cat', ...given });
  const run = raceLab.run(params, {
    rng: new Random(1),
    seed: 1,
    data: corpora(),
    cache: new Map(),
    kernels: kernelsNamed(),
    ...instruments(tick),
  } as unknown as Parameters<typeof raceLab.run>[1]);
  const events: Event[] = [];
  let step = await run.next();
  for (; !step.done; step = await run.next()) events.push(step.value);
  const state = events.reduce(raceLab.reduce, raceLab.start(params));
  return { events, result: step.value, picture: pictureOf(raceLab, state, 80, 24) };
}

describe('the field', () => {
  test.each([8, 64, 128])('costs the same a token, to half a neuron, at a width of %i', (width) => {
    const vocabulary = 512;
    const { window, recurrent, GPT } = makeNetworks({ width }, vocabulary, 0);
    const cost = GPT.flops(vocabulary, context);
    // One neuron more or less of each.
    const neuron = { window: 2 * (8 * (width / 2) + vocabulary), recurrent: 2 * (3 * (width + 3 * 400) + vocabulary) };
    expect(Math.abs(window.flops(vocabulary, context) - cost)).toBeLessThanOrEqual(neuron.window / 2);
    expect(Math.abs(recurrent.flops(vocabulary, context) - cost)).toBeLessThanOrEqual(neuron.recurrent / 2);
  });

  test('a width that no four heads share is refused', async () => {
    await expect(race({ width: 10 })).rejects.toThrow('a width of 10 does not part into 4 heads');
  });
});

describe('by steps or operations', () => {
  test('anybody gets the same, and no time is told', async () => {
    const [one, two] = [
      await race({ by: 'steps', steps: 6, seeds: 2 }, 1),
      await race({ by: 'steps', steps: 6, seeds: 2 }, 77),
    ];
    expect(two.events).toEqual(one.events);
    expect(two.result).toEqual(one.result);
    expect(one.result.networks.map(({ seconds, steps }) => [seconds, steps])).toEqual([
      [null, 6],
      [null, 6],
      [null, 6],
    ]);
    expect(one.result.ngram.seconds).toBeNull();
    expect(one.picture).not.toContain('seconds');
  });

  test('operations are three times those of reading, for each token', async () => {
    const { result } = await race({ by: 'flops', gflop: 0.1, seeds: 1 });
    for (const { gflop, steps, flops_a_token } of result.networks) {
      const aStep = (3 * flops_a_token * 8 * context) / 1e9;
      expect(gflop).toBeCloseTo(steps * aStep, 12);
      expect(gflop).toBeGreaterThanOrEqual(0.1 - 1e-9);
      expect(gflop).toBeLessThan(0.1 + aStep);
    }
  });

  test('what is learnt is what was learnt: the last loss is that of a network trained apart', async () => {
    const { result, events } = await race({ by: 'steps', steps: 4, seeds: 1 });
    const raw = new TextDecoder().decode(new Uint8Array(await bytesOfCat()));
    const options = { unit: 'bpe', lines: true, vocabulary_size: 512, context, seed: 1 } as const;
    const text = prepareText(raw, options, 'cat');
    const { tokenizer } = text;
    const nets = makeNetworks({ width: 8 }, tokenizer.size, tokenizer.mark);
    for (const name of networks) {
      const alone = new Contestant(nets[name], name, text, 1, kernelsNamed());
      for (let i = 0; i < 4; i++) alone.step(() => 0, i / 4);
      const standing = result.networks.find((one) => one.name === name)!;
      expect(standing.loss).toBe(alone.lossOn(text.heldOut));
      expect(standing.parameters).toBe(
        nets[name].parameters(tokenizer.size).reduce((sum, { shape }) => sum + sizeOf(shape), 0),
      );
    }
    // The counting is by the same tokens, on the same lines.
    const best = countTokens(text.tokens, tokenizer, result.ngram.order);
    expect(result.ngram.loss).toBe(scoreLines(best, text.heldOut).nats_per_token);
    expect(result.ngram.loss).toBe(Math.min(...result.ngram.orders.map(({ loss }) => loss!)));
    expect(events[1].kind).toBe('counted');
  });
});

async function bytesOfCat(): Promise<number[]> {
  const bytes: number[] = [];
  for await (const chunk of corpora().open('cat').chunks()) bytes.push(...chunk);
  return bytes;
}

test('by time everybody trains as long, and the looks at them cost nothing', async () => {
  // Each look at the clock comes 50 milliseconds after the one before: so long is every step.
  const { result } = await race({ seconds: 0.4, seeds: 1 }, 50);
  for (const { steps, seconds } of result.networks) {
    expect(steps).toBe(8);
    expect(seconds).toBeCloseTo(0.4, 9);
  }
  expect(result.ngram.seconds).toBeCloseTo(0.05, 9);
});

describe('standings', () => {
  const about = { name: 'GPT', parameters: 10, flops_a_token: 20 } as const;
  const ngram = {
    order: 3,
    loss: 2,
    grams: 5,
    seconds: null,
    orders: [
      { order: 2, loss: 4 },
      { order: 3, loss: 2 },
    ],
  };
  const look = (run: number, at: number, loss: number | null): LookEvent => ({
    kind: 'look',
    name: 'GPT',
    run,
    at,
    x: 10 * (at + 1),
    loss,
    steps: at,
    gflop: 2 * at,
    seconds: null,
    share: 1,
  });

  test('means, the deviation of a sample, and the first moment below each order', () => {
    const looks = [look(0, 0, 5), look(1, 0, 7), look(2, 0, 6), look(0, 1, 1), look(1, 1, 2), look(2, 1, 3)];
    const { loss, spread, curve, overtook, losses } = standingOf(about, looks, ngram);
    expect([loss, losses]).toEqual([2, [1, 2, 3]]);
    expect(spread).toBeCloseTo(1, 12);
    expect(curve).toEqual([
      { x: 10, loss: 6 },
      { x: 20, loss: 2 },
    ]);
    // 2 is not below 2.
    expect(overtook).toEqual([
      { order: 2, at: 20 },
      { order: 3, at: null },
    ]);
  });

  test('one seed that is no number any more spoils the mean', () => {
    const { loss, spread } = standingOf(about, [look(0, 0, 5), look(1, 0, null)], ngram);
    expect([loss, spread]).toEqual([null, null]);
  });

  test('who wins, and whether that is clear', () => {
    const standing = (losses: number[]) =>
      standingOf(
        about,
        losses.map((loss, run) => look(run, 0, loss)),
        ngram,
      );
    expect(verdictOf([standing([1, 1.2, 1.4])], ngram)).toEqual({ winner: 'GPT', second: 'n-gram', clear: true });
    expect(verdictOf([standing([1, 1.9, 2.8])], ngram)).toEqual({ winner: 'GPT', second: 'n-gram', clear: false });
    expect(verdictOf([standing([3])], ngram)).toEqual({ winner: 'n-gram', second: 'GPT', clear: null });
  });

  test('in words', () => {
    const networks = [standingOf(about, [look(0, 0, 3.9), look(1, 0, 3.7), look(0, 1, 1.5), look(1, 1, 1.3)], ngram)];
    const raced = { networks, ngram, by: 'time', budget: 20, ...verdictOf(networks, ngram) } as const;
    expect(tellRace(raced as never)).toBe(
      'nats a token on unseen text: GPT 1.40 ± 0.14 before n-gram 2.00; the GPT overtook the trigram after 20 s',
    );
    const slow = [standingOf(about, [look(0, 0, 3.9), look(1, 0, 3.7)], ngram)];
    expect(tellRace({ ...raced, networks: slow, ...verdictOf(slow, ngram) } as never)).toBe(
      'nats a token on unseen text: n-gram 2.00 before GPT 3.80 ± 0.14; nobody overtook the trigram in 20 s; the bigram was overtaken by the GPT after 10 s',
    );
  });
});
