/** A lab in the shell: its picture growing in place on a terminal, its lines for `--json`, one line of result into a pipe. */
import { setTimeout } from 'node:timers/promises';
import type { Command } from 'commander';
import { InputError } from '../data/input-error.ts';
import { asFlag, knobsOf, parseParams } from '../labs/knobs.ts';
import type { Lab, Command as LabOrder } from '../labs/lab.ts';
import type { KernelName } from '../nn/kernels/kernels.ts';
import { clean } from '../render/clean.ts';
import { type Frame, rows, text } from '../render/frame.ts';
import { eventsOf, type Host, InlineHost, type Run } from '../runner/run.ts';
import { recordRun } from '../store/challenge.ts';
import { dataFolder } from '../store/folders.ts';
import type { Asked } from './asked.ts';
import type { CommandContext } from './context.ts';
import { dataFor } from './data.ts';
import { draw } from './draw.ts';
import { addKnobs, givenKnobs, kernelFlag, seedOf, tellSeed } from './flags.ts';
import { interruptible } from './interruptible.ts';
import { type Io, isInteractive, surfaceOf } from './io.ts';
import { LivePicture } from './live-picture.ts';
import { sayIfNot } from './missing-kernels.ts';
import { PictureFile } from './picture-file.ts';
import { Progress } from './progress-line.ts';
import { impatiently, readStdin } from './stdin.ts';

export interface LabFace {
  readonly lab: Lab;
  readonly params: Record<string, unknown>;
  readonly seed: number;
  readonly kernel?: KernelName;
  readonly json: boolean;
  /** The picture grows on the terminal; else it is drawn once, at the end, if the result is not one line. */
  readonly live: boolean;
  /** Where the picture goes when it is done. */
  readonly picture?: PictureFile;
  readonly context: CommandContext;
  /** Where it runs, if not where others do. */
  readonly host?: Host;
  /** What is left in the end where nothing grows, and nothing beside it; without it the last picture and the seed. */
  readonly last?: (state: unknown) => Frame;
  /** What is printed of each event, as it comes; then nothing is left for the end. */
  readonly part?: (event: unknown) => Frame;
  /** What came in on stdin, for a host that is another thread. */
  readonly stdin?: Uint8Array;
  /** What a person should know of an event where no picture grows, a line each. */
  readonly notes?: (event: unknown) => readonly string[];
  /** Hears every event, and is awaited; may give commands to the run. */
  readonly heard?: (event: unknown, send: (command: LabOrder) => void) => Promise<void>;
  /** Hears every event; says how fast it goes, for the line of progress. */
  readonly pace?: (event: unknown) => string | undefined;
  /** Seconds that a run takes at least while it is watched, so that it can be followed. */
  readonly seconds?: number;
  /** The picture goes when the run is over: what is left is one line, and of the seed tells whoever has many such runs. */
  readonly fleeting?: boolean;
  /** Hears the result, before it is written. */
  readonly ended?: (result: object) => void;
  /** A command that ends the run with a result: Ctrl-C gives it, instead of breaking off. */
  readonly ending?: string;
}

/** Rows and columns of a picture that grows in place. */
const largest = { width: 110, height: 30 };
const everyMilliseconds = 60;
/** Between two parts, on a terminal. */
const partMilliseconds = 400;

interface Flags {
  readonly json?: boolean;
  readonly seed?: string;
  readonly out?: string;
  readonly force?: boolean;
  readonly kernel?: KernelName;
}

const noChance = 'no effect here: nothing is left to chance';

export interface LabCommand {
  /** The knob that the words of the command line are. */
  readonly words?: { readonly knob: string; readonly about: string };
  /** What stands under the flags in help. */
  readonly examples?: string;
  /** What is said of each event. It is printed below what was said before, instead of a picture that is drawn over itself. */
  readonly part?: (event: unknown) => Frame;
  /** Opens the lab as a playground where keys can be read, instead of showing it. */
  readonly play?: (params: Record<string, unknown>, seed: number, kernel?: KernelName) => Promise<void>;
}

