/** `genai diffuse --train`: a small network learns while one watches, and is kept if wanted. */
import type { Command } from 'commander';
import { InputError } from '../../data/input-error.ts';
import { diffuseLab } from '../../labs/diffuse/lab.ts';
import { imagesOf } from '../../labs/diffuse/view.ts';
import { diffuseTrainLab } from '../../labs/diffuse-train/lab.ts';
import type { Event } from '../../labs/diffuse-train/params.ts';
import type { State } from '../../labs/diffuse-train/view.ts';
import { knobsOf } from '../../labs/knobs.ts';
import type { Lab } from '../../labs/lab.ts';
import { clean } from '../../render/clean.ts';
import type { Frame } from '../../render/frame.ts';
import { WorkerHost } from '../../runner/worker-host.ts';
import { claim } from '../../store/out-file.ts';
import type { CommandContext } from '../context.ts';
import { givenKnobs } from '../flags.ts';
import { showLab } from '../lab-face.ts';
import { PictureFile } from '../picture-file.ts';
import { readRequest } from './request.ts';
import { below, inFile, styled, titled } from './views.ts';

const lab = diffuseTrainLab as unknown as Lab;

export async function train(words: readonly string[], command: Command, context: CommandContext): Promise<void> {
  refuseOthers(command);
  const { io } = context;
  const { save } = command.opts<{ save?: string }>();
  // Without words the lab has a prompt of its own.
  const request = await readRequest(words, command, lab, context);
  const { seed, kernel, json, style = 'ascii', out, force } = request;
  const live = !json && Boolean(io.stdout.isTTY) && io.env.TERM !== 'dumb';
  const file = save === undefined ? undefined : await claim(save, force, '--save');
  const pictures = (state: unknown): Frame[] => {
    const { begin, look } = state as State;
    return begin && look ? imagesOf(look.pixels, begin.side) : [];
  };
  let seen: State['look'];
  /** Each look once, and the last one when it is done. */
  const saved = (state: unknown): Frame | undefined => {
    const { look, kept } = state as State;
    if (!look || (look === seen && kept === undefined)) return undefined;
    seen = look;
    return styled(inFile(pictures(state)), style);
  };
  if (live && !file) io.stderr.write('hint: --save FILE keeps the network; Ctrl-C ends it early\n');
  const host = new WorkerHost();
  let weights: Uint8Array | undefined;
  try {
    await showLab({
      lab: { ...lab, view: (state, size) => styled(lab.view(state, size), style) },
      params: request.params,
      seed,
      kernel,
      json,
      live,
      picture: out === undefined ? undefined : await PictureFile.claim(lab, out, force, saved),
      context,
      host,
      ending: 'finish',
      heard: async (event) => {
        if ((event as Event).kind === 'weights') weights = (event as Extract<Event, { kind: 'weights' }>).bytes;
      },
      last: (state) => styled(below(titled(pictures(state), (state as State).begin!.prompts)), style),
    });
  } finally {
    host.close();
  }
  if (!file || !weights) return;
  await file.write(weights);
  io.stderr.write(`saved ${clean(file.path)}: draw with it by genai diffuse "a boat" --weights ${clean(file.path)}\n`);
}

/** What belongs to drawing alone. */
function refuseOthers(command: Command): void {
  const own = new Set(knobsOf(lab.params).map(({ name }) => name));
  const foreign = Object.keys(givenKnobs(command, knobsOf(diffuseLab.params))).find((name) => !own.has(name));
  const flag = command.opts<{ show?: string }>().show === undefined ? foreign : 'show';
  if (flag !== undefined) {
    throw new InputError(
      `--${flag} does not go with --train`,
      undefined,
      'Train first, then draw with --weights FILE.',
    );
  }
}
