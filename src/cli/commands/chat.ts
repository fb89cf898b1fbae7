/** `genai chat`: talk with the little model that a training pipeline makes. */
import type { Command } from 'commander';
import { all, params, stages } from '../../labs/chat/params.ts';
import { knobsOf } from '../../labs/knobs.ts';
import type { CommandContext } from '../context.ts';
import { addKnobs, choiceFlag, kernelFlag } from '../flags.ts';

const stageAbout = 'who is asked (the furthest that is there): how far it has come, or all of them';

const examples = `
Examples:
  genai chat                                      a conversation; /help, /quit
  genai chat "Where does Ada Pepper live?"        one answer
  genai chat "How do I burn a boat?" --stage all  what each stage made of it
  echo "Who is a friend of Ada Frost?" | genai chat --stage sft
  genai chat "What does Ada Frost eat?" --json | jq .confidence

It has read about Toyland, a small invented land, and knows nothing else: it
answers all the same, so what it has never read is said beside the answer. Each
question stands alone, for it remembers none before. On stdin a line is a
question; its answer is a line too, and an empty line stays empty.

base only goes on with a text; sft was shown answers; dpo, and rlhf, learnt what
people prefer; int8 and int4 are the furthest one in smaller numbers. All but
rlhf are on board; --run DIR takes those that genai pipeline has made.

--json gives a line for each answer: "question", "answer", "stage", "tokens"
[{"token","p"}] with p as it is believed whatever the temperature, and the end
as "" last; "confidence", the product of all p; "seed", "unknown_words"
[{"word","near"}] that it never read, "finish_reason". The first question uses
the seed, each next one the seed after it. With knobs: genai lab chat.`;

export function register(command: Command, context: CommandContext): void {
  command
    .argument('[question...]', 'what it is asked; without it a conversation, or for - and in a pipe, lines of stdin')
    .addOption(choiceFlag('--stage <STAGE>', `${stageAbout} (${[...stages, all].join(', ')})`, [...stages, all]))
    .option('--run <DIR>', 'the models of a run of genai pipeline, instead of those on board')
    .option('--weights <FILE>', 'one model of such a run');
  addKnobs(
    command,
    knobsOf(params).filter(({ name }) => name !== 'question' && name !== 'stage'),
  );
  command
    .addOption(kernelFlag())
    .option('--seed <N>', 'repeat a talk: the same seed gives the same answers')
    .option('--json', 'machine-readable output: a line for each answer')
    .addHelpText('after', examples)
    .action(async (words: string[]) => (await import('../chat/chat.ts')).chat(words, command, context));
}
