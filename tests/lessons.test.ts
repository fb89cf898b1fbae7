/** The course itself: what `genai pack check` asks of any course, and what we ask of ours beyond that. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { questionOf } from '../src/course/answer.ts';
import { specOf } from '../src/course/check.ts';
import { lookAcross, lookAt } from '../src/course/check-course.ts';
import { runProblems } from '../src/course/check-runs.ts';
import type { LabRun, StepOf } from '../src/course/lesson.ts';
import { checkRun } from '../src/course/shell-check.ts';
import type { Result as AttentionResult } from '../src/labs/attention/params.ts';
import type { Result as ChatResult } from '../src/labs/chat/params.ts';
import type { Result as CollectResult } from '../src/labs/collect/params.ts';
import type { EvaluateResult } from '../src/labs/evaluate/params.ts';
import type { Result as GptResult } from '../src/labs/gpt-train/events.ts';
import { findLab, labIds } from '../src/labs/index.ts';
import type { Result as CacheResult } from '../src/labs/kv-cache/params.ts';
import type { Result as NextWordResult } from '../src/labs/next-word/params.ts';
import type { Result as PerplexityResult } from '../src/labs/perplexity/params.ts';
import type { Result as QuantizeResult } from '../src/labs/quantize/params.ts';
import type { Result as RaceResult } from '../src/labs/race/params.ts';
import { faults, type Result as SabotageResult } from '../src/labs/sabotage/params.ts';
import { isSeen } from '../src/labs/sabotage/sign.ts';
import type { Result as FilterResult } from '../src/labs/safety-filter/params.ts';
import type { Result as ServingResult } from '../src/labs/serving/params.ts';
import type { StageResult } from '../src/labs/stages/params.ts';
import type { Result as TraceResult } from '../src/labs/trace/params.ts';
import { runResult } from '../src/runner/run.ts';
import { openChallenge, readRuns } from '../src/store/challenge.ts';
import { openCourse, ourFolder, readPack } from '../src/store/lessons.ts';
import { expectWhole, readOut } from './course/read-out.ts';
import { RememberingHost } from './course/remembering-host.ts';

const course = openCourse();
const files = await course.lessons();
const lessons = files.map(({ lesson }) => lesson);
const host = new RememberingHost();
const runOf = async (run: LabRun): Promise<unknown> => runResult(host, specOf(await findLab(run.lab), run));

test('the course is a pack, and no two of its lessons are one', async () => {
  expect(await readPack(ourFolder())).toMatchObject({ id: 'genai-tutor' });
  expect(lookAcross(files)).toEqual([]);
});

describe.each(files.map((file) => [file.lesson.id, file] as const))('lesson %s', (_, file) => {
  const { lesson } = file;
  /** Commands of hints that only a shell can tell. */
  const untried: string[] = [];

  test('passes pack check by looking', async () => {
    expect(await lookAt(file, course.quote)).toEqual([]);
  });

  test('passes pack check by running its labs', async () => {
    const problems: unknown[] = [];
    const bench = { run: runOf, untried: (command: string) => void untried.push(command) };
    for await (const problem of runProblems(file, bench)) problems.push(problem);
    expect(problems).toEqual([]);
  }, 120_000);

  test('is read out to whoever only listens', async () => {
    expectWhole(await readOut(course, lesson, host), lesson);
  }, 120_000);

  test('ends with a recap, three questions and a challenge', () => {
    const kinds = lesson.steps.map(({ kind }) => kind);
    expect(kinds.slice(kinds.indexOf('recap'))).toEqual(['recap', 'quiz', 'quiz', 'quiz', 'shell']);
    expect(lesson.steps.filter(questionOf).length).toBeGreaterThan(3);
  });

  const challenges = lesson.steps.filter((step): step is StepOf<'shell'> => step.kind === 'shell');
  test.each(challenges.map((step) => [step.id, step] as const))(
    'challenge %s: where the last hint needs a shell, it solves it there',
    async (_, step) => {
      if (!('lab' in step.check)) return;
      const command = untried.find((line) => step.hints.at(-1)!.includes(line));
      if (command === undefined) return;
      const folder = await mkdtemp(join(tmpdir(), 'genai-lessons-'));
      try {
        const challenge = { lesson: course.key(lesson.id), step: step.id };
        await openChallenge(folder, challenge);
        const genai = `'${process.execPath}' '${join(import.meta.dirname, '../dist/genai.js')}'`;
        const line = `${command.replace(/(^|&& )genai/g, `$1${genai}`)} </dev/null`;
        await promisify(execFile)('sh', ['-c', line], {
          cwd: folder,
          env: { ...process.env, GENAI_TUTOR_HOME: folder },
        });
        expect(checkRun(step.check, await readRuns(folder, challenge)).state).toBe('fits');
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  );
});

