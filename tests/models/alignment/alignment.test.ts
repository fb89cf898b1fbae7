/** Learning from answers and preferences, on a network so small that the best policy is known in closed form. */
import { describe, expect, test } from 'vitest';
import { PreferenceLearner } from '../../../src/models/alignment/dpo.ts';
import { optimum } from '../../../src/models/alignment/optimum.ts';
import { advantages } from '../../../src/models/alignment/policy-gradient.ts';
import { type Preference, RewardLearner, RewardModel } from '../../../src/models/alignment/reward-model.ts';
import { FineTuningLearner, TurnLearner, type WeightedTurn } from '../../../src/models/alignment/turn-learner.ts';
import { scoreTurns, type Turn } from '../../../src/models/alignment/turns.ts';
import { NetworkConfigSchema } from '../../../src/models/gpt/config.ts';
import { GptNetwork } from '../../../src/models/gpt/network.ts';
import { TrainingSchema } from '../../../src/models/text-network/config.ts';
import { Descent } from '../../../src/models/text-network/descent.ts';
import { Reader } from '../../../src/models/text-network/reader.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { ParameterSet } from '../../../src/nn/parameters.ts';
import type { PartLearner } from '../../../src/nn/parts.ts';
import { Random } from '../../../src/nn/random.ts';

const float64 = plainKernels('float64');
const vocabulary = 6;
const verdict = 5;
const network = new GptNetwork(
  NetworkConfigSchema.parse({ context: 6, width: 8, layers: 1, heads: 2, deviation: 0.3 }),
);
const given = { network, vocabulary, parts: 1, seed: 1, kernels: float64 };
const noText = { tokens: Int32Array.of(), rows: 0, weight: 0 };
const chance = new Random(8);
const someText = { tokens: Int32Array.from({ length: 60 }, () => chance.below(vocabulary)), rows: 2, weight: 0.5 };
const began = new ParameterSet(float64, float64.arena(), network.parameters(vocabulary), new Random(3));
const model = { network, weights: began, vocabulary };

/** The question is token 0; each token is an answer. */
const answered = (a: number): Turn => ({ prompt: Int32Array.of(0), answer: Int32Array.of(a) });
const all = Array.from({ length: vocabulary }, (_, a) => answered(a));
const logsOf = (weights: ParameterSet): Float64Array => scoreTurns({ network, weights, vocabulary }, all);
const before = Array.from(logsOf(began), Math.exp);
const rewards = [0, 0.8, -0.5, 1.2, 0.3, -1];
const beta = 0.7;
const best = optimum(before, rewards, beta);

function descent(learner: PartLearner, steps: number, lr: number): Descent {
  learner.parameters.values.data.set(began.values.data);
  const config = TrainingSchema.parse({ steps, lr, parts: 1, warmup: 0, weight_decay: 0, clip: 0, decay_to: 0 });
  return new Descent(learner, config, 1);
}

/** The gradient of a learner's loss against finite differences along a few random directions. */
function gradientIsRight(learner: PartLearner): void {
  const { values, gradients } = learner.parameters;
  values.data.set(began.values.data);
  learner.parameters.clearGradients();
  learner.learn(0, 0);
  const gradient = gradients.data.slice();
  const random = new Random(9);
  for (let k = 0; k < 4; k++) {
    const way = Array.from(gradient, () => random.next() - 0.5);
    const lossAt = (distance: number): number => {
      way.forEach((x, i) => void (values.data[i] = began.values.data[i] + distance * x));
      return learner.learn(0, 0);
    };
    const slope = (lossAt(1e-5) - lossAt(-1e-5)) / 2e-5;
    const expected = way.reduce((sum, x, i) => sum + x * gradient[i], 0);
    expect(Math.abs(slope - expected)).toBeLessThan(1e-6 * Math.max(1, Math.abs(expected)));
  }
}

const longTurns = [
  { prompt: Int32Array.of(0, 1), answer: Int32Array.of(2, 3, 4) },
  { prompt: Int32Array.of(0, 2, 1), answer: Int32Array.of(4, 4) },
  { prompt: Int32Array.of(3), answer: Int32Array.of(1, 2, 3, 4) },
];

test('the logarithm of an answer is the sum over its tokens, each after all before it', () => {
  const reader = new Reader(model);
  const expected = longTurns.map(({ prompt, answer }) => {
    const tokens = [...prompt, ...answer];
    const rows = reader.logits(tokens.slice(0, -1)).map((row) => Array.from(row));
    return answer.reduce((sum, token, i) => {
      const row = rows[prompt.length - 1 + i];
      return sum + row[token] - Math.log(row.reduce((total, x) => total + Math.exp(x), 0));
    }, 0);
  });
  Array.from(scoreTurns(model, longTurns)).forEach((log, i) => void expect(log).toBeCloseTo(expected[i], 10));
});

