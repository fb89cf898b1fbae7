/** Whole lessons as plain text: read out, and gone through by somebody who types. The typed lines are all there at once;
 *  every one waits for its question. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Output } from '../../../src/cli/output.ts';
import { appender } from '../../../src/cli/plain/appender.ts';
import { LineInput } from '../../../src/cli/plain/line-input.ts';
import { Paper } from '../../../src/cli/plain/paper.ts';
import { readThrough } from '../../../src/cli/plain/read-through.ts';
import { Sitting } from '../../../src/cli/plain/sitting.ts';
import { answersFrame, outcomeFrame, sourceFrame, stepText } from '../../../src/cli/plain/step-text.ts';
import { questionOf } from '../../../src/course/answer.ts';
import type { Lesson } from '../../../src/course/lesson.ts';
import { changesBetween } from '../../../src/course/progress-changes.ts';
import type { Frame } from '../../../src/render/frame.ts';
import { render } from '../../../src/render/render.ts';
import { InlineHost } from '../../../src/runner/run.ts';
import { readRuns, recordRun } from '../../../src/store/challenge.ts';
import { openCourse } from '../../../src/store/lessons.ts';
import { ProgressStore } from '../../../src/store/progress.ts';
import { guessing } from '../../course/guessing.ts';
import { readSmall, small, stepOf } from '../../course/small.ts';
import { corpora } from '../../labs/corpora.ts';
import { fakeIo } from '../streams.ts';

const course = openCourse();

const drawn = (frame: Frame): string =>
  render(frame, { width: 200, height: Infinity, colour: 0, unicode: true })
    .map((line) => line.trimEnd())
    .join('\n');

async function sit(lines: readonly string[], folder?: string, lesson: Lesson = small) {
  const { io, stdin, stdout } = fakeIo();
  const notes: string[] = [];
  const kept = folder ?? (await mkdtemp(join(tmpdir(), 'genai-sitting-')));
  const store = new ProgressStore(kept);
  const input = new LineInput(io);
  stdin.end(lines.map((line) => `${line}\n`).join(''));
  const append = appender(store, (message) => void notes.push(message));
  const end = await new Sitting({
    course,
    lesson,
    paper: new Paper(io, new Output(io.stdout)),
    host: new InlineHost(corpora()),
    signal: new AbortController().signal,
    progress: (await store.load()).progress.get(lesson.id),
    folder: kept,
    input,
    keep: (before, after) => append(lesson.id, changesBetween(before, after)),
  }).go();
  input.close();
  const progress = (await store.load()).progress.get(lesson.id);
  return { end, text: stdout.text, notes, progress, folder: kept };
}

/** What is typed at each step: mostly an answer, and Enter to go on from it. */
const typed = {
  hello: [''],
  'guess-word': ['1', ''],
  'guess-number': ['0.3', ''],
  'guess-spread': ['40 30 10', ''],
  play: [''],
  measured: ['1', ''],
  which: ['1 3', ''],
  count: ['0.3', ''],
  'name-it': ['bigram', ''],
  code: [''],
  shell: ['skip'],
  'shell-asks': ['42', ''],
  recap: [''],
};
const steps = Object.keys(typed) as (keyof typeof typed)[];
const from = (step: keyof typeof typed): string[] => steps.slice(steps.indexOf(step)).flatMap((id) => typed[id]);
const upTo = (step: keyof typeof typed): string[] => steps.slice(0, steps.indexOf(step)).flatMap((id) => typed[id]);

describe('read out', () => {
  it('tells every step, makes its runs, and gives no answer away', async () => {
    const { io, stdout } = fakeIo();
    const paper = new Paper(io, new Output(io.stdout));
    await readThrough({
      course,
      lesson: small,
      paper,
      host: new InlineHost(corpora()),
      signal: new AbortController().signal,
    });
    for (const [index, { title }] of small.steps.entries()) expect(stdout.text).toContain(`${index + 1}. ${title}`);
    expect(stdout.text).toContain('Counting says so.');
    expect(stdout.text).toContain('1. mat');
    expect(stdout.text).toContain('- Nobody, 2026.');
    for (const secret of ['Two tokens at a time', 'It stands there 17 times', 'bigram', 'Look at the bars']) {
      expect(stdout.text).not.toContain(secret);
    }
  });

  it('stops when nobody reads any more', async () => {
    const { io, stdout } = fakeIo();
    const out = new Output(io.stdout);
    stdout.destroy();
    await readThrough({
      course,
      lesson: small,
      paper: new Paper(io, out),
      host: new InlineHost(corpora()),
      signal: new AbortController().signal,
    });
    expect(stdout.text).toBe('');
  });
});

