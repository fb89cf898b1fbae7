/** A lesson gone through with a person who types: the same player as the full-screen face, in lines of text. */
import { type Answer, questionOf } from '../../course/answer.ts';
import { canGrade, measuredOf, rightAnswer } from '../../course/grade.ts';
import type { LabRun } from '../../course/lesson.ts';
import { markdownFrame } from '../../course/markdown.ts';
import {
  canGoOn,
  currentStep,
  openLesson,
  type PlayerMessage,
  type PlayerState,
  play,
  recordOf,
  runWanted,
  tallyOf,
} from '../../course/player.ts';
import type { LessonProgress } from '../../course/progress.ts';
import { firstTries } from '../../course/review-session.ts';
import { awaited, checkRun } from '../../course/shell-check.ts';
import { tallyFrame } from '../../course/surprise-frame.ts';
import { InputError } from '../../data/input-error.ts';
import { findLab } from '../../labs/index.ts';
import { closeChallenge, openChallenge, readRuns } from '../../store/challenge.ts';
import type { LineInput } from './line-input.ts';
import { parseAnswer } from './parse-answer.ts';
import { quietRun, type Reading, showRun } from './read-through.ts';
import { answersFrame, lessonIntro, outcomeFrame, sourceFrame, stepText } from './step-text.ts';
import { describeKnobs, turnKnob } from './turn-knob.ts';
import { commandOf, help, promptOf, reviewHelp, type Typed } from './typed.ts';

export interface Sitter extends Reading {
  readonly progress?: LessonProgress;
  readonly folder: string;
  readonly input: LineInput;
  /** What is worth keeping of a move is kept, or it is said why not. */
  keep(before: PlayerState, after: PlayerState): Promise<void>;
  /** A question is asked by itself, out of its lesson. */
  readonly alone?: Alone;
}

interface Alone {
  readonly heading: string;
  /** A run to be looked at before it is asked. */
  readonly look?: { readonly step: string; readonly run: LabRun };
}

/** Wrong answers after which the right one is shown on request. */
const triesBeforeShow = 2;

export class Sitting {
  private player: PlayerState;
  /** The lab step's run, with the knobs as they stand. */
  private run?: LabRun;
  private over = false;

  constructor(
    private readonly sitter: Sitter,
    player?: PlayerState,
  ) {
    this.player = player ?? openLesson(sitter.lesson, sitter.progress);
  }

  /** Until the lesson is over or the person leaves. */
  async go(): Promise<'over' | 'left'> {
    const { lesson, paper } = this.sitter;
    await paper.heading(lesson.title, '=');
    const { position } = this.player;
    if (position > 0) await paper.text(`Welcome back: on with step ${position + 1} of ${lesson.steps.length}.`);
    else await paper.frame(lessonIntro(lesson));
    await paper.text('Type help to see what can be typed.', 'muted');
    while (!this.over) if ((await this.takeStep()) === 'left') return this.leave();
    await this.farewell();
    return 'over';
  }

  /** Until the step is done or skipped, or the person leaves, which Ctrl-C does in the middle of a run too. */
  async takeStep(): Promise<'on' | 'left'> {
    try {
      return await this.inStep();
    } catch (error) {
      if (!this.sitter.signal.aborted) throw error;
      return 'left';
    }
  }

  private async inStep(): Promise<'on' | 'left'> {
    const { paper, input } = this.sitter;
    const at = this.player.position;
    await this.showStep();
    while (!this.over && this.player.position === at) {
      const line = await input.ask(promptOf(this.player));
      if (line === undefined || paper.closed) return 'left';
      const typed = line.trim() === '' ? 'next' : commandOf(line, this.player);
      if (typed === 'quit') return 'left';
      if (typed === 'again') await this.showStep();
      else if (typed) await this.command(typed);
      else await this.answer(line);
    }
    return 'on';
  }

  /** What is kept of the lesson is kept under this. */
  private get key(): string {
    return this.sitter.course.key(this.sitter.lesson.id);
  }