/** Registers a command that is a lab's face: the knobs are its flags. */
export function registerLab(
  command: Command,
  context: CommandContext,
  lab: Lab,
  { examples = '', words, part, play }: LabCommand,
): void {
  const knobs = knobsOf(lab.params).filter(({ name }) => name !== words?.knob);
  if (words) command.argument('[text...]', words.about);
  addKnobs(command, knobs);
  if (lab.kernels) command.addOption(kernelFlag());
  command
    .description(`${lab.title}${/[.?!]$/.test(lab.title) ? '' : '.'} ${lab.about}`)
    .option('--seed <N>', lab.chance === false ? noChance : 'repeat a run: the same seed gives the same result')
    .option('--json', 'machine-readable output: a line for each step or picture, then the result')
    .option(
      '--out <FILE>',
      'save the last picture as .png, .svg or .txt, all of them as a .gif, or a page with the result as .html',
    )
    .option('--force', 'let --out replace a file')
    .addHelpText('after', examples)
    .action(async () => {
      const given = givenKnobs(command, knobs);
      const text = words && (await textOfWords(command.args, given, context.io));
      if (text !== undefined) given[words!.knob] = text;
      const params = parseParams(lab.params, given, (name) => (name === words?.knob ? 'the text' : asFlag(name)));
      const { json = false, seed: seedGiven, out, force = false, kernel } = command.opts<Flags>();
      const seed = seedOf(seedGiven, context.detail);
      const { io } = context;
      if (kernel) await sayIfNot(kernel, io);
      if (play && isInteractive(io) && !json && out === undefined) return play(params, seed, kernel);
      const live = !play && !part && !json && Boolean(io.stdout.isTTY) && io.env.TERM !== 'dumb';
      const picture = out === undefined ? undefined : await PictureFile.claim(lab, out, force);
      await showLab({ lab, params, seed, kernel, json, live, picture, context, part: json ? undefined : part });
    });
}

/** The words as one text, or stdin for - and for none; nothing where that is a terminal, empty, or another thing's.
 *  @param given knobs that may want stdin for themselves
 *  @throws InputError when two things should come from stdin */
async function textOfWords(words: readonly string[], given: object, io: Io): Promise<string | undefined> {
  const asked = words.length === 1 && words[0] === '-';
  if (words.length > 0 && !asked) return words.join(' ');
  const other = Object.entries(given).find(([, value]) => value === '-');
  if (!asked && (other || io.stdin.isTTY)) return undefined;
  if (other) {
    const remedy = 'Give the text on the command line.';
    throw new InputError('two things cannot both come from stdin', `${asFlag(other[0])} -`, remedy);
  }
  const stdin = asked ? io.stdin : impatiently(io, 'for the usual text');
  const text = (await readStdin({ stdin }, 'the text')).replace(/\r?\n$/, '');
  // A script whose stdin is empty or closed wants the usual text, as on a terminal.
  return asked || text !== '' ? text : undefined;
}

export async function showLab(face: LabFace): Promise<void> {
  const { lab, params, seed, kernel, json, picture, context } = face;
  const { io, out } = context;
  const host = face.host ?? (await ownHost(face));
  const run = host.start({ lab: lab.id, params, seed, kernel, stdin: face.stdin });
  const events = eventsOf(run);
  const step = stepper(face, run, host);
  if (lab.kernels) await tellKernels(face);
  const begun = performance.now();
  const screen = face.live ? growing(face) : undefined;
  const progress = new Progress(io);
  let asked: Asked | undefined;
  let state = lab.start(params);
  // Elsewhere it may take a while until there is anything to see.
  if (face.host) screen?.show(state);
  try {
    for (;;) {
      const { value, done } = await events.next();
      await step();
      if (done) {
        progress.clear();
        if (face.fleeting) screen?.clear();
        else screen?.finish(state);
        const result = value as object;
        face.ended?.(result);
        if (lab.passes?.(result) === false) context.status = 1;
        await writeResult(face, state, result);
        if (picture)
          io.stderr.write(
            `saved ${clean(await picture.write(state, { params, seed, kernel, result, whole: !context.signal.aborted }))}\n`,
          );
        const problem = await recordRun(await dataFolder(io.env), async () => ({ lab: lab.id, params, seed, result }));
        if (problem) progress.hint(problem);
        return;
      }
      const before = state;
      state = lab.reduce(state, value);
      const share = lab.share?.(value);
      const notes = face.notes?.(value) ?? [];
      if (!screen) for (const note of notes) progress.hint(note);
      const asks = lab.asks?.(value);
      if (asks) screen?.clear();
      else if (screen?.show(state)) progress.again();
      const pace = face.pace?.(value);
      if (share !== undefined && (!screen || face.host)) progress.part(lab.id, share, pace);
      await face.heard?.(value, (command) => run.send(command));
      if (screen && face.seconds !== undefined && share !== undefined) {
        await pause(begun + 1000 * face.seconds * share - performance.now(), context.signal);
      }
      if (state !== before) picture?.add(state);
      if (face.part && !(await tellPart(face, value))) return;
      const line = lab.line ? lab.line(value) : (value as object);
      if (json && line !== undefined && !(await out.json(line))) return;
      if (!asks) asked?.rest();
      else {
        asked ??= new (await import('./asked.ts')).Asked(io);
        const answer = await asked.answer(asks, lab.view(state, { width: surfaceOf(io.stdout, io).width, height: 16 }));
        if (answer) run.send(answer);
        else {
          context.status = 130;
          return;
        }
      }
    }
  } finally {
    asked?.close();
    run.stop(); // an error on the way, or Ctrl-C: the lab gives back what it took
    progress.clear();
    screen?.end();
    if (host !== face.host) host.close();
  }
}