describe('gone through', () => {
  it('to the end with the right answers, all of it kept', async () => {
    const { end, text, notes, progress } = await sit(from('hello'));
    expect(end).toBe('over');
    expect(notes).toEqual([]);
    expect(text).toContain('As you said: mat.');
    expect(text).toContain('Right. It stands there 17 times.');
    expect(text).toContain('Questions right at the first try: 5 of 5.');
    expect(progress?.finished).toBe(true);
    expect(progress?.steps.get('which')).toMatchObject({ answer: [0, 2], firstTry: true, done: true });
    expect(progress?.steps.get('shell')).toMatchObject({ done: true, skipped: true });
  });

  it('hears in a challenge of the requests that were made since it was left, and says what they lack', async () => {
    const asking = readSmall(['lab: sample\n      where', 'command: serve\n      where']).lesson;
    const at = { lesson: 'small', step: 'shell' };
    const first = await sit([...upTo('shell'), '', 'quit'], undefined, asking);
    expect(first.text).toContain('No such request has been seen yet.');
    const asked = (params: object) => ({ lab: 'serve', params: { ...params }, seed: 1, result: {} });
    await recordRun(first.folder, { ...asked({ order: 3 }), lab: 'sample' });
    await recordRun(first.folder, asked({ order: 2 }));
    const second = await sit(['quit'], first.folder, asking);
    expect(second.text).toContain('A request was seen, but: Not order 3.');
    await recordRun(first.folder, asked({ order: 3 }));
    expect((await sit([''], first.folder, asking)).text).toContain('Well done.');
    expect(await readRuns(first.folder, at)).toEqual([]); // and it is over
  });

  it('goes on where it was left', async () => {
    const first = await sit([...upTo('which'), 'quit']);
    expect(first.end).toBe('left');
    expect(first.text).toContain('You are at step 7 of 13. genai learn small --plain goes on there.');
    const second = await sit(from('which'), first.folder);
    expect(second.text).toContain('Welcome back: on with step 7 of 13.');
    expect(second.end).toBe('over');
  });

  it('is left, not finished, when the input ends', async () => {
    const { end, progress } = await sit(['']);
    expect(end).toBe('left');
    expect(progress).toMatchObject({ position: 'guess-word', finished: false });
  });

  it('tells a wrong answer its reason, then offers the right one', async () => {
    const { text, progress } = await sit([...upTo('count'), '5', '5', 'show', '-1', 'show', 'skip', 'quit']);
    expect(text).toContain('Not quite. Too much.');
    expect(text).toContain('You have said that already.');
    expect(text).toContain('First try twice; hint helps.');
    expect(text).toContain('Not quite. Too little.');
    expect(text).toContain('The answer: 0.3 bits. Type skip to go on.');
    expect(progress?.steps.get('count')).toMatchObject({ tries: 2, right: false, skipped: true });
  });

  it('gives hints one by one, and says when there are none', async () => {
    const { text } = await sit(['hint', ...upTo('measured'), '?', 'h', 'hint', 'quit']);
    expect(text).toContain('There is no hint for this step.');
    expect(text).toContain('Hint 1 of 2: Look at the bars.');
    expect(text).toContain('Hint 2 of 2: The longest bar.');
    expect(text).toContain('That was the last hint: The longest bar.');
  });

  it('refuses what is no answer, and says what is wanted', async () => {
    const { text, progress } = await sit([...upTo('guess-spread'), '60 60 0', 'mat', '', 'quit']);
    expect(text).toContain('The shares add up to 120 %, they have to add up to 100 %.');
    expect(text).toContain('Give 3 numbers, one for each of mat, floor, roof.');
    expect(text).toContain('An answer is wanted here');
    expect(progress?.steps.get('guess-spread')?.tries ?? 0).toBe(0);
  });

  it('turns knobs in a lab, and refuses those that are not there', async () => {
    const { text } = await sit([...upTo('play'), 'temperature 0', 'order 3', 'quit']);
    expect(text).toContain('Knobs: temperature 1, prompt "The cat sat on the", seed 3.');
    expect(text).toContain('Knobs: temperature 0, prompt "The cat sat on the", seed 3.');
    expect(text).toContain('there is no knob "order" here.');
  });

  it('begins anew only when that is meant', async () => {
    const { text, progress } = await sit([...upTo('guess-spread'), 'restart', 'no', 'restart', 'yes', 'quit']);
    expect(text).toContain('You are at step 1 of 13.');
    expect(progress).toMatchObject({ position: 'hello', finished: false });
    expect(progress?.steps.size).toBe(0);
  });
});

