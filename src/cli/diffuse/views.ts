/** What `genai diffuse` shows of its lab beside the lab's own view: the picture alone, and a strip of its way out of the noise. */
import type { Event } from '../../labs/diffuse/params.ts';
import { imagesOf, imagesOfNumbers, type State } from '../../labs/diffuse/view.ts';
import { columns, type Frame, type ImageFrame, rows, text } from '../../render/frame.ts';

export type Style = NonNullable<ImageFrame['style']>;
export const styles: readonly Style[] = ['ascii', 'blocks', 'braille'];

/** The same frame with its pictures in another style. */
export function styled(frame: Frame, style: Style): Frame {
  switch (frame.kind) {
    case 'image':
      return { ...frame, style };
    case 'rows':
    case 'columns':
      return { ...frame, frames: frame.frames.map((inner) => styled(inner, style)) };
    case 'panel':
      return { ...frame, body: styled(frame.body, style) };
    default:
      return frame;
  }
}

/** The pictures as they stand: done, or still noisy. */
export function picturesOf({ model, step, done }: State): ImageFrame[] {
  if (!model) return [];
  return done ? imagesOf(done.pixels, model.side) : step ? imagesOfNumbers(step.x, model.side) : [];
}

/** Rows of so many frames. @param filler stands where the last row has none, so that all rows are as wide */
function gridOf(frames: readonly Frame[], across: number, filler?: Frame): Frame {
  const all = Array.from({ length: Math.ceil(frames.length / across) }, (_, row): Frame => {
    const some = frames.slice(row * across, (row + 1) * across);
    if (filler && frames.length > across) while (some.length < across) some.push(filler);
    return some.length === 1 ? some[0] : { ...columns(...some), least: 4 };
  });
  return all.length === 1 ? all[0] : { ...rows(...all), gap: 1 };
}

/** As many beside each other as a terminal has room for. */
export const onTerminal = (frames: readonly Frame[], side: number, width: number): Frame =>
  gridOf(frames, Math.max(1, Math.floor((width + 2) / (side + 2))), text(' '));

/** In a file, about as wide as high. */
export const inFile = (frames: readonly Frame[]): Frame =>
  gridOf(frames, frames.length <= 4 ? Math.max(1, frames.length) : Math.ceil(Math.sqrt(frames.length)));

/** Pictures with their titles above them. */
export const titled = (frames: readonly Frame[], titles: readonly string[]): Frame[] =>
  frames.map((frame, i) => rows({ ...text(titles[i], 'muted'), wrap: false }, frame));

/** Each below the one before, a line between them, for whoever reads a pipe. */
export const below = (frames: readonly Frame[]): Frame => ({ ...rows(...frames), gap: 1 });

/** Moments of a strip. */
const moments = 6;

/** Whether a step is one of those evenly spread over the way, the first and the last among them. */
function isMoment({ step, of }: { readonly step: number; readonly of: number }): boolean {
  return Array.from({ length: moments }, (_, i) => Math.round(1 + (i * (of - 1)) / (moments - 1))).includes(step);
}

export interface StripState {
  readonly inner: State;
  readonly strip: readonly { readonly title: string; readonly noisy: Frame; readonly guess: Frame }[];
}

/** @param inner the state after the event */
export function addToStrip({ strip }: StripState, inner: State, event: Event): StripState {
  if (event.kind !== 'step' || !isMoment(event)) return { inner, strip };
  const { side } = inner.model!;
  const title = `step ${event.step}, noise ${event.noise_level.toFixed(2)}`;
  const [noisy] = imagesOfNumbers(event.x, side);
  const [guess] = imagesOfNumbers(event.guess, side);
  return { inner, strip: [...strip, { title, noisy, guess }] };
}

/** Noisy pictures above, guesses below, as many beside each other as there is room for; the result is the last. */
export function stripOf({ inner, strip }: StripState, width: number): Frame {
  const cells = strip.map(({ title, noisy, guess }) => rows(text(title, 'muted'), noisy, guess));
  const last = rows(text('done', 'muted'), ...picturesOf(inner).slice(0, 1));
  return { ...rows(onTerminal(cells, inner.model!.side, width), last), gap: 1 };
}

/** The same as pictures without words: noise above, guesses below. */
export function pureStripOf({ inner, strip }: StripState): Frame {
  const cells = strip.map(({ noisy, guess }) => rows(noisy, guess));
  return columns(...cells, rows(...picturesOf(inner).slice(0, 1)));
}
