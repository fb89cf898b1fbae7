/** Prompt → model → output twice, side by side: a picture → cat or not, and cat → a new picture, with the nearest one of training
 *  beside it. */
import { columns, type Frame, panel, type Rich, rows, type Size, type Span, text } from '../../render/frame.ts';
import { imagesOf } from '../diffuse/view.ts';
import type { Params, PictureEvent, Shares } from './params.ts';

type Of<K extends PictureEvent['kind']> = Extract<PictureEvent, { kind: K }>;

export type PictureState = { readonly [K in PictureEvent['kind']]?: Of<K> };

export const reducePictures = (state: PictureState, event: PictureEvent): PictureState => ({
  ...state,
  [event.kind]: event,
});

const side = 24;
/** Three pictures side by side. */
const threePictures = 76;
/** Rows for pictures and boxes. */
const roomy = 22;

export function viewPictures(params: Params, state: PictureState, { width, height }: Size): Frame {
  const { subject } = params;
  const tall = Number.isFinite(height) ? height : 24;
  const { lesson, examined } = state;
  const learned = examined
    ? `data: drawn pictures, half of them with a ${subject}; right in ${percent(examined.accuracy)} of ${examined.pictures} new ones`
    : `data: drawn pictures, half of them with a ${subject}; learning${lesson ? `, step ${lesson.step} of ${params.lessons}` : ''}`;
  if (width < threePictures || tall < roomy) return small(params, state, learned);
  const titled = (title: string, pixels?: Float32Array): Frame =>
    rows(text(title, 'muted'), pixels ? picture(pixels) : text('not yet', 'muted'));
  const { looked, guess, drawn } = state;
  return rows(
    text(learned, 'muted'),
    columns(
      titled('prompt: a picture', looked?.pixels),
      titled(`prompt: ${subject} → output`, drawn?.pixels ?? guess?.pixels),
      titled('nearest in training', drawn?.nearest),
    ),
    {
      ...columns(
        rows(
          panel(`model: → ${subject} or not`, beliefs(state, subject)),
          panel('output: a label', text(label(state))),
        ),
        rows(
          panel('model: → a picture', text(generator(state), 'muted')),
          panel('output: is it new?', text(proof(state))),
        ),
      ),
      shares: [1, 2],
    },
  );
}

/** For small windows: what was made, and in words the rest. */
function small({ show, subject }: Params, state: PictureState, learned: string): Frame {
  return rows(
    text([{ text: `prompt: a picture of a ${show} → `, tone: 'muted' }, ...spans(label(state))]),
    text([{ text: `prompt: ${subject} → `, tone: 'muted' }, ...spans(proof(state))]),
    output(state),
    text(learned, 'muted'),
  );
}

const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;
const picture = (pixels: Float32Array): Frame => imagesOf(pixels, side)[0];
const spans = (rich: Rich): readonly (string | Span)[] => (typeof rich === 'string' ? [rich] : rich);

function beliefs({ looked }: PictureState, subject: string): Frame {
  if (!looked) return text('learning', 'muted');
  return {
    kind: 'bars',
    max: 1,
    bars: looked.p.map(({ token, p }) => ({
      label: token,
      value: p,
      note: p.toFixed(2),
      tone: token === subject ? 'a' : 'b',
      mark: token === looked.label,
    })),
  };
}

function label({ looked }: PictureState): Rich {
  if (!looked) return 'not yet';
  return [{ text: looked.label, bold: true }, ` with ${percent(sure(looked.p, looked.label))}`];
}

const sure = (p: Shares, label: string): number => p.find(({ token }) => token === label)?.p ?? 0;

function generator({ guess, drawn }: PictureState): string {
  if (!guess) return 'waits for its turn';
  return drawn
    ? 'took the noise away, step by step'
    : `guesses what is under the noise, step ${guess.step} of ${guess.of}`;
}

function output({ guess, drawn }: PictureState): Frame {
  const pixels = drawn?.pixels ?? guess?.pixels;
  return pixels ? picture(pixels) : text('nothing yet', 'muted');
}

function proof({ drawn }: PictureState): Rich {
  if (!drawn) return 'not yet';
  const { distance, typical, is_copy, compared, label, p } = drawn;
  return [
    is_copy ? { text: 'a copy', tone: 'warn', bold: true } : { text: 'new', tone: 'good', bold: true },
    `: ${distance.toFixed(2)} from the nearest of ${compared}, ${typical.toFixed(2)} between those · the classifier says `,
    { text: label, bold: true },
    ` with ${percent(sure(p, label))}`,
  ];
}
