/** `genai gpt train` at work: the picture, the run on the disk, and what to do next. */
import type { Event } from '../../labs/gpt-train/events.ts';
import { gptTrainLab } from '../../labs/gpt-train/lab.ts';
import { thousands } from '../../labs/gpt-train/view.ts';
import type { Lab } from '../../labs/lab.ts';
import { clean } from '../../render/clean.ts';
import { WorkerHost } from '../../runner/worker-host.ts';
import type { CommandContext } from '../context.ts';
import { showLab } from '../lab-face.ts';
import { PictureFile } from '../picture-file.ts';
import { quote } from '../shell-words.ts';
import { RunFile } from './run-file.ts';
import type { Request } from './train-request.ts';

const lab = gptTrainLab as unknown as Lab;

export async function train(request: Request, context: CommandContext): Promise<void> {
  const { io, detail } = context;
  const { params, seed, kernel, json, out, force, stdin } = request;
  const live = !json && Boolean(io.stdout.isTTY) && io.env.TERM !== 'dumb';
  const picture = out === undefined ? undefined : await PictureFile.claim(lab, out, force);
  const file = request.file && new RunFile(request.file, request.checkpointEvery, request.step);
  if (live && !file) io.stderr.write('hint: --save FILE keeps the run; Ctrl-C ends it early\n');
  const host = new WorkerHost();
  const pace = new Pace();
  let last: Event | undefined;
  try {
    await showLab({
      lab,
      params,
      seed,
      kernel,
      json,
      live,
      picture,
      context,
      host,
      stdin,
      ending: 'finish',
      notes: (event) => notesOf(event as Event),
      heard: async (event, send) => {
        last = event as Event;
        await file?.hear(last, send);
      },
      pace: (event) => {
        const words = pace.hear(event as Event);
        return file?.problem ? `${words}, not saved: ${file.problem.what}` : words;
      },
    });
  } finally {
    host.close();
  }
  detail(pace.sum());
  if (file) tellFile(file, params.prompt, last!, context);
}

const notesOf = (event: Event): string[] =>
  event.kind === 'begin' && event.unread ? ['some of the prompt is in no line of this text, and is left out'] : [];

/** Where the run is now, and how to go on. */
function tellFile(file: RunFile, prompt: string, last: Event, { io: { stderr } }: CommandContext): void {
  const name = quote(clean(file.path));
  const there = file.step === undefined ? 'nothing was saved' : `${name} holds the run at step ${file.step}`;
  if (last.kind === 'diverged') {
    stderr.write(`hint: blown up; ${there}; a lower --lr helps\n`);
  } else if (file.problem) {
    stderr.write(`hint: ${there}\n`);
    throw file.problem;
  } else if (last.kind !== 'run') {
    stderr.write(`hint: nobody reads on; ${there}\n`); // the pipe was closed
  } else if (last.step < last.of) {
    stderr.write(`saved ${name} at step ${last.step} of ${last.of}: go on with genai gpt train --resume ${name}\n`);
  } else {
    const words = quote(clean(prompt).trimEnd(), true);
    stderr.write(`saved ${name}: write with it by genai gpt sample ${words} --weights ${name}\n`);
  }
}

/** Tokens a second, looks and all. */
class Pace {
  private begun = performance.now();
  private batch = 0;
  private first = 0;
  private tokens = 0;

  hear(event: Event): string | undefined {
    if (event.kind === 'begin') [this.begun, this.batch, this.first] = [performance.now(), event.batch, event.step];
    if (event.kind !== 'training' && event.kind !== 'look') return undefined;
    this.tokens = (event.step - this.first) * this.batch;
    return this.tokens === 0 ? undefined : `${thousands(Math.round(this.tokens / this.seconds()))} tokens a second`;
  }

  /** All of it, for --verbose. */
  sum(): string {
    const seconds = this.seconds();
    const pace = thousands(Math.round(this.tokens / seconds));
    return `${thousands(this.tokens)} tokens in ${seconds.toFixed(1)} s: ${pace} a second`;
  }

  private seconds(): number {
    return (performance.now() - this.begun) / 1000;
  }
}