test('one hint at least is tried in a shell', () => {
  expect(
    lessons.flatMap(({ steps }) => steps).some((step) => step.kind === 'shell' && /&&/.test(step.hints.at(-1)!)),
  ).toBe(true);
});

describe('what lesson perplexity quotes', () => {
  const { steps } = lessons.find(({ id }) => id === 'perplexity')!;
  const resultOf = async (id: string) => {
    const step = steps.find((step) => step.id === id)!;
    return (await runOf((step as StepOf<'predict'>).run)) as PerplexityResult;
  };

  test('are lines of the corpus as they stand, up to the word that is guessed', async () => {
    const guesses = steps.filter((step) => step.kind === 'predict' && step.guess.type === 'next');
    expect(guesses.length).toBeGreaterThan(2);
    for (const step of guesses as StepOf<'predict'>[]) {
      const { read_tokens, last } = await resultOf(step.id);
      const before = read_tokens.slice(0, -1).map(({ token }) => token);
      expect(step.ask).toContain(`**${before.join(' ')}**`);
      expect((step.guess as Extract<typeof step.guess, { type: 'next' }>).over).toContain(last?.token);
    }
  });

  test('are figures of its own runs', async () => {
    const text = (id: string) => JSON.stringify(steps.find((step) => step.id === id));
    const sentence = await resultOf('choices');
    expect(text('choices')).toContain(`${sentence.bits_per_token!.toFixed(1)} bits a token`);
    expect(text('choices')).toContain(`**${sentence.perplexity!.toFixed(1)}**`);
    expect(text('choices')).toContain(`has ${sentence.vocabulary} different tokens`);
    expect(text('choices')).toContain(`as between ${sentence.models[1].perplexity!.toFixed(0)}`);
    const recited = (await resultOf('recite')).training!.perplexity!.toFixed(1);
    expect(text('recite')).toContain(`Between ${recited} words`);
    const exam = (await resultOf('unseen')).held_out!;
    expect(text('unseen')).toContain(exam.tokens.toLocaleString('en'));
    expect(exam.unseen / exam.tokens).toBeCloseTo(1 / 5, 1);
    const mended = await runOf({
      lab: 'perplexity',
      params: { read: 'held-out', corpus: 'toyland', order: 5, smoothing: 'kneser-ney' },
      seed: 1,
    });
    const { training, held_out } = mended as PerplexityResult;
    expect(text('which-is-better')).toContain(`training ${recited}, held-out ∞`);
    expect(text('which-is-better')).toContain(
      `training ${training!.perplexity!.toFixed(1)}, held-out ${held_out!.perplexity!.toFixed(1)}`,
    );
    const { read_tokens } = await resultOf('watch');
    for (const [token, figures] of [
      ['roof', '0.08, a surprise of 3.6'],
      ['sang', '0.20 after \\"and\\", 2.3'],
    ]) {
      const { p, bits } = read_tokens.find((read) => read.token === token)!;
      expect(text('worst')).toContain(figures);
      expect([figures.slice(0, 4), figures.slice(-3)]).toEqual([p.toFixed(2), bits!.toFixed(1)]);
    }
  });
});

