/** One stage of a training pipeline as a lab: it begins with the model of the stage before, learns while one watches, and ends with
 *  a model of its own. A run that was saved on the way goes on to the same numbers.
 *  Read first: ../training.ts, ../../models/text-network/descent.ts */
import type { DataSource } from '../../data/corpus.ts';
import { InputError } from '../../data/input-error.ts';
import { modelToCheckpoint, runToCheckpoint, type TextModel, type TextRun } from '../../models/gpt/weights.ts';
import type { LearnerSpec } from '../../models/learner-spec.ts';
import type { TrainingConfig } from '../../models/text-network/config.ts';
import { Descent } from '../../models/text-network/descent.ts';
import { encodeCheckpoint } from '../../nn/checkpoint-format.ts';
import type { PartLearner } from '../../nn/parts.ts';
import { openRun } from '../gpt-train/resume.ts';
import { asFlag } from '../knobs.ts';
import type { Command, NeuralContext } from '../lab.ts';
import { type Progress, type Since, train } from '../training.ts';
import {
  type LookEvent,
  look as LookSchema,
  type Reply,
  type Scores,
  type StageEvent,
  type StageResult,
  type StageSettings,
} from './params.ts';

/** What a stage is made of. */
export interface Plan {
  /** What it learns from, in a few words. */
  readonly data: string;
  readonly spec: LearnerSpec;
  /** With the weights that the stage begins with. */
  readonly learner: PartLearner;
  readonly training: TrainingConfig;
  /** The model that comes to be: the weights are the learner's. */
  readonly model: TextModel;
  /** The file that it becomes. */
  readonly file: string;
  /** A number that stands for all that the stage begins with. */
  readonly mark: number;
  /** What the model can do by now. */
  measure(): { readonly scores: Scores; readonly replies: readonly Reply[] };
  free?(): void;
}

/** The run that goes on, if one does: its seed is the one to go on with. */
export const openStageRun = async ({ resume }: StageSettings, data: DataSource): Promise<TextRun | undefined> =>
  resume === undefined ? undefined : await openRun(resume, data);

/** @param begun the run that goes on
 *  @throws InputError when that was begun otherwise */
export async function* runStage(
  plan: Plan,
  settings: StageSettings,
  begun: TextRun | undefined,
  { kernels, team }: NeuralContext,
): AsyncGenerator<StageEvent, StageResult, Command | undefined> {
  const { spec, learner, training, model, mark } = plan;
  const { seed } = spec;
  const given = asGiven(settings);
  if (begun) refuseOthers(begun, given, mark, settings.resume!);
  const descent = new Descent(learner, training, seed, team(spec));
  const looks: LookEvent[] = LookSchema.array().parse(begun?.watched?.looks ?? []);
  const { steps: of } = training;
  const look = ({ loss }: Progress): LookEvent => {
    const seen: LookEvent = { kind: 'look', step: descent.steps, of, loss, ...measured(plan) };
    if (looks.at(-1)?.step !== seen.step) looks.push(seen);
    return seen;
  };
  const keep = (since: Since): StageEvent => {
    const watched = { kernels: kernels.name, since, settings: given, looks };
    const { tokenizer, lines, origin, network } = model;
    const config = { ...network.config, ...training };
    const run = { config, snapshot: descent.snapshot(), tokenizer, lines, origin, text: mark, watched };
    return { kind: 'run', step: descent.steps, of, bytes: encodeCheckpoint(runToCheckpoint(run)) };
  };
  try {
    if (begun) descent.restore(begun.snapshot);
    const { last, diverged } = yield* train({
      begin: { kind: 'begin', data: plan.data, parameters: descent.weights.size, looks: [...looks] } as const,
      trainer: descent,
      of,
      every: settings.every ?? Math.max(1, Math.round(of / 10)),
      since: begun?.watched?.since,
      look,
      keep,
    });
    if (!diverged)
      yield { kind: 'made', files: { [plan.file]: encodeCheckpoint(modelToCheckpoint(model, 'float32')) } };
    const [first] = looks;
    return {
      seed,
      steps: descent.steps,
      of,
      parameters: descent.weights.size,
      diverged,
      before: first.scores,
      after: last.scores,
      replies: last.replies.map(({ question, answer }, i) => ({
        question,
        before: first.replies[i]?.answer ?? '',
        after: answer,
      })),
      curve: looks.map(({ step, loss, scores }) => ({ step, loss, scores })),
    };
  } finally {
    plan.free?.();
    descent.free();
  }
}

function measured(plan: Plan): Pick<LookEvent, 'scores' | 'replies'> {
  const { scores, replies } = plan.measure();
  return { scores, replies: [...replies] };
}

/** Knobs that a run may go on with differently: how it is looked at, and where its files lie now. */
const free = ['weights', 'documents', 'held_out', 'judge', 'preferences', 'every', 'exam', 'ask', 'resume'];

const asGiven = (settings: StageSettings): Record<string, string | number | boolean> =>
  Object.fromEntries(
    Object.entries(settings).filter(([name, value]) => value !== undefined && !free.includes(name)),
  ) as Record<string, string | number | boolean>;

function refuseOthers(
  { text, watched }: TextRun,
  given: Readonly<Record<string, string | number | boolean>>,
  mark: number,
  file: string,
): void {
  const own = watched?.settings ?? {};
  for (const name of new Set([...Object.keys(own), ...Object.keys(given)])) {
    if (own[name] === given[name]) continue;
    const what = `the run was begun with ${own[name] ?? 'none'}, not ${given[name] ?? 'none'}`;
    throw new InputError(what, asFlag(name), 'Give the same, or begin a new run.');
  }
  if (text === mark) return;
  const remedy = 'Name the files it began with, or begin a new run.';
  throw new InputError('the run began with another model or other texts', file, remedy);
}
