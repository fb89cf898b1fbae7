/** A picture, as it was asked for: watched, as a strip of steps, alone, as JSON, saved. */
import { diffuseLab } from '../../labs/diffuse/lab.ts';
import { notFollowed } from '../../labs/diffuse/model.ts';
import type { Event, ModelEvent, Params } from '../../labs/diffuse/params.ts';
import type { State } from '../../labs/diffuse/view.ts';
import type { Lab } from '../../labs/lab.ts';
import type { Frame } from '../../render/frame.ts';
import type { CommandContext } from '../context.ts';
import { surfaceOf } from '../io.ts';
import { showLab } from '../lab-face.ts';
import { PictureFile } from '../picture-file.ts';
import type { Request } from './request.ts';
import {
  addToStrip,
  below,
  inFile,
  onTerminal,
  picturesOf,
  pureStripOf,
  type StripState,
  stripOf,
  styled,
} from './views.ts';

/** Pixels of a file to a pixel of a picture, where there are several. */
const scale = 10;
/** Milliseconds that a picture of an animation stays. */
const delay = 80;
/** Seconds in which noise clears up before somebody's eyes. */
const seconds = 3;

export async function paint(request: Request, context: CommandContext): Promise<void> {
  const { seed, kernel, json, show, style = 'ascii', out, force } = request;
  const { io } = context;
  const isTerminal = Boolean(io.stdout.isTTY) && io.env.TERM !== 'dumb';
  const live = !json && isTerminal && (show ?? 'live') === 'live';
  const params = request.params as Params;
  const face = show === 'steps' ? inSteps : alone;
  const options = {
    pictures: request.style && 'characters',
    scale: params.count > 1 || face === inSteps ? scale : undefined,
    delay,
  } as const;
  const saved = (state: unknown): Frame | undefined => {
    const frame = face.saved(state, /\.gif$/i.test(out!));
    return frame && styled(frame, style);
  };
  await showLab({
    lab: { ...face.lab, view: (state, size) => styled(face.lab.view(state, size), style) },
    // Whoever sees nothing but the picture need not wait for the comparison.
    params:
      live || json || request.given.examples !== undefined ? params : { ...params, examples: examplesFor(params) },
    seed,
    kernel,
    json,
    live,
    picture: out === undefined ? undefined : await PictureFile.claim(face.lab, out, force, saved, options),
    context,
    seconds,
    notes: (event) => ((event as Event).kind === 'model' ? notFollowed(event as ModelEvent) : []),
    last: (state) => styled(face.last(state, isTerminal, surfaceOf(io.stdout, io).width), style),
  });
}

/** The exact model knows nothing else. */
const examplesFor = ({ model, examples }: Params): number => (model === 'exact' ? examples : 0);

/** A way to show the lab. */
interface Face {
  readonly lab: Lab;
  last(state: unknown, isTerminal: boolean, width: number): Frame;
  saved(state: unknown, isFilm: boolean): Frame | undefined;
}

const alone: Face = {
  lab: diffuseLab as unknown as Lab,
  last(state, isTerminal, width) {
    const { model } = state as State;
    return isTerminal ? onTerminal(picturesOf(state as State), model!.side, width) : below(picturesOf(state as State));
  },
  saved(state) {
    const pictures = picturesOf(state as State);
    return pictures.length > 0 ? inFile(pictures) : undefined;
  },
};

/** The lab, remembering moments of the way. */
const inSteps: Face = {
  lab: {
    ...diffuseLab,
    start: (params: Params): StripState => ({ inner: diffuseLab.start(params), strip: [] }),
    reduce: (state: StripState, event: Event) => addToStrip(state, diffuseLab.reduce(state.inner, event), event),
    view: ({ inner }: StripState, size: Parameters<typeof diffuseLab.view>[1]) => diffuseLab.view(inner, size),
  } as unknown as Lab,
  last: (state, _, width) => stripOf(state as StripState, width),
  saved: (state, isFilm) =>
    isFilm ? alone.saved((state as StripState).inner, true) : pureStripOf(state as StripState),
};
