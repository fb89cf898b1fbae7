import { kernelsNamed } from '../../nn/kernels/choose.ts';
import type { PartLearner } from '../../nn/parts.ts';
import { GptNetwork } from '../gpt/network.ts';
import type { AnswerSpec } from '../learner-spec.ts';
import { PreferenceLearner } from './dpo.ts';
import { PolicyLearner } from './policy-learner.ts';
import { RewardLearner } from './reward-model.ts';
import { FineTuningLearner } from './turn-learner.ts';

/** A transformer that learns from answers, on whichever thread; its weights are 0 until they are set. */
export function answerLearner(spec: AnswerSpec): PartLearner {
  const { config, kernels, vocabulary, parts, seed } = spec;
  const given = { network: new GptNetwork(config), kernels: kernelsNamed(kernels), vocabulary, parts, seed };
  switch (spec.learner) {
    case 'fine-tuning':
      return new FineTuningLearner(given, spec.lesson);
    case 'dpo':
      return new PreferenceLearner(given, spec.lesson);
    case 'reward':
      return new RewardLearner(given, spec.lesson);
    case 'policy':
      return new PolicyLearner(given, spec.lesson);
  }
}
