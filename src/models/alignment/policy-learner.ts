/** Learning by trying: the network answers questions as it would, a judge that learnt from preferences gives each answer a number,
 *  and it learns from its own answers by how much better each was than the others.
 *  Papers: Stiennon et al. 2020; Ouyang et al. 2022, section 3.5 (with PPO). Read first: ./policy-gradient.ts, ./reward-model.ts */
import { ParameterSet } from '../../nn/parameters.ts';
import { Random } from '../../nn/random.ts';
import { answers } from '../gpt/answers.ts';
import { Decoder } from '../gpt/decoder.ts';
import type { GptNetwork } from '../gpt/network.ts';
import type { Learned } from '../text-network/network.ts';
import type { Learning } from './learning.ts';
import { advantages } from './policy-gradient.ts';
import type { Earlier } from './replay.ts';
import { RewardModel } from './reward-model.ts';
import { TurnLearner, type WeightedTurn } from './turn-learner.ts';
import { scoreTurns, type Turn } from './turns.ts';

type Numbers = Float32Array | Float64Array;

export interface PolicyLesson {
  /** Questions of several kinds, up to where the answer begins: each kind gets the same share of a step. */
  readonly kinds: readonly (readonly Int32Array[])[];
  /** Questions in a part of a step, and how often each is answered. */
  readonly questions: number;
  readonly tries: number;
  /** Tokens of an answer at most, and the one that ends it. */
  readonly most: number;
  readonly end: number;
  /** The weights of the judge, the token of its verdict, and how its numbers are made comparable: less `mean`, in units of
   *  `deviation`. */
  readonly judge: Numbers;
  readonly verdict: number;
  readonly scale: { readonly mean: number; readonly deviation: number };
  /** The weights it began with, and what moving away from them costs: reward a nat. */
  readonly before: Numbers;
  readonly leash: number;
  readonly earlier: Earlier;
}

export class PolicyLearner extends TurnLearner {
  private readonly decoder: Decoder;
  private readonly judge: RewardModel;
  private readonly now: Learned<GptNetwork>;
  private readonly before: Learned<GptNetwork>;

  constructor(
    given: Learning & { readonly network: GptNetwork },
    private readonly lesson: PolicyLesson,
  ) {
    super(given, lesson.questions * lesson.tries, lesson.earlier);
    const { network, vocabulary, kernels } = given;
    const fixed = (numbers: Numbers): Learned<GptNetwork> => {
      const weights = new ParameterSet(kernels, this.parameters.arena, network.parameters(vocabulary));
      weights.values.data.set(numbers);
      return { network, weights, vocabulary };
    };
    this.now = { network, weights: this.parameters, vocabulary };
    this.before = fixed(lesson.before);
    this.judge = new RewardModel(fixed(lesson.judge), lesson.verdict);
    this.decoder = new Decoder(this.now);
  }

  // #region try
  protected take(random: Random): WeightedTurn[] {
    const { kinds, questions, tries, leash } = this.lesson;
    const asked = Array.from({ length: questions }, (_, i) => random.pick(kinds[i % kinds.length]));
    const prompts = asked.flatMap((prompt) => Array.from({ length: tries }, () => prompt));
    const turns = this.answer(prompts, random);
    const rewards = this.rewards(turns);
    const [now, before] = [scoreTurns(this.now, turns), scoreTurns(this.before, turns)];
    const tried = turns.map((turn, i) => ({ turn, reward: rewards[i], now: now[i], before: before[i] }));
    return advantages(
      asked.map((_, i) => tried.slice(i * tries, (i + 1) * tries)),
      leash,
    );
  }
  // #endregion

  private answer(prompts: readonly Int32Array[], random: Random): Turn[] {
    const { most, end } = this.lesson;
    const seeds = prompts.map(() => random.bits() >>> 0);
    const shaping = { temperature: 1, top_k: 0, top_p: 1, min_p: 0 };
    const chance = (text: number): Random => new Random(seeds[text]);
    const given = answers(this.decoder, prompts, { shaping, chance, end, most });
    return given.map((answer, i) => ({ prompt: prompts[i], answer }));
  }

  private rewards(turns: readonly Turn[]): Float64Array {
    const { mean, deviation } = this.lesson.scale;
    return this.judge.rewards(turns).map((reward) => (reward - mean) / deviation);
  }
}
