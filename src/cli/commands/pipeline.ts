/** `genai pipeline`: from raw pages to an aligned little chat model, stage by stage, in a folder that keeps everything. */
import { Argument, type Command } from 'commander';
import { InputError } from '../../data/input-error.ts';
import { suggest } from '../../data/near-miss.ts';
import { knobsOf, parseParams } from '../../labs/knobs.ts';
import type { KernelName } from '../../nn/kernels/kernels.ts';
import type { CommandContext } from '../context.ts';
import { addKnobs, givenKnobs, kernelFlag, wholeNumber } from '../flags.ts';
import { labOf, pipelineStages, type StageId, stageGroups, stageIds } from '../pipeline/stages.ts';

export const forms = [...stageIds, ...Object.keys(stageGroups)];

/** Where a run is kept, if nobody says otherwise. */
const usualFolder = 'genai-run';

const examples = `
Examples:
  genai pipeline --quick                  all of it, in about three minutes
  genai pipeline                          in earnest, in about twelve
  genai pipeline --run my-run --seed 7    in a folder of your own, repeatable
  genai pipeline dpo --beta 0.1           one stage with a knob turned
  genai pipeline --out report.html        the report of the run as a page
  genai pipeline --seeds 3 --run three    three runs, and how they differ
  genai chat --run genai-run              talk with what came out

Ctrl-C, a kill or a full disk lose nothing: the same command goes on from
there. In the folder: documents.txt and held-out.txt, a model after each stage
(base, sft, judge, rlhf, dpo, int8, int4 .bin), and what each stage measured
(.json). Into a pipe goes a line for each stage, then the report; --json gives
the lines of each stage with "stage", and last one with "done".
Exit status 1: a stage blew up.`;

const stageExamples = (stage: string): string => `
Examples:
  genai pipeline ${stage}${' '.repeat(Math.max(1, 24 - stage.length))}this stage, and what it builds on
  genai pipeline ${stage} --again${' '.repeat(Math.max(1, 16 - stage.length))}anew, though it is done`;

interface Flags {
  readonly run?: string;
  readonly quick?: boolean;
  readonly seed?: string;
  readonly seeds?: string;
  readonly again?: boolean;
  readonly kernel?: KernelName;
  readonly json?: boolean;
  readonly out?: string;
  readonly force?: boolean;
}

export async function register(command: Command, context: CommandContext): Promise<void> {
  const word = context.argv.filter((word) => !word.startsWith('-')).find((word) => forms.includes(word));
  command
    .option('--run <DIR>', `the folder that keeps the run (${usualFolder} without it)`)
    .option('--quick', 'smaller in everything: minutes instead of a quarter of an hour, and not as good')
    .option('--seed <N>', 'repeat a run: the same seed gives the same result')
    .addOption(kernelFlag())
    .option('--json', 'machine-readable output: the lines of each stage, then the report')
    .option('--again', 'make it anew, though it is done');
  if (word === undefined) {
    command
      .usage(`[stage] [options]`)
      .description(
        'The training pipeline in miniature: gather a web, pre-train on it, fine-tune on answers, align with preferences, ' +
          `quantize, evaluate. Stages: ${stageIds.join(', ')}; align is reward, rlhf and dpo.`,
      )
      .argument('[stage]', 'one of them, with its own flags: genai pipeline dpo --help')
      .option('--seeds <N>', 'that many runs, each in a folder of its own below, and a table of them')
      .option('--out <FILE>', 'write the report as a page, FILE.html')
      .option('--force', 'let --out replace a file')
      .addHelpText('after', examples)
      .action(async (stage?: string) => {
        if (stage !== undefined) throw new InputError(`there is no stage ${stage}`, undefined, suggest(stage, forms));
        await start(stageIds, {}, command.opts<Flags>(), context);
      });
    return;
  }
  const stages = stageGroups[word] ?? [word as StageId];
  const lab = stages.length === 1 ? await labOf(stages[0]) : undefined;
  const files = Object.keys(pipelineStages.find(({ id }) => id === word)?.files ?? {});
  const knobs = lab ? knobsOf(lab.params).filter(({ name }) => name !== 'resume' && !files.includes(name)) : [];
  addKnobs(command, knobs);
  command
    .usage(`${word} [options]`)
    .addArgument(
      new Argument('<stage>').argParser((given: string) => {
        if (given === word) return given;
        throw new InputError(`there is no stage ${given}`, undefined, suggest(given, forms));
      }),
    )
    .summary(lab?.title ?? 'Align: a judge, learning from it, and preferences directly')
    .description(
      lab
        ? `${lab.title}. ${lab.about}`
        : 'A judge is made, the model learns from it by trying, and beside it directly.',
    )
    .addHelpText('after', stageExamples(word))
    .action(async () => {
      const given = givenKnobs(command, knobs);
      if (lab) parseParams(lab.params, given); // what is wrong is told before a folder is made
      await start(stages, given, command.opts<Flags>(), context);
    });
}

async function start(
  stages: readonly StageId[],
  knobs: Readonly<Record<string, unknown>>,
  { run = usualFolder, seeds, out, force = false, again = false, json = false, ...others }: Flags,
  context: CommandContext,
): Promise<void> {
  const { runPipeline } = await import('../pipeline/run.ts');
  const many = seeds === undefined ? undefined : wholeNumber(seeds, '--seeds', 2, 20);
  await runPipeline({ path: run, stages, knobs, again, json, ...others }, { seeds: many, out, force }, context);
}