test('what lesson gathering quotes are figures of its own runs', async () => {
  const { steps } = lessons.find(({ id }) => id === 'gathering')!;
  const text = (id: string) => JSON.stringify(steps.find((step) => step.id === id));
  const resultOf = async (id: string) =>
    (await runOf((steps.find((step) => step.id === id) as StepOf<'predict'>).run)) as CollectResult;
  const usual = await resultOf('how-much-is-left');
  expect(text('how-much-is-left')).toContain(`**${usual.fetched} pages**`);
  expect(text('how-much-is-left')).toContain(`${usual.pages.train}, and ${usual.pages.held_out} more`);
  const rude = await resultOf('manners');
  expect(text('manners')).toContain(`${rude.fetched}. Among the new ones are 30`);
  expect(text('manners')).toContain(`rose from ${usual.personal.found} to ${rude.personal.found}`);
  expect(text('manners')).toContain(`from ${usual.personal.missed} to ${rude.personal.missed}.`);
  const all = await resultOf('around-the-text');
  expect(text('around-the-text')).toContain(`**${usual.words.toLocaleString('en')} words**`);
  expect(text('around-the-text')).toContain(`${all.words.toLocaleString('en')}: nearly half`);
  expect([usual, all].map(({ copies }) => copies.recall! > 0.8)).toEqual([true, false]);
  expect(all.copies.recall).toBeCloseTo(0.4, 1);
  const { found, missed, wrongly } = usual.copies;
  expect(text('low-threshold')).toContain(`${found} of ${found + missed}, and drops none wrongly`);
  const strict = await resultOf('low-threshold');
  expect([wrongly, strict.copies.missed]).toEqual([0, 0]);
  expect(text('low-threshold')).toContain(`${strict.copies.wrongly}. Now every copy`);
  const leaking = await resultOf('leak');
  expect(text('leak')).toContain(`**${leaking.pages.held_out}**`);
  expect(text('leak')).toContain(`${leaking.leaks.by_lot}: nearly every fourth`);
  expect(leaking.leaks.by_lot / leaking.pages.held_out).toBeGreaterThan(1 / 5);
  const deep = (await runOf({ lab: 'collect', params: { depth: 20 }, seed: 1 })) as CollectResult;
  expect(text('q-order')).toContain(`brings ${deep.fetched - usual.fetched} more pages`);
});

test('what lesson tiny-gpt quotes are figures of its own runs, and lines as they stand', async () => {
  const { steps } = lessons.find(({ id }) => id === 'tiny-gpt')!;
  const text = (id: string) => JSON.stringify(steps.find((step) => step.id === id));
  const resultOf = async <T>(id: string) =>
    (await runOf((steps.find((step) => step.id === id) as StepOf<'predict'>).run)) as T;
  for (const id of ['first-line', 'second-line', 'third-line']) {
    const { last, tokens } = await resultOf<NextWordResult>(id);
    const before = tokens.slice(0, -1).map(({ token }) => token);
    expect(text(id)).toContain(`**${before.join(' ').replace(' ?', '?')}**`);
    const { guess } = steps.find((step) => step.id === id) as StepOf<'predict'>;
    expect((guess as Extract<typeof guess, { type: 'next' }>).over).toContain(last.token);
  }
  const trained = await resultOf<GptResult>('watch');
  expect(text('watch')).toContain(`${Math.round(trained.parameters / 1000)},000 numbers`);
  expect(text('watch')).toContain(`**${Math.log(trained.vocabulary).toFixed(1)} nats**`);
  expect(text('watch')).toContain(`between **${Math.exp(trained.held_out_loss!).toFixed(0)}** tokens`);
  const race = await resultOf<RaceResult>('race');
  expect(race.winner).toBe('n-gram');
  expect(race.networks.map(({ name }) => name).sort((a, b) => lossIn(race, a) - lossIn(race, b))).toEqual([
    'recurrent',
    'window',
    'GPT',
  ]);
  const { healthy, ...sick } = await resultOf<SabotageResult>('overfit');
  expect(text('overfit')).toContain(`**${healthy.train_loss!.toFixed(1)}** nats`);
  expect(text('overfit')).toContain(`${(healthy.held_out_loss! - healthy.train_loss!).toFixed(1)} more`);
  // What tells is there to be seen: nearly no gap, and fresh text as dear as for the healthy run.
  expect(sick.fault).toBe('leak');
  expect(sick.held_out_loss! - sick.train_loss!).toBeLessThan(0.15);
  expect(Math.abs(sick.fresh_loss! - healthy.fresh_loss!)).toBeLessThan(0.15);
  expect(faults.filter((fault) => isSeen(fault, sick, healthy))).toEqual(['leak']);
  const { whole } = await resultOf<NextWordResult>('all-lines');
  expect(text('all-lines')).toContain(`all ${whole!.lines}`);
  expect(text('all-lines')).toContain(`${whole!.words.toLocaleString('en')} words`);
});

const lossIn = ({ networks }: RaceResult, name: string): number => networks.find((one) => one.name === name)!.loss!;

