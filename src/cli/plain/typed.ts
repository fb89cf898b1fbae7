/** What can be typed besides answers, and what stands in the prompt. */
import { questionOf } from '../../course/answer.ts';
import { canGoOn, currentStep, type PlayerState } from '../../course/player.ts';

export type Typed = 'help' | 'hint' | 'skip' | 'back' | 'quit' | 'show' | 'again' | 'restart' | 'next';

const words: Record<string, Typed> = {
  help: 'help',
  '?': 'hint',
  hint: 'hint',
  skip: 'skip',
  back: 'back',
  quit: 'quit',
  exit: 'quit',
  show: 'show',
  again: 'again',
  restart: 'restart',
  next: 'next',
};
const letters: Record<string, Typed> = { h: 'hint', s: 'skip', b: 'back', q: 'quit' };

/** A command, if the line is one. Where words are answers, single letters are none. */
export function commandOf(line: string, player: PlayerState): Typed | undefined {
  const word = line.trim().toLowerCase();
  const wordsAreAnswers = questionOf(currentStep(player))?.type === 'short';
  if (Object.hasOwn(words, word)) return words[word];
  return !wordsAreAnswers && Object.hasOwn(letters, word) ? letters[word] : undefined;
}

export const help = `What can be typed:

- Enter: go on
- an answer, where one is asked for
- hint (or ?): a hint, where there is one; each next one says more
- show: the right answer, after two wrong ones
- skip: on without doing this step; back: to the step before
- again: this step once more; restart: the lesson from its beginning
- quit: leave; the next time the lesson goes on here`;

export const reviewHelp = `What can be typed:

- an answer; the first one counts, and Enter goes on after a right one
- hint (or ?): a hint, where there is one; with it the question comes back tomorrow
- show: the right answer, after two wrong ones
- skip: on without this question; it stays due
- again: this question once more
- quit: leave; what was answered is kept`;

export function promptOf(player: PlayerState): string {
  const step = currentStep(player);
  if (canGoOn(player)) {
    return step.kind === 'lab' && step.knobs.length > 0 ? 'Enter goes on, or turn a knob: ' : 'Enter goes on: ';
  }
  if (step.kind === 'predict') return 'Your guess: ';
  return step.kind === 'shell' && 'where' in step.check ? 'Enter when you have run it: ' : 'Your answer: ';
}
