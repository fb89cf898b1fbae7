/** What a judge says of the answers that a model draws, and how far they are from those of the model that it began as.
 *  Read first: ../../models/alignment/drift.ts */
import { divergence, drawAnswers, rewardsOf } from '../../models/alignment/drift.ts';
import { RewardModel } from '../../models/alignment/reward-model.ts';
import type { Turn } from '../../models/alignment/turns.ts';
import type { Curriculum } from '../../models/pipeline/exam-questions.ts';
import { longestAnswer } from '../../models/pipeline/examine.ts';
import type { ChatModel } from '../stages/chat.ts';
import type { Scores } from '../stages/params.ts';

/** Questions of a kind at most. */
const most = 40;

export class Rewards {
  private readonly judge: RewardModel;
  private readonly prompts: readonly Int32Array[];
  private begun?: { readonly turns: readonly Turn[]; readonly mean: number; readonly deviation: number };

  /** @param sft what the others began as
   *  @param limit questions of a kind: as many of each are asked */
  constructor(
    judge: ChatModel,
    private readonly sft: ChatModel,
    { harmful, harmless, facts }: Curriculum,
    limit: number,
    private readonly seed: number,
  ) {
    const { format } = sft;
    this.judge = new RewardModel(judge, format.verdict);
    const kinds = [harmful, harmless, facts];
    const count = Math.min(limit, most, ...kinds.map(({ length }) => length));
    this.prompts = kinds.flatMap((kind) => kind.slice(0, count).map(({ question }) => format.question([{ question }])));
  }

  /** The reward in deviations from what sft gets, and nats an answer away from it. */
  of(model: ChatModel): Scores {
    const { judge, sft } = this;
    this.begun ??= this.begin();
    const { turns: first, mean, deviation } = this.begun;
    const turns = model === sft ? first : this.draw(model);
    return {
      reward: (rewardsOf(judge, turns).mean - mean) / (deviation || 1),
      kl: divergence(model, sft, turns),
    };
  }

  private begin() {
    const turns = this.draw(this.sft);
    return { turns, ...rewardsOf(this.judge, turns) };
  }

  private draw(model: ChatModel): Turn[] {
    const end = this.sft.format.tokenizer.mark;
    return drawAnswers(model, this.prompts, { most: longestAnswer, end, seed: this.seed });
  }

  /** Gives the memory back. */
  end(): void {
    this.judge.end();
  }
}