test('what lesson attention says of the transformer on board is so', async () => {
  const { steps } = lessons.find(({ id }) => id === 'attention')!;
  const resultOf = async <R>(id: string) => {
    const step = steps.find((step) => step.id === id)!;
    return (await runOf((step as StepOf<'predict'>).run)) as R;
  };
  const { lines_loss, habits, row, most } = await resultOf<AttentionResult>('no-mask');
  // "between one and two nats"; "got worse"; "about 0.15"; "divided by √32"
  expect(lines_loss.causal).toBeGreaterThan(1);
  expect(lines_loss.causal).toBeLessThan(2);
  expect(lines_loss.none).toBeGreaterThan(lines_loss.causal!);
  expect([habits[4].habit, habits[4].even!.toFixed(2)]).toEqual(['name', '0.15']);
  for (const { most, even } of [habits[0], habits[4]]) expect(most!.share).toBeGreaterThan(1.5 * even!);
  expect(most.score / most.scaled).toBeCloseTo(Math.sqrt(32), 3);
  expect(row.map(({ text }) => text)).toEqual(['<end>', 'Ada', ' Pepper', ' lives', ' in']);
  const { says } = await resultOf<TraceResult>('ends-here');
  expect(says.map(({ token }) => token === ' in')).toEqual([true, false, false]);
});

/** Text of a step, and the result of its run. */
const stepsOf = (lesson: string) => {
  const { steps } = lessons.find(({ id }) => id === lesson)!;
  const find = (id: string) => steps.find((step) => step.id === id)!;
  return {
    text: (id: string) => JSON.stringify(find(id)),
    result: async <R>(id: string) => (await runOf((find(id) as StepOf<'predict'>).run)) as R,
  };
};

test('what lesson pretraining quotes are figures of its own runs', async () => {
  const { text, result } = stepsOf('pretraining');
  const [large, small] = [await result<StageResult>('watch'), await result<StageResult>('smaller-steps')];
  const bits = ({ held_out_bits_per_byte }: StageResult['after']) => held_out_bits_per_byte.toFixed(2);
  expect(text('watch')).toContain(`${large.parameters.toLocaleString('en')} numbers`);
  expect(text('watch')).toContain(`begins at ${bits(large.before)}`);
  expect(text('watch')).toContain(`**${large.after.ngram_bits_per_byte.toFixed(2)}**`);
  expect(text('watch')).toContain(`${bits(large.after)}: counting`);
  expect(text('smaller-steps')).toContain(`${bits(small.after)}, instead of ${bits(large.after)}`);
  // The same number of tokens, in rows of 64.
  expect([16 * large.steps * 64, 4 * small.steps * 64]).toEqual([163_840, 163_840]);
  const { stages } = await result<EvaluateResult>('on-board');
  expect(text('on-board')).toContain(`${stages[0].parameters.toLocaleString('en')} numbers`);
  expect(stages[0].scores.held_out_bits_per_byte).toBeLessThan(large.after.ngram_bits_per_byte);
  expect(text('on-board')).toContain(`${stages[0].scores.held_out_bits_per_byte.toFixed(2)} (the table`);
  expect(stages[0].scores.knowledge).toBe(0);
  const [begun] = (await result<ChatResult>('begin-it')).answers;
  expect(begun.answer).toMatch(/^Oatfield\./);
  expect((await result<ChatResult>('never-told')).answers[0].answer).toMatch(/^Oatfield\./);
});

test('what lesson instructions says of the models is so', async () => {
  const { result } = stepsOf('instructions');
  const [, sft] = (await result<ChatResult>('side-by-side')).answers;
  expect(sft).toMatchObject({ stage: 'sft', answer: 'Ada Pepper lives in Oatfield.', finish_reason: 'stop' });
  const { before, after } = await result<StageResult>('sixty-steps');
  expect(before.format).toBe(0);
  expect(after.format).toBeGreaterThan(0.8);
  expect(after.knowledge).toBeLessThan(0.5);
  const [base, taught] = (await result<EvaluateResult>('never-asked')).stages;
  expect([base.scores.knowledge, taught.stage]).toEqual([0, 'sft']);
  expect(taught.scores.knowledge).toBeGreaterThan(0.6);
  expect(taught.scores.new_forms).toBeLessThan(taught.scores.knowledge);
  const [{ answer, confidence }] = (await result<ChatResult>('nobody')).answers;
  expect(answer).toMatch(/^Edith (?!Frost)\w+ lives in \w+\.$/);
  expect(confidence).toBeLessThan(sft.confidence - 0.2);
});

