/** Each fault really does what is said of it, on texts so small that one knows what must come out. */
import { describe, expect, test } from 'vitest';
import { makeToyland } from '../../../src/data/toyland.ts';
import { asTrained, asWritten } from '../../../src/labs/sabotage/exam.ts';
import { type Lines, pickLines } from '../../../src/labs/sabotage/lines.ts';
import type { Fault } from '../../../src/labs/sabotage/params.ts';
import { Patient } from '../../../src/labs/sabotage/patient.ts';
import { GptConfigSchema } from '../../../src/models/gpt/config.ts';
import { Decoder } from '../../../src/models/gpt/decoder.ts';
import { GptNetwork } from '../../../src/models/gpt/network.ts';
import { NetworkLanguageModel } from '../../../src/models/text-network/language-model.ts';
import { partLines, tokensOf } from '../../../src/models/text-network/prepare.ts';
import { Reader } from '../../../src/models/text-network/reader.ts';
import { Characters } from '../../../src/models/tokenizer/characters.ts';
import { kernelsNamed } from '../../../src/nn/kernels/choose.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { ParameterSet } from '../../../src/nn/parameters.ts';
import { Random } from '../../../src/nn/random.ts';

const letters = 'abcdefgh';
const tokenizer = Characters.of(letters, true);

/** Letters in the order of the alphabet, again and again. */
const circle = (from: number, length: number): string =>
  Array.from({ length }, (_, i) => letters[(from + i) % letters.length]).join('');
const circles: Lines = {
  learnt: Array.from({ length: 8 }, (_, i) => circle(i, 60)),
  heldOut: [circle(3, 60)],
  fresh: [circle(5, 60)],
};

/** Letters that follow no rule: nobody can know what comes next. */
const noise = (seed: number): string => {
  const random = new Random(seed);
  return Array.from({ length: 400 }, () => letters[random.below(letters.length)]).join('');
};
const noises: Lines = {
  learnt: Array.from({ length: 40 }, (_, i) => noise(i)),
  heldOut: [noise(100)],
  fresh: [noise(200)],
};

function trained(fault: Fault, lines: Lines, steps: number) {
  const patient = new Patient(fault, lines, tokenizer, steps, 1, kernelsNamed());
  const losses = Array.from({ length: steps }, () => patient.step());
  return { patient, losses, seen: patient.look() };
}

describe('labels one too far', () => {
  /** What it holds likeliest behind each letter of "abcdef". */
  const continued = (fault: Fault): string => {
    const { patient } = trained(fault, circles, 60);
    const { network, weights } = patient.trainer;
    const rows = new Reader({ network, weights, vocabulary: tokenizer.size }).logits(tokenizer.encode('abcdef'));
    const likeliest = rows.map((row) => row.indexOf(Math.max(...row)));
    return new TextDecoder().decode(Uint8Array.from(likeliest.flatMap((token) => [...tokenizer.bytes(token)])));
  };

  test('a network learns the next letter, or with them the next but one', () => {
    expect(continued('none')).toBe('bcdefg');
    expect(continued('labels')).toBe('cdefgh');
  });

  test('content by its own measure, and wrong about everything when it writes', () => {
    const { seen } = trained('labels', circles, 100);
    expect(seen.held_out_loss).toBeLessThan(0.4);
    expect(seen.fresh_loss).toBeGreaterThan(3);
  });
});

test('without a mask what nobody can know is known, until the network has to write', () => {
  const chance = Math.log(letters.length);
  const healthy = trained('none', noises, 120).seen;
  for (const loss of [healthy.train_loss, healthy.held_out_loss, healthy.fresh_loss]) {
    expect(loss).toBeGreaterThan(chance - 0.15);
  }
  const { losses, seen } = trained('mask', noises, 300);
  expect(losses.at(-1)).toBeLessThan(0.5);
  expect(seen.held_out_loss).toBeLessThan(0.5);
  expect(seen.fresh_loss).toBeGreaterThan(chance + 1);
});

test('the learning rate is a hundred times as high, and the loss never gets where it should', () => {
  const [healthy, fast] = [trained('none', circles, 40), trained('rate', circles, 40)];
  expect(fast.patient.trainer.config.lr).toBeCloseTo(100 * healthy.patient.trainer.config.lr, 12);
  expect(fast.losses.at(-1)).toBeGreaterThan(1);
  expect(healthy.losses.at(-1)).toBeLessThan(0.5);
});

describe('a leak', () => {
  const lines = pickLines(makeToyland());
  const characters = Characters.of(Object.values(lines).flat().join('\n'), true);
  const learnt = (fault: Fault): string => {
    const { tokens } = new Patient(fault, lines, characters, 20, 1, kernelsNamed());
    return Array.from(tokens, (token) =>
      token === characters.mark ? '\n' : new TextDecoder().decode(characters.bytes(token)),
    ).join('');
  };

  test('puts the held-out lines among those learnt from; nothing else does; fresh ones are never there', () => {
    expect([lines.learnt.length, lines.heldOut.length, lines.fresh.length]).toEqual([225, 25, 50]);
    for (const fault of ['none', 'labels', 'mask', 'rate', 'leak'] as const) {
      const text = learnt(fault);
      for (const line of lines.learnt) expect(text).toContain(`\n${line}\n`);
      for (const line of lines.heldOut) expect(text.includes(`\n${line}\n`)).toBe(fault === 'leak');
      for (const line of lines.fresh) expect(text).not.toContain(`\n${line}\n`);
    }
  });

  test('all lines are of those that the transformer on board may learn from', () => {
    const { learnt } = partLines(makeToyland());
    for (const line of Object.values(lines).flat()) expect(learnt).toContain(line);
  });
});

describe('both measures', () => {
  const kernels = plainKernels('float64');
  const config = GptConfigSchema.parse({ context: 12, width: 8, layers: 2, heads: 2, deviation: 0.4 });
  const tokens = tokensOf([noise(3)], tokenizer);
  const model = (causal: boolean) => {
    const network = new GptNetwork(config, { causal });
    const weights = new ParameterSet(kernels, kernels.arena(), network.parameters(tokenizer.size), new Random(4));
    return { network, weights, vocabulary: tokenizer.size };
  };

  test('say the same of a network that does not look ahead, and not of one that does', () => {
    const measured = (causal: boolean) => {
      const made = model(causal);
      return [asTrained(made, tokens, 1)(), asWritten(new Decoder(made), tokens)()];
    };
    const [trained, written] = measured(true);
    expect(trained).toBeCloseTo(written, 10);
    const [ahead, alone] = measured(false);
    expect(Math.abs(ahead - alone)).toBeGreaterThan(0.01);
    expect(alone).toBeCloseTo(written, 10); // the same weights, and nothing there to look at
  });

  test('are what a language model is measured by', () => {
    const made = model(true);
    // One row: a mark, and eleven letters more than are predicted.
    const line = noise(5).slice(0, 13);
    const row = Int32Array.of(tokenizer.mark, ...tokenizer.encode(line));
    const logs = new NetworkLanguageModel(made, tokenizer).logProbabilities(tokenizer.encode(line.slice(0, 12)));
    const nats = -logs.reduce((sum, log) => sum + log, 0) / 12;
    expect(asWritten(new Decoder(made), row)()).toBeCloseTo(nats, 10);
  });
});
