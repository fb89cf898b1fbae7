/** One of the answers to a request, as it is while it comes. */
import type { Written } from '../engine.ts';
import type { Stopped } from '../filter.ts';
import type { Step } from './answers.ts';

export class Choice {
  readonly tokens: Written[] = [];
  reason: string | null = null;
  stopped?: Stopped;

  /** @param text what stands before its first word */
  constructor(public text = '') {}
}

/** All of every answer. @param choices one for each answer that is to come */
export async function gather(steps: AsyncIterable<Step>, choices: readonly Choice[]): Promise<void> {
  for await (const step of steps) {
    const choice = choices[step.index];
    if (step.kind === 'piece') {
      choice.text += step.text;
      choice.tokens.push(...step.tokens);
    } else Object.assign(choice, { reason: step.reason, stopped: step.stopped });
  }
}
