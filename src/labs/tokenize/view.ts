/** Data → model → output: the text that is learnt from, the merges, and a text cut with them. */
import { type Frame, panel, type Rich, rows, type Size, type Span, text } from '../../render/frame.ts';
import { perToken } from './learn.ts';
import type { Event, Params, Shown, ShownMerge } from './params.ts';

export interface State {
  readonly params: Params;
  readonly now?: Event;
  /** The last ones, newest first. */
  readonly made: readonly ShownMerge[];
}

/** Merges that are remembered for the picture. */
export const mergesKept = 60;
/** From so many rows on there is room for everything. */
const roomy = 18;
/** Newest tokens that are named below the merge. */
const named = 24;

export const start = (params: Params): State => ({ params, made: [] });

export const reduce = ({ params, made }: State, event: Event): State => ({
  params,
  now: event,
  made: [...event.made.toReversed(), ...made].slice(0, mergesKept),
});

export function view({ params, now, made }: State, { width, height }: Size): Frame {
  if (!now) return text('reading the text', 'muted');
  const tall = Number.isFinite(height) ? height : 24;
  const newest = made[0]?.id;
  const { strip, tokens, bytes, cut, cut_bytes } = now;
  const source = `${params.corpus === undefined ? 'data' : `data, ${params.corpus}`}: ${inTokens(bytes, tokens)}`;
  const data: Frame = {
    kind: 'tokens',
    tokens: strip.map(({ id, text }) => ({ text, tone: id === newest ? 'accent' : undefined })),
    more: tokens - strip.length,
  };
  return rows(
    // Of a corpus little can be seen anyway.
    tall < roomy && params.corpus !== undefined ? text(source, 'muted') : panel(source, data),
    panel(`model: ${count(now.merges, 'merge')}`, model(now, made, tall)),
    panel(
      `output, your text: ${inTokens(cut_bytes, cut.length)}`,
      cutFrame(cut, newest, tall >= roomy ? Number.POSITIVE_INFINITY : width - 4),
    ),
    text(`bytes a token: ${each(bytes, tokens)} in the data, ${each(cut_bytes, cut.length)} in your text`, 'muted'),
  );
}

/** @param room cells in which all tokens must stand side by side to have their numbers below them */
function cutFrame(cut: readonly Shown[], newest: number | undefined, room: number): Frame {
  if (cut.length === 0) return text('(nothing)', 'muted');
  const cells = cut.reduce((sum, { id, text }) => sum + Math.max(text.length, String(id).length) + 1, -1);
  const tokens = cut.map(({ id, text }) => ({
    text,
    note: cells <= room ? String(id) : undefined,
    tone: id === newest ? ('accent' as const) : undefined,
  }));
  return { kind: 'tokens', tokens };
}

function model({ merges, special, exhausted }: Event, made: readonly ShownMerge[], tall: number): Frame {
  const sum = `256 bytes + ${count(merges, 'merge')} + ${special.text} (${special.id}) = ${257 + merges}`;
  const frames: Frame[] = [text(made.length > 0 ? describeMerge(made[0]) : 'every byte is a token of its own')];
  if (made.length > 1 && tall >= 14) frames.push({ ...text(older(made.slice(1, named))), wrap: tall >= roomy });
  if (exhausted) frames.push(text('no pair is left: every piece is one token', 'warn'));
  frames.push(text(sum, 'muted'));
  return rows(...frames);
}

/** `"th" + "e" → "the" (258), 12 times` */
function describeMerge({ left, right, text, count, id }: ShownMerge): Rich {
  const joined: Span = { text: `"${text}"`, tone: 'accent', bold: true };
  return [`"${left}" + "${right}" → `, joined, ` (${id}), ${times(count)}`];
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

const older = (made: readonly ShownMerge[]): Rich => [
  { text: `before: ${made.map(({ text }) => text).join('  ')}`, tone: 'muted' },
];

/** "80 bytes in 30 tokens" */
export const inTokens = (bytes: number, tokens: number): string =>
  `${count(bytes, 'byte')} in ${count(tokens, 'token')}`;

const each = (bytes: number, tokens: number): string => perToken(bytes, tokens)?.toFixed(2) ?? 'none';

const count = (n: number, of: string): string => `${n} ${of}${n === 1 ? '' : 's'}`;