/** One step of a lab that measures may last for seconds, in which this thread would hear no Ctrl-C: it runs in another. */
async function ownHost({ lab, context }: LabFace): Promise<Host> {
  if (!lab.measures) return new InlineHost(dataFor(context));
  const worker = new (await import('../runner/worker-host.ts')).WorkerHost();
  context.signal.addEventListener('abort', () => worker.close());
  return worker;
}

/** Which kernels work, for --verbose. */
async function tellKernels({ kernel, context }: LabFace): Promise<void> {
  const { kernelsNamed } = await import('../nn/kernels/choose.ts');
  context.detail(`kernels ${kernelsNamed(kernel).name}`);
}

/** What is awaited at each event: Ctrl-C is heard there. Before the first one there is nothing yet that could be ended well. */
function stepper({ context: { signal }, ending }: LabFace, run: Run, host: Host): () => Promise<void> {
  if (ending === undefined) return interruptible(signal);
  signal.throwIfAborted();
  let begun = false;
  const end = (): void => (begun ? run.send({ name: ending }) : host.close());
  signal.addEventListener('abort', end, { once: true });
  return async () => {
    begun = true;
  };
}

/** Waits, unless Ctrl-C comes. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds <= 0) return;
  await setTimeout(milliseconds, undefined, { signal }).catch(() => {});
}

/** A part of what is told, with time to read it where somebody does; false when nobody does any more. */
async function tellPart({ part, context: { io, out, signal } }: LabFace, event: unknown): Promise<boolean> {
  const isRead = await out.write(`${draw(part!(event), io)}\n`);
  if (io.stdout.isTTY) await pause(partMilliseconds, signal);
  return isRead;
}

async function writeResult(
  { lab, seed, json, live, last, part, context, fleeting }: LabFace,
  state: unknown,
  result: object,
): Promise<void> {
  const { io, out } = context;
  if (json) {
    await out.json({ done: true, lab: lab.id, seed, ...result });
    return;
  }
  const hasSeed = lab.chance !== false;
  // Before the result, which is the last line.
  // One that was ended early does not come again.
  if (hasSeed && !fleeting && !context.signal.aborted) tellSeed(context, seed);
  if (part) {
    if (hasSeed && !io.stdout.isTTY) await out.write(draw(text(`seed ${seed}`, 'muted'), io));
  } else if (last && !live) await out.write(draw(last(state), io));
  else if (lab.tell) await out.write(`${lab.tell(result)}\n`);
  else if (!live) {
    // A pipe has no end below.
    const height = io.stdout.isTTY ? 24 : Number.POSITIVE_INFINITY;
    await out.write(draw(lab.view(state, { width: surfaceOf(io.stdout, io).width, height }), io));
    if (hasSeed && !io.stdout.isTTY) await out.write(draw(text(`seed ${seed}`, 'muted'), io));
  }
}

/** The picture, drawn over itself. */
function growing({ lab, context: { io } }: LabFace) {
  const live = new LivePicture(largest);
  let last = 0;
  const paint = (state: unknown): void => {
    io.stdout.write(live.draw((size) => lab.view(state, size), surfaceOf(io.stdout, io)));
    last = performance.now();
  };
  return {
    /** Whether it was drawn: not more often than a person can see. */
    show: (state: unknown): boolean => {
      const due = performance.now() - last >= everyMilliseconds;
      if (due) paint(state);
      return due;
    },
    finish: paint,
    clear: (): void => void io.stdout.write(live.draw(() => rows(), surfaceOf(io.stdout, io))),
    end: live.begin(),
  };
}
