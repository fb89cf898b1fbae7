/** A challenge for the shell against the last of its hints, which has to solve it: the command of a lab is carried out, a request to
 *  a server is looked at. */
import { InputError } from '../data/input-error.ts';
import { findLab } from '../labs/index.ts';
import { type FindLab, placed, specOf } from './check.ts';
import { commandIn, runOfCommand } from './command.ts';
import type { LabRun, ShellCheck, StepOf } from './lesson.ts';
import type { Path } from './positions.ts';
import { checkRun, type RecordedRun } from './shell-check.ts';

export interface Bench {
  /** Makes a run and gives its result.
   *  @throws InputError when it cannot be had */
  run(run: LabRun): Promise<unknown>;
  /** Told of a hint's command that is more than the call of a lab, so that nobody tries it here. */
  untried?(command: string, where: string): void;
  readonly find?: FindLab;
}

type LabCheck = Extract<ShellCheck, { lab: string }>;

type Where = (...path: Path) => string;

/** @param where finds a part of the step in its file */
export async function* challengeProblems(
  step: StepOf<'shell'>,
  check: ShellCheck,
  where: Where,
  bench: Bench,
): AsyncGenerator<InputError, void> {
  if (step.hints.length === 0) return; // said by looking
  if ('lab' in check) yield* runProblems(step, check, where, bench);
  else yield* requestProblems(step, check, where);
}

async function* runProblems(
  step: StepOf<'shell'>,
  check: LabCheck,
  where: Where,
  { run, untried, find = findLab }: Bench,
): AsyncGenerator<InputError, void> {
  const last = step.hints.length - 1;
  const record = async (wanted: LabRun): Promise<RecordedRun> => {
    const { params, seed } = specOf(await find(wanted.lab), wanted);
    // What the shell records goes through a file.
    return JSON.parse(JSON.stringify({ lab: wanted.lab, params, seed, result: await run(wanted) }));
  };
  const at = where('hints', last);
  const line = commandIn(step.hints[last]);
  if (line === undefined) {
    const remedy = `Let it end with the command, such as genai lab ${check.lab} --seed 1.`;
    yield new InputError('the last hint holds no command that solves the challenge', at, remedy);
    return;
  }
  try {
    const wanted = await runOfCommand(line, find);
    if (!wanted) untried?.(line, at);
    else {
      const outcome = checkRun(check, [await record(wanted)]);
      const why = outcome.state === 'other' ? outcome.why : `it runs ${wanted.lab}, not ${check.lab}`;
      const remedy = 'Correct the command, or what is asked of it.';
      if (outcome.state !== 'fits') {
        yield new InputError(`the command of the last hint does not solve it: ${why.replace(/\.$/, '')}`, at, remedy);
      }
    }
  } catch (error) {
    yield placed(error, at);
  }
  if (await isSolvedAlready(check, record, find)) {
    const remedy = `Ask for something that genai lab ${check.lab} without flags does not do.`;
    yield new InputError('any run solves this challenge', where('check', 'where'), remedy);
  }
}

/** Whether the lab as it is fits. It is run only when its knobs alone do not tell. */
async function isSolvedAlready(
  check: LabCheck,
  record: (run: LabRun) => Promise<RecordedRun>,
  find: FindLab,
): Promise<boolean> {
  const bare: LabRun = { lab: check.lab, params: {}, seed: 1 };
  try {
    const spec = specOf(await find(check.lab), bare);
    const knobs = { ...check, where: check.where.filter(({ at }) => !at.startsWith('/result')) };
    const byKnobs = checkRun(knobs, [{ ...spec, result: undefined }]).state === 'fits';
    if (!byKnobs || knobs.where.length === check.where.length) return byKnobs;
    return checkRun(check, [await record(bare)]).state === 'fits';
  } catch (error) {
    if (error instanceof InputError) return false; // it cannot be run, so it solves nothing
    throw error;
  }
}

/** Nobody serves here: looked at is what is asked. What comes of it a server tells. */
function* requestProblems(step: StepOf<'shell'>, check: ShellCheck, where: Where): Generator<InputError, void> {
  const last = step.hints.length - 1;
  const asked = { ...check, where: check.where.filter(({ at }) => at.startsWith('/params/')) };
  const lacking = (params: Record<string, unknown>): string | undefined => {
    const outcome = checkRun(asked, [{ lab: 'serve', params, seed: 0, result: undefined }]);
    return outcome.state === 'other' ? outcome.why.replace(/\.$/, '') : undefined;
  };
  const body = bodyIn(step.hints[last]);
  if (!body) {
    const remedy = 'Let it end with the body, such as {"model":"dpo","prompt":"Ada"}.';
    yield new InputError('the last hint holds no request that solves the challenge', where('hints', last), remedy);
    return;
  }
  const why = lacking(body);
  if (why !== undefined) {
    const remedy = 'Correct the request, or what is asked of it.';
    yield new InputError(`the request of the last hint does not solve it: ${why}`, where('hints', last), remedy);
  }
  const { model, messages, prompt } = body;
  const isBare = asked.where.length === check.where.length && lacking({ model, messages, prompt }) === undefined;
  if (isBare) {
    const remedy = 'Ask for a field that a request need not have, or for what comes of it.';
    yield new InputError('any request solves this challenge', where('check', 'where'), remedy);
  }
}

/** The body of a request in a hint: from its first brace to its last. */
export function bodyIn(hint: string): Record<string, unknown> | undefined {
  const [json] = /\{.*\}/s.exec(hint) ?? [];
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}