describe('answers by their weights', () => {
  class Weighted extends TurnLearner {
    protected take(): WeightedTurn[] {
      return longTurns.map((turn, i) => ({ turn, weight: [0.4, -0.2, 0.1][i] }));
    }
  }

  test('gradients by finite differences, of weights below zero too, and of earlier text', () => {
    gradientIsRight(new Weighted(given, 3, someText));
  });

  test('fine-tuning: what is asked for is said in the end, and nothing of the question is learnt', () => {
    const turns = [longTurns[0], longTurns[2]];
    const lesson = { kinds: [turns], rows: 2, earlier: noText };
    const run = descent(new FineTuningLearner(given, lesson), 150, 0.02);
    while (run.steps < 150) run.step();
    for (const log of scoreTurns({ network, weights: run.weights, vocabulary }, turns))
      expect(log).toBeGreaterThan(-0.2);
  });

  test('a row holds as many turns as it has room for, each learnt after those before it', () => {
    const [first, second, third] = [longTurns[1], answered(2), longTurns[0]]; // 4, 1 and 4 tokens in rows of 6
    class Packed extends TurnLearner {
      protected take(): WeightedTurn[] {
        return [first, second, third].map((turn) => ({ turn, weight: 1 }));
      }
    }
    const learner = new Packed(given, 2, noText);
    learner.parameters.values.data.set(began.values.data);
    const talk = { prompt: Int32Array.of(...first.prompt, ...first.answer.subarray(0, -1), 0), answer: second.answer };
    const logs = scoreTurns(model, [first, talk, third]);
    expect(learner.learn(0, 0)).toBeCloseTo(-(logs[0] + logs[1] + logs[2]), 10);
    gradientIsRight(learner);
  });
});

describe('preferences', () => {
  /** Every pair as often as people would choose it who feel these rewards: σ(r₊ − r₋). */
  const chosen: Preference[] = rewards.flatMap((r, a) =>
    rewards.flatMap((other, b) => {
      const times = a === b ? 0 : Math.round(40 / (1 + Math.exp(other - r)));
      return Array.from({ length: times }, () => ({ chosen: answered(a), rejected: answered(b) }));
    }),
  );
  const logs = logsOf(began);
  const pairs = chosen.map((pair) => ({
    ...pair,
    reference: { chosen: logs[pair.chosen.answer[0]], rejected: logs[pair.rejected.answer[0]] },
  }));
  const lesson = { kinds: [pairs], pairs: 64, beta, likelihood: 0, earlier: noText };

  test('DPO begins at ln 2', () => {
    const learner = new PreferenceLearner(given, lesson);
    learner.parameters.values.data.set(began.values.data);
    expect(learner.learn(0, 0)).toBeCloseTo(Math.LN2, 10);
  });

  test('gradients of DPO by finite differences, with likelihood and earlier text', () => {
    const some = [{ chosen: longTurns[0], rejected: longTurns[1], reference: { chosen: -3, rejected: -2 } }];
    const mixed = { kinds: [some], pairs: 2, beta, likelihood: 0.3, earlier: someText };
    gradientIsRight(new PreferenceLearner(given, mixed));
  });

  test('DPO ends at the best policy of those rewards under the leash', () => {
    const run = descent(new PreferenceLearner(given, lesson), 400, 0.02);
    while (run.steps < 400) run.step();
    const found = Array.from(logsOf(run.weights), Math.exp);
    found.forEach((p, a) => void expect(Math.abs(p - best[a])).toBeLessThan(0.03));
    expect(Math.abs(best[3] - before[3])).toBeGreaterThan(0.1);
  });

  test('gradients of the reward model by finite differences', () => {
    const some = [{ chosen: longTurns[0], rejected: longTurns[1] }];
    gradientIsRight(new RewardLearner(given, { kinds: [some], pairs: 2, verdict }));
  });

  test('the reward model finds the rewards, up to one number', () => {
    // Answers end with a token that is not read, so that each stands alone before its verdict.
    const ended = ({ prompt, answer }: Turn): Turn => ({ prompt, answer: Int32Array.of(...answer, 0) });
    const some = chosen.map((pair) => ({ chosen: ended(pair.chosen), rejected: ended(pair.rejected) }));
    const run = descent(new RewardLearner(given, { kinds: [some], pairs: 64, verdict }), 300, 0.02);
    while (run.steps < 300) run.step();
    const judge = new RewardModel({ network, weights: run.weights, vocabulary }, verdict);
    const judged = judge.rewards(all.map(ended));
    const shift = judged.reduce((sum, r, a) => sum + r - rewards[a], 0) / vocabulary;
    judged.forEach((r, a) => void expect(Math.abs(r - shift - rewards[a])).toBeLessThan(0.25));
  });
});

describe('trying', () => {
  test('advantages: better than the mean of the others, and the leash pulls back what became likelier', () => {
    const tried = (reward: number, now: number): Parameters<typeof advantages>[0][0][0] => ({
      turn: answered(1),
      reward,
      now,
      before: -2,
    });
    const weights = (leash: number): number[] =>
      advantages([[tried(3, -1), tried(1, -2)]], leash).map(({ weight }) => weight);
    expect(weights(0)).toEqual([1, -1]);
    expect(weights(1)).toEqual([0.5, -0.5]);
    expect(weights(2)).toEqual([0, 0]);
  });

  test('the policy gradient ends at the best policy under the leash', () => {
    const steps = 800;
    class Trying extends TurnLearner {
      protected take(random: Random): WeightedTurn[] {
        const now = logsOf(this.parameters);
        const draw = (): number => {
          let u = random.next();
          return Math.max(
            0,
            now.findIndex((log) => (u -= Math.exp(log)) < 0),
          );
        };
        const group = Array.from({ length: 32 }, draw).map((a) => ({
          turn: answered(a),
          reward: rewards[a],
          now: now[a],
          before: Math.log(before[a]),
        }));
        return advantages([group], beta);
      }
    }
    const run = descent(new Trying(given, 32, noText), steps, 0.01);
    while (run.steps < steps) run.step();
    const found = Array.from(logsOf(run.weights), Math.exp);
    found.forEach((p, a) => void expect(Math.abs(p - best[a])).toBeLessThan(0.04));
  });
});
