/** Questions answered one after the other, a line each: for a shell and for scripts. */
import { setImmediate } from 'node:timers/promises';
import { InputError } from '../../data/input-error.ts';
import { ask, promptFor } from '../../labs/chat/ask.ts';
import { notesOn } from '../../labs/chat/notes.ts';
import type { Answer } from '../../labs/chat/params.ts';
import type { Staged } from '../../labs/chat/shelf.ts';
import { clean } from '../../render/clean.ts';
import type { CommandContext } from '../context.ts';
import { tellSeed } from '../flags.ts';
import type { Request } from './request.ts';

/** @param questions an empty one is a line that stays empty
 *  @throws InputError when one of them cannot be asked; then nothing was answered */
export async function answerLines(questions: readonly string[], request: Request, context: CommandContext) {
  const { shelf, stage, settings, seed, json } = request;
  const { io, out, signal } = context;
  const asked = await Promise.all((stage ? [stage] : shelf.all).map((one) => shelf.open(one)));
  for (const staged of asked) checkAll(staged, questions);
  const hint = (line: string): void => {
    if (!json) io.stderr.write(`hint: ${clean(line)}\n`);
  };
  if (asked.some(({ goesOn }) => goesOn)) hint('base was never shown a question: it goes on with what it is given');
  if (settings.temperature > 0 && !json) tellSeed(context, seed);
  for (const [i, question] of questions.entries()) {
    if (question === '') {
      if (!json && !(await out.write('\n'))) return;
      continue;
    }
    const where = questions.length > 1 ? `line ${i + 1}: ` : '';
    for (const note of notesOn(question, asked[0].model)) hint(where + note);
    for (const staged of asked) {
      await setImmediate(); // Ctrl-C is heard here
      signal.throwIfAborted();
      const answer = answerOf(staged, question, request, seed + i);
      if (answer.finish_reason === 'length' && !staged.goesOn)
        hint(`${where}cut off after ${answer.tokens.length} tokens`);
      const line = `${asked.length > 1 ? `${staged.stage}: ` : ''}${clean(answer.answer).replace(/\s+/g, ' ')}\n`;
      if (!(await (json ? out.json(answer) : out.write(line)))) return;
    }
  }
}

function checkAll(staged: Staged, questions: readonly string[]): void {
  for (const [i, question] of questions.entries()) {
    if (question === '' && questions.length > 1) continue;
    try {
      promptFor(staged, question);
    } catch (error) {
      if (!(error instanceof InputError) || questions.length === 1) throw error;
      throw new InputError(error.what, `line ${i + 1}`, error.remedy);
    }
  }
}

function answerOf(staged: Staged, question: string, { settings }: Request, seed: number): Answer {
  const said = ask(staged, question, settings, seed);
  for (;;) {
    const { value, done } = said.next();
    if (done) return value;
  }
}
