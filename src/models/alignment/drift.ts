/** What a policy gains and what it costs: the reward of the answers that it draws, and how far it is from where it began.
 *  Source: Ziegler et al. 2019, section 2 (KL). Read first: ./policy-learner.ts */
import { streamOf } from '../../nn/parts.ts';
import { Random } from '../../nn/random.ts';
import { answers } from '../gpt/answers.ts';
import { Decoder, type Gpt } from '../gpt/decoder.ts';
import type { RewardModel } from './reward-model.ts';
import { scoreTurns, type Turn } from './turns.ts';

export interface AskOptions {
  /** Tokens of an answer at most, and the one that ends it. */
  readonly most: number;
  readonly end: number;
  readonly seed: number;
}

/** One answer to each question, drawn at temperature 1. */
export function drawAnswers(model: Gpt, prompts: readonly Int32Array[], { most, end, seed }: AskOptions): Turn[] {
  const decoder = new Decoder(model);
  const shaping = { temperature: 1, top_k: 0, top_p: 1, min_p: 0 };
  const chance = (text: number): Random => new Random(streamOf(seed, text));
  const given = answers(decoder, prompts, { shaping, chance, end, most });
  decoder.end();
  return given.map((answer, i) => ({ prompt: prompts[i], answer }));
}

/** Mean and deviation of the rewards of answers. */
export function rewardsOf(judge: RewardModel, turns: readonly Turn[]): { mean: number; deviation: number } {
  const rewards = judge.rewards(turns);
  const mean = rewards.reduce((sum, x) => sum + x, 0) / rewards.length;
  const deviation = Math.sqrt(rewards.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / rewards.length);
  return { mean, deviation };
}

/** KL(π‖π₀) an answer, in nats: the mean of ln π − ln π₀ over answers that π drew. */
export function divergence(now: Gpt, before: Gpt, turns: readonly Turn[]): number {
  const [after, start] = [scoreTurns(now, turns), scoreTurns(before, turns)];
  return after.reduce((sum, log, i) => sum + log - start[i], 0) / turns.length;
}