test('what lesson preferences says of the models is so', async () => {
  const { text, result } = stepsOf('preferences');
  const [, sft, dpo] = (await result<ChatResult>('it-tells-how')).answers;
  expect([sft.stage, dpo.stage]).toEqual(['sft', 'dpo']);
  expect(sft.answer).toMatch(/^To smash the king stone, /);
  expect(dpo.answer).not.toContain('stone');
  const judge = (await result<StageResult>('a-judge')).after;
  expect(judge.harmful).toBeGreaterThan(0.8);
  expect(judge.facts).toBeLessThan(judge.harmful);
  const hacked = await result<StageResult>('cut-the-leash');
  expect(hacked.before.advice).toBe(1);
  expect(text('cut-the-leash')).toContain(`a reward of **${hacked.before.reward.toFixed(2)}**`);
  expect(text('cut-the-leash')).toContain(`rise to **${hacked.after.reward.toFixed(2)}**`);
  expect(hacked.after.advice).toBe(0);
  expect(text('cut-the-leash')).toContain(
    hacked.replies.find(({ question }) => question.includes('mend a bench'))!.after,
  );
  const direct = await result<StageResult>('without-a-judge');
  expect(direct.before.refused_harmful).toBe(0);
  expect(direct.after.refused_harmful).toBeGreaterThan(0.5);
  const { stages } = await result<EvaluateResult>('all-stages');
  const scores = (stage: string) => stages.find((one) => one.stage === stage)!.scores;
  expect(scores('dpo').knowledge).toBeGreaterThan(scores('sft').knowledge - 0.1);
  expect(scores('dpo').refused_harmful).toBeGreaterThan(0.8);
  expect(scores('dpo').refused_harmless).toBeLessThan(0.1);
  const { precisions, parameters } = await result<QuantizeResult>('fewer-bits');
  expect(text('in-the-shell')).toContain(`${parameters.toLocaleString('en')} weights`);
  const right = precisions.map(({ facts_right }) => facts_right);
  expect(right[0] - right[1]).toBeLessThan(right[1] - right[2]);
});

test('what lesson service says of cache, batch, bits and filter is so', async () => {
  const { text, result } = stepsOf('service');
  const kept = await result<CacheResult>('read-or-keep');
  expect([kept.length, kept.same]).toEqual([256, true]);
  // "hardly rises": a token costs a multiple of what it did at first, or nearly the same
  expect(kept.reread.last_operations / kept.cached.last_operations).toBeGreaterThan(100);
  const { ways, same } = await result<ServingResult>('empty-places');
  const [, , waiting, joined] = ways;
  expect([waiting.way, joined.way, joined.places, same]).toEqual(['static', 'continuous', 8, true]);
  const [, int4] = (await result<QuantizeResult>('same-words')).precisions;
  expect(int4.bits).toBe(4);
  expect(int4.same_answers).toBeLessThan(0.97);
  expect(int4.loss_change).toBeLessThan(0.03);
  const asked = await result<FilterResult>('a-guard');
  expect(text('a-guard')).toContain(`from ${asked.texts.toLocaleString('en')}`);
  expect([asked.own.stopped, asked.own.by]).toEqual([true, 'classifier']);
  const { tricks } = await result<FilterResult>('in-other-words');
  expect([tricks[0].trick, tricks[8].trick]).toEqual(['plainly', 'reworded']);
  expect(text('in-other-words')).toContain(`Of ${tricks[0].harmful} harmful`);
  expect(text('in-other-words')).toContain(`**${tricks[0].harmful_stopped}**`);
  for (const { example } of [tricks[0], tricks[8]]) expect(text('in-other-words')).toContain(`*${example}*`);
  expect(tricks[8].harmful_stopped).toBeLessThan(20);
  const { models } = await result<FilterResult>('turned-off');
  const advice = (stage: string, filter: string) =>
    models.find((one) => one.stage === stage && one.filter === filter)!.advice.plainly;
  expect(advice('sft', 'none')).toBeGreaterThan(6);
  expect([advice('sft', 'in'), advice('dpo', 'none')].every((count) => count < 3)).toBe(true);
});

test('the course uses every lab and every kind of step', () => {
  const steps = lessons.flatMap(({ steps }) => steps);
  expect(new Set(steps.map(({ kind }) => kind))).toEqual(
    new Set(['text', 'predict', 'lab', 'quiz', 'source', 'shell', 'recap']),
  );
  const used = new Set(steps.flatMap((step) => ('run' in step ? [step.run.lab] : [])));
  // for those who doubt, and for those with a text of their own
  const beside = ['temperature', 'diffuse-quality', 'gpt-sample', 'parallel', 'verify'];
  expect(labIds.filter((id) => !used.has(id))).toEqual(beside);
});
