/** Prompt → model → output: the noisy picture, and beside it what the network believes is under the noise. */
import { toPixel } from '../../models/diffusion/pixels.ts';
import { columns, type Frame, type ImageFrame, panel, type Rich, rows, type Size, text } from '../../render/frame.ts';
import { describeHeard } from './model.ts';
import type { Event, ModelEvent, Params, StepEvent } from './params.ts';

type Of<K extends Event['kind']> = Extract<Event, { kind: K }>;
type Step = Omit<StepEvent, 'moment'>;

export interface State {
  readonly params: Params;
  readonly model?: ModelEvent;
  readonly step?: Step;
  readonly done?: Of<'done'>;
  readonly nearest?: Of<'nearest'>;
}

/** Rows from which on everything has a box, columns for two boxes, and for the prompt beside them. */
const roomy = 17;
const twoBoxes = 58;
const threeBoxes = 80;
/** The least width at which a picture says something. */
const leastPicture = 14;

export function viewState(state: State, { width, height }: Size): Frame {
  const { model, step } = state;
  const tall = Number.isFinite(height) ? height : 24;
  const boxes = tall < roomy || width < twoBoxes ? 0 : width < threeBoxes ? 2 : 3;
  const prompt = promptOf(state);
  if (!model) return rows(panel('prompt', text(prompt)), text('opening the network', 'muted'));
  const notes = describeHeard(model).map((note) => text(note, 'warn'));
  const pictures = picturesOf(state, model.side, width, boxes > 0);
  const end = step ? foot(state, step) : [];
  if (boxes === 3) {
    const said = panel(
      'prompt',
      rows(text(prompt), ...notes, text(' '), ...factsOf(state).map((fact) => text(fact, 'muted'))),
    );
    const row: Frame = {
      ...columns(said, ...pictures),
      shares: [22, ...pictures.map(() => 56 / pictures.length)],
      least: leastPicture,
    };
    return rows(row, ...end);
  }
  const facts = text(
    factsOf(state)
      .slice(0, width < twoBoxes ? 1 : undefined)
      .join(' · '),
    'muted',
  );
  const row: Frame = pictures.length > 1 ? { ...columns(...pictures), least: leastPicture } : pictures[0];
  return rows(
    text([{ text: 'prompt: ', tone: 'muted' }, ...prompt]),
    ...notes.slice(0, tall < roomy ? 1 : 3),
    row,
    facts,
    ...end,
  );
}

function promptOf({ params: { prompt, guidance }, model }: State): Rich[number][] {
  if (prompt.trim() === '') return [{ text: '(none: any picture)', tone: 'muted' }];
  if (guidance === 0) return [prompt, { text: '  (guidance 0: not heard)', tone: 'muted' }];
  const words = model?.words.join(' ') ?? '';
  if (!model || words === prompt) return [prompt];
  return [prompt, { text: words === '' ? '  (says nothing: any picture)' : `  → ${words}`, tone: 'muted' }];
}

/** Noise and guess, and in the end the output and what it is nearest to. */
function picturesOf(state: State, side: number, width: number, boxed: boolean): Frame[] {
  const { step, done, nearest, params } = state;
  const box = (title: string, frame: Frame): Frame => (boxed ? panel(title, frame) : rows(text(title, 'muted'), frame));
  if (!step && !done) return [text('the noise comes', 'muted')];
  const now = done ? imagesOf(done.pixels, side) : imagesOfNumbers(step!.guess, side);
  if (params.count > 1) return [box(done ? 'output' : 'output: its guesses', inRows(now, width - (boxed ? 26 : 0)))];
  if (!done) {
    const model = params.model === 'exact' ? 'model: examples' : 'model: sees noise';
    return [box(model, imagesOfNumbers(step!.x, side)[0]), box('output: its guess', now[0])];
  }
  const output = box('output', now[0]);
  return nearest ? [output, box('nearest in training', imagesOf(nearest.pixels, side)[0])] : [output];
}

/** As many beside each other as can be told apart. */
export function inRows(images: readonly Frame[], width: number): Frame {
  const each = Math.max(1, Math.floor((width + 2) / (leastPicture + 2)));
  const across = Math.ceil(images.length / Math.ceil(images.length / each));
  const all = Array.from({ length: Math.ceil(images.length / across) }, (_, row): Frame => {
    const some = images.slice(row * across, (row + 1) * across);
    // Also in a last row that is not full, all are equally large.
    const rest = Array.from({ length: across - some.length }, () => text(''));
    return across > 1 ? { ...columns(...some, ...rest), least: leastPicture } : some[0];
  });
  return all.length > 1 ? { ...rows(...all), gap: 1 } : all[0];
}

function factsOf({ params, model, step, done }: State): string[] {
  if (!step) return [];
  const { guidance, sampler, init, strength } = params;
  return [
    `step ${step.step} of ${step.of}`,
    `t ${done ? 0 : step.t} of ${model!.noiseSteps}`,
    `${sampler}${params.model === 'exact' ? ', exact' : ''}`,
    `guidance ${guidance}`,
    ...(init === undefined ? [] : [`a sketch, strength ${strength}`]),
  ];
}

function foot({ done, nearest }: State, { noise_level }: Step): Frame[] {
  const level = done ? 0 : noise_level;
  const bar: Frame = {
    kind: 'bars',
    max: 1,
    bars: [{ label: 'noise', value: level, note: level.toFixed(2), tone: 'b' }],
  };
  if (!nearest) return [bar];
  const { distance, typical, is_copy, of } = nearest.found;
  const told = text([
    { text: is_copy ? 'a copy' : 'new', tone: is_copy ? 'warn' : 'good', bold: true },
    `: ${distance.toFixed(2)} from the nearest of ${of} training pictures (${typical.toFixed(2)} between those)`,
  ]);
  return [bar, told];
}

/** The pictures that a row of numbers holds. @param pixels in 0..1 */
export function imagesOf(pixels: Float32Array, side: number): ImageFrame[] {
  const size = side * side * 3;
  return Array.from({ length: pixels.length / size }, (_, i) => ({
    kind: 'image',
    width: side,
    height: side,
    channels: 3,
    pixels: pixels.subarray(i * size, (i + 1) * size),
  }));
}

export const imagesOfNumbers = (numbers: Float32Array, side: number): ImageFrame[] =>
  imagesOf(numbers.map(toPixel), side);