  private async showStep(): Promise<void> {
    const { lesson, paper, alone } = this.sitter;
    const step = currentStep(this.player);
    await paper.heading(alone?.heading ?? `Step ${this.player.position + 1} of ${lesson.steps.length}: ${step.title}`);
    const look = alone?.look;
    if (look) await this.trying(() => this.ran(look.step, look.run));
    await paper.frame(markdownFrame(stepText(step)));
    const { done, skipped } = recordOf(this.player);
    const to = step.kind === 'predict' ? step.guess : questionOf(step);
    if (to) await paper.frame(answersFrame(to, !done || skipped));
    await this.trying(async () => {
      if (step.kind === 'source') await paper.frame(await sourceFrame(step, this.sitter.course));
      if (step.kind === 'lab') await this.showLab(step.run);
      if (step.kind === 'shell' && 'where' in step.check && !done) await this.watchShell();
      if (step.kind === 'predict' || step.kind === 'recap') await this.makeRuns();
    });
    if (done && !skipped && to) await paper.text('You have done this step.', 'muted');
  }

  private async showLab(run: LabRun): Promise<void> {
    const { paper } = this.sitter;
    const step = currentStep(this.player);
    if (step.kind !== 'lab') return;
    this.run = run;
    const result = await showRun(run, this.sitter);
    await this.tell({ type: 'ran', step: step.id, result, changed: run !== step.run });
    if (step.knobs.length > 0) await paper.text(describeKnobs(run, await findLab(run.lab), step.knobs), 'muted');
  }

  private async watchShell(): Promise<void> {
    const { folder, paper } = this.sitter;
    const challenge = { lesson: this.key, step: currentStep(this.player).id };
    await openChallenge(folder, challenge);
    if ((await readRuns(folder, challenge)).length > 0) return this.wanted();
    await paper.text('Run it in another terminal; or quit here, run it, and come back.', 'muted');
  }

  private async command(typed: Typed): Promise<void> {
    const { paper, input, alone } = this.sitter;
    if (alone && (typed === 'back' || typed === 'restart'))
      return paper.text('In a review skip leads on, quit leaves.');
    switch (typed) {
      case 'help':
        return paper.frame(markdownFrame(alone ? reviewHelp : help));
      case 'hint':
        return this.hint();
      case 'show':
        return this.show();
      case 'back':
        if (this.player.position === 0) return paper.text('This is the first step.');
        return this.tell({ type: 'back' });
      case 'restart': {
        if ((await input.ask('Begin this lesson anew? Type yes: '))?.trim() !== 'yes') return;
        const { position } = this.player;
        await this.tell({ type: 'restart' });
        return position === 0 ? this.showStep() : undefined;
      }
      case 'skip':
        return this.onward('skip');
      default:
        return canGoOn(this.player) ? this.onward('next') : this.wanted();
    }
  }

  private async onward(type: 'next' | 'skip'): Promise<void> {
    const { lesson, folder } = this.sitter;
    const step = currentStep(this.player);
    if (step.kind === 'shell') await closeChallenge(folder).catch(() => {});
    this.over = this.player.position === lesson.steps.length - 1;
    await this.tell({ type });
  }

  /** Enter where something is still to be done. */
  private async wanted(): Promise<void> {
    const { paper, folder } = this.sitter;
    const step = currentStep(this.player);
    if (step.kind !== 'shell' || !('where' in step.check)) {
      return paper.text('An answer is wanted here; hint, skip and help are possible too.');
    }
    const outcome = checkRun(step.check, await readRuns(folder, { lesson: this.key, step: step.id }));
    await this.tell({ type: 'checked', outcome });
    if (outcome.state === 'fits') return paper.text(step.done, 'good');
    if (outcome.state === 'other') return paper.text(`A ${awaited(step.check)} was seen, but: ${outcome.why}`, 'warn');
    const none = `No such ${awaited(step.check)} has been seen yet`;
    return paper.text(`${none}. Type hint for a hint, skip to go on without it.`);
  }

  private async hint(): Promise<void> {
    const { paper } = this.sitter;
    const step = currentStep(this.player);
    const hints = 'hints' in step ? step.hints : [];
    const before = recordOf(this.player).hints;
    if (hints.length === 0) return paper.text('There is no hint for this step.');
    if (before >= hints.length) return paper.text(`That was the last hint: ${hints[hints.length - 1]}`);
    await this.tell({ type: 'hint' });
    await paper.text(`Hint ${before + 1} of ${hints.length}: ${hints[before]}`, 'accent');
  }

  private async show(): Promise<void> {
    const { paper, lesson } = this.sitter;
    const question = questionOf(currentStep(this.player));
    if (!question) return paper.text('There is no right answer to show here.');
    if (recordOf(this.player).tries < triesBeforeShow) return paper.text('First try twice; hint helps.');
    if (!canGrade(question, this.player.results)) {
      const from = lesson.steps.find(({ id }) => id === measuredOf(question)?.from);
      if (from && 'run' in from) await this.trying(() => this.ran(from.id, from.run));
      if (!canGrade(question, this.player.results)) return;
    }
    const way = canGoOn(this.player) ? 'Enter goes on.' : 'Type skip to go on.';
    await paper.text(`The answer: ${rightAnswer(question, this.player.results).replace(/\.$/, '')}. ${way}`);
  }

