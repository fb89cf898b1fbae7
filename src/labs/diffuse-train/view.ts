/** Data → model → output: the loss, and what the network draws by now for a few prompts, always out of the same noise. */
import { columns, type Frame, rows, type Size, text } from '../../render/frame.ts';
import { imagesOf, inRows } from '../diffuse/view.ts';
import { blownUp, type DivergedEvent } from '../training.ts';
import type { Event, LookEvent, Params } from './params.ts';

export interface State {
  readonly params: Params;
  readonly begin?: Extract<Event, { kind: 'begin' }>;
  /** The last word of how far it is. */
  readonly now?: { readonly step: number; readonly of: number; readonly loss: number | null };
  readonly look?: LookEvent;
  readonly losses: readonly { readonly step: number; readonly loss: number }[];
  /** Bytes of the finished network. */
  readonly kept?: number;
  /** How it blew up. */
  readonly diverged?: DivergedEvent;
}

/** Below so many rows there is no curve. */
const roomy = 18;
const wide = 60;

export function viewState({ begin, now, look, losses, kept, diverged, params }: State, { width, height }: Size): Frame {
  if (!begin || !look || !now) return text('data: drawing the first pictures', 'muted');
  const tall = Number.isFinite(height) ? height : 24;
  const { side, parameters, prompts } = begin;
  const data = text([
    { text: 'data: ', tone: 'muted' },
    `scenes drawn anew for each step, ${side}×${side}`,
    { text: ' · model: ', tone: 'muted' },
    `${Math.round(parameters / 1000)}k numbers`,
  ]);
  const loss = now.loss === null ? '' : ` · loss ${now.loss.toFixed(3)}`;
  const rate = text([`step ${now.step} of ${now.of}`, loss, { text: ` · batch ${params.batch}`, tone: 'muted' }]);
  const images = imagesOf(look.pixels, side);
  const shown = width < wide ? 2 : prompts.length;
  const cells = images.slice(0, shown).map((image, i) => rows({ ...text(prompts[i], 'muted'), wrap: false }, image));
  const title = text([
    { text: 'output: ', tone: 'muted' },
    `what it draws after ${look.step} steps`,
    ...(kept === undefined ? [] : [{ text: ` · finished, ${Math.round(kept / 1000)} KB`, tone: 'good' as const }]),
  ]);
  const curve: Frame[] =
    tall >= roomy && losses.length > 0
      ? [
          {
            kind: 'line',
            series: [{ name: 'loss', tone: 'c', x: losses.map(({ step }) => step), y: losses.map(({ loss }) => loss) }],
            x: { label: 'step', min: 0, max: now.of },
            height: Math.max(5, tall - side / 2 - 6),
          },
        ]
      : [];
  const pictures = width < wide ? inRows(cells, width) : { ...columns(...cells), least: 12 };
  return rows(data, rate, ...curve, title, pictures, ...(diverged === undefined ? [] : [blownUp(diverged)]));
}