describe('guesses at what comes next', () => {
  const guesses = ['you', 'bigram', 'itself'];

  it('are scored beside the models, and the score runs on', async () => {
    const { end, text } = await sit(
      ['40 20 10', '', 'mat 50, floor 25', '', '', '40 20 10', '', ''],
      undefined,
      guessing,
    );
    expect(end).toBe('over');
    expect(text).toMatch(/Answer with 3\s+numbers,\s+such\s+as 40 10 10/);
    expect(text).toMatch(/you +bigram +itself/);
    expect(text).toMatch(/surprise, bits +\d\.\d\d +\d\.\d\d/);
    expect(text).toMatch(/average of 2 +\d/);
    const recap = text.slice(text.indexOf('You have guessed.'));
    expect(recap).toMatch(/^3 guesses +bits a guess +equal choices/m);
    for (const who of guesses) expect(recap).toMatch(new RegExp(`^${who} +\\d\\.\\d\\d +\\d+\\.\\d`, 'm'));
  });

  it('count on in a later sitting, and their pictures are not told again', async () => {
    const whole = await sit(['40 20 10', '', '50 25 10', '', '', '40 20 10', '', ''], undefined, guessing);
    const first = await sit(['40 20 10', '', '50 25 10', '', '', 'quit'], undefined, guessing);
    const second = await sit(['40 20 10', '', ''], first.folder, guessing);
    const score = (text: string) => text.slice(text.indexOf('You have guessed.')).split('\n\n')[1];
    expect(score(second.text)).toContain('3 guesses');
    expect(score(second.text)).toBe(score(whole.text));
    expect(second.text.match(/^output:/gm)).toHaveLength(1);
  });
});

describe('a step in words', () => {
  it('is its text, question or task', () => {
    expect(stepText(stepOf('hello', 'text'))).toBe('Read **this**.');
    expect(stepText(stepOf('count', 'quiz'))).toBe('How many?');
    expect(stepText(stepOf('shell', 'shell'))).toBe('Run it with order 3.');
    expect(stepText(stepOf('recap', 'recap'))).toBe('- You have seen it all.\n\nThere is more.');
  });

  it('says how to answer, where somebody can', () => {
    const how = (step: (typeof small.steps)[number], asked: boolean) =>
      drawn(answersFrame(step.kind === 'predict' ? step.guess : questionOf(step)!, asked)).split('\n')[0];
    expect(how(stepOf('measured', 'quiz'), true)).toBe('Answer with a number.');
    expect(how(stepOf('measured', 'quiz'), false)).toBe('One of:');
    expect(how(stepOf('which', 'quiz'), true)).toBe('Answer with one number or more, such as 1 3.');
    expect(how(stepOf('count', 'quiz'), true)).toBe('Answer with a number, in bits.');
    expect(how(stepOf('guess-number', 'predict'), true)).toBe('Answer with a number from 0 to 1.');
    expect(how(stepOf('name-it', 'quiz'), true)).toBe('Answer with a word or a few.');
    expect(how(stepOf('guess-spread', 'predict'), false)).toBe('Spread 100 % over: mat, floor, roof, something else.');
  });

  it('quotes source with its own line numbers', async () => {
    const lines = drawn(await sourceFrame(stepOf('code', 'source'), course)).split('\n');
    expect(lines[0]).toBe('src/models/ngram/count.ts:');
    const first = Number.parseInt(lines[1], 10);
    expect(first).toBeGreaterThan(1);
    expect(lines.slice(1).map((line) => Number.parseInt(line, 10))).toEqual(
      lines.slice(1).map((_, index) => first + index),
    );
  });

  it('shows a spread beside the model’s', () => {
    const rows = [
      { label: 'mat', given: 0.4, actual: 0.345 },
      { label: 'sea', given: 0, actual: 0.004 },
    ];
    const text = drawn(
      outcomeFrame({ type: 'spread', rows, surprise: 1, entropy: 1, impossible: [], said: 'So much.' }),
    );
    expect(text).toMatch(/mat +40 % +3[45] %/);
    expect(text).toMatch(/sea +0 % +0\.4 %/);
    expect(text).toContain('So much.');
  });
});