  private async answer(line: string): Promise<void> {
    const { paper } = this.sitter;
    const step = currentStep(this.player);
    if (step.kind === 'lab' && step.knobs.length > 0) {
      return this.trying(async () =>
        this.showLab(turnKnob(line, this.run ?? step.run, await findLab(step.run.lab), step.knobs)),
      );
    }
    if (/^\s*(npx\s+)?genai/.test(line)) return paper.text('Type this in another terminal, or quit here first.');
    const to = step.kind === 'predict' ? step.guess : questionOf(step);
    const { done, skipped } = recordOf(this.player);
    if (!to || (done && !skipped)) return paper.text('Press Enter to go on, or type help.');
    const answer = parseAnswer(to, line);
    if ('over' in to && typeof answer === 'string') {
      return paper.text(`Give ${to.over.length} numbers, one for each of ${to.over.join(', ')}.`, 'warn');
    }
    const last = recordOf(this.player);
    if (last.right === false && JSON.stringify(last.answer) === JSON.stringify(answer)) {
      return paper.text('You have said that already.');
    }
    await this.give(answer);
  }

  private async give(answer: Answer): Promise<void> {
    const { paper } = this.sitter;
    const step = currentStep(this.player);
    await this.tell({ type: 'answer', answer });
    await this.trying(() => this.makeRuns());
    const { problem, verdict, tries, pending, right } = recordOf(this.player);
    if (problem) return paper.text(problem, 'warn');
    if (step.kind === 'predict' || pending !== undefined || !verdict) return;
    await paper.text([{ text: right ? 'Right. ' : 'Not quite. ', tone: right ? 'good' : 'bad' }, verdict.why]);
    if (right && step.kind === 'shell') await paper.text(step.done, 'good');
    if (!right && tries >= triesBeforeShow) await paper.text('Type show for the answer, or skip to go on.', 'muted');
  }

  /** The runs that the player waits for; a prediction's is shown with what it comes to. */
  private async makeRuns(): Promise<void> {
    const { paper } = this.sitter;
    const step = currentStep(this.player);
    for (let want = runWanted(this.player); want; want = runWanted(this.player)) {
      // An earlier guess only counts in the score; its picture was seen when it was made.
      const told = step.kind === 'quiz' || step.kind === 'shell' || want.step === step.id;
      await this.ran(want.step, want.run, told);
    }
    const soFar = tallyOf(this.player);
    if (step.kind === 'recap' && soFar) await paper.frame(tallyFrame(soFar));
    if (step.kind !== 'predict') return;
    const { outcome } = recordOf(this.player);
    if (!outcome) return;
    await paper.frame(outcomeFrame(outcome, soFar));
    await paper.frame(markdownFrame(step.explain));
  }

  private async ran(step: string, run: LabRun, told = true): Promise<void> {
    await this.tell({ type: 'ran', step, result: await (told ? showRun : quietRun)(run, this.sitter) });
  }

  private async tell(message: PlayerMessage): Promise<void> {
    const before = this.player;
    this.player = play(before, message);
    await this.sitter.keep(before, this.player);
  }

  /** What fails here does not end the lesson. */
  private async trying(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.sitter.signal.throwIfAborted();
      const { message } = error as Error;
      await this.sitter.paper.text(error instanceof InputError ? message : `This failed: ${message}`, 'warn');
    }
  }

  private async leave(): Promise<'left'> {
    const { course, lesson, paper } = this.sitter;
    const place = `step ${this.player.position + 1} of ${lesson.steps.length}`;
    await paper.text(`You are at ${place}. ${course.command(lesson.id)} --plain goes on there.`, 'muted');
    return 'left';
  }

  private async farewell(): Promise<void> {
    const { lesson, paper } = this.sitter;
    const tries = firstTries(this.player);
    await paper.heading('That was the whole lesson.', '=');
    if (tries) await paper.text(tries);
    if (lesson.sources.length === 0) return;
    await paper.frame(markdownFrame(['Sources:', '', ...lesson.sources.map((source) => `- ${source}`)].join('\n')));
  }
}
