/** The text of the journal: a header, then an event a line, in the order in which they happened. Pure; the store reads and
 *  adds to the file.
 *
 *  Lines are only ever added, so whoever writes cannot lose what another has written, and every addition begins on a line of
 *  its own, so that a line which was torn off hides no other. What came from elsewhere carries the moment of its import
 *  and counts when a mark says that all of it is there: an import that was cut off has not happened. */
import { InputError } from '../data/input-error.ts';
import { EventSchema, eventVersion, type ProgressEvent } from './progress-events.ts';

const format = 'genai-tutor progress';
/** Who does not know the version of a header must not add to its file. */
const formatVersion = 1;

type Mark = { readonly mark: 'imported'; readonly at: string } | { readonly mark: 'told' };

const headerOf = (mark?: Mark): string => JSON.stringify({ format, version: formatVersion, ...mark });

export const header = headerOf();
/** The damage above is known to the learner. */
export const toldMark = headerOf({ mark: 'told' });

/** An import as lines to add: its events, then the mark that makes them count. */
export const importLines = (events: readonly ProgressEvent[], at: string): string[] => [
  ...events.map((event) => JSON.stringify({ ...event, imported: at })),
  headerOf({ mark: 'imported', at }),
];

export const exportText = (events: readonly ProgressEvent[]): string =>
  [header, ...events.map((event) => JSON.stringify(event)), ''].join('\n');

type Line =
  | { readonly kind: 'header'; readonly version: number; readonly mark?: unknown; readonly at?: unknown }
  | { readonly kind: 'event'; readonly event: ProgressEvent; readonly imported?: string }
  /** An event that only a newer program knows. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'damaged'; readonly why: string };

function readLine(text: string): Line {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'damaged', why: 'this line is no JSON' };
  }
  if (typeof value !== 'object' || value === null) return { kind: 'damaged', why: 'this line is no event of progress' };
  const { format: of, version, mark, at, v, imported } = value as Record<string, unknown>;
  if (of === format && Number.isInteger(version)) return { kind: 'header', version: version as number, mark, at };
  const event = EventSchema.safeParse(value);
  if (event.success) {
    return { kind: 'event', event: event.data, imported: typeof imported === 'string' ? imported : undefined };
  }
  if (Number.isInteger(v) && (v as number) > eventVersion) return { kind: 'newer' };
  const where = event.error.issues[0].path.join('.');
  return { kind: 'damaged', why: `this line is no event of progress${where && `: look at "${where}"`}` };
}

/** Lines that hold something; one without an end is being written just now, or was torn off. */
function* linesOf(text: string): Generator<{ number: number; content: string; ended: boolean }> {
  let number = 0;
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from);
    const content = text.slice(from, end < 0 ? text.length : end);
    from += content.length + 1;
    number++;
    if (content.trim() !== '') yield { number, content, ended: end >= 0 };
  }
}

/** Editors on Windows put a mark before the text. */
const withoutMark = (text: string): string => text.replace(/^\ufeff/, '');

export interface Journal {
  /** In the order in which they happened; what stands there twice is there once. */
  readonly events: readonly ProgressEvent[];
  /** Lines that are neither an event nor a header, and of which the learner has not been told. */
  readonly damaged: number;
  /** Events that only a newer program knows. */
  readonly newer: number;
  /** The file must not be added to by this program. */
  readonly closed: boolean;
}

export function parseJournal(text: string): Journal {
  let events: ProgressEvent[] = [];
  const waiting = new Map<string, ProgressEvent[]>();
  const lines = new Set<string>();
  let damaged = 0;
  let newer = 0;
  let closed = false;
  let begun = false;
  for (const { content, ended } of linesOf(withoutMark(text))) {
    const line = readLine(content);
    begun ||= line.kind === 'header' || line.kind === 'event';
    if (line.kind === 'event') {
      const { event, imported } = line;
      if (imported !== undefined) put(waiting, imported, event);
      else if (!lines.has(content)) events.push(event);
      lines.add(content);
    } else if (line.kind === 'header') {
      closed ||= line.version > formatVersion;
      if (line.mark === 'told') damaged = 0;
      if (line.mark === 'imported') events = united(events, missing(waiting.get(String(line.at)) ?? [], events));
    } else if (line.kind === 'newer') newer++;
    else if (ended || !begun) damaged++; // of a torn one the next line tells
  }
  return { events, damaged, newer, closed };
}

function put(groups: Map<string, ProgressEvent[]>, key: string, event: ProgressEvent): void {
  const group = groups.get(key);
  if (group) group.push(event);
  else groups.set(key, [event]);
}

/** Those of `events` that `known` lacks. An event is what happened to a lesson at a moment: the same once more is no other. */
export function missing(events: readonly ProgressEvent[], known: readonly ProgressEvent[]): ProgressEvent[] {
  const keys = new Set(known.map(keyOf));
  return events.filter((event) => keys.size < keys.add(keyOf(event)).size);
}

const keyOf = ({ at, lesson, change }: ProgressEvent): string => JSON.stringify([Date.parse(at), lesson, change]);

/** Two histories as one, by time. Within each the order stays as it is, also where a clock was set back. */
export function united(first: readonly ProgressEvent[], second: readonly ProgressEvent[]): ProgressEvent[] {
  const [a, b] = [timesOf(first), timesOf(second)];
  const all: ProgressEvent[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (j === b.length || (i < a.length && a[i] <= b[j])) all.push(first[i++]);
    else all.push(second[j++]);
  }
  return all;
}

/** Milliseconds, never falling. */
function timesOf(events: readonly ProgressEvent[]): number[] {
  let last = Number.NEGATIVE_INFINITY;
  return events.map(({ at }) => {
    last = Math.max(last, Date.parse(at));
    return last;
  });
}

/** What `exportText` has written; also a whole journal is taken.
 *  @throws InputError with the number of the line: all of it can be used, or none is */
export function readExport(text: string, where: string): readonly ProgressEvent[] {
  let begun = false;
  for (const { number, content } of linesOf(withoutMark(text))) {
    const line = readLine(content);
    const at = `${where}:${number}`;
    if (!begun && line.kind !== 'header') {
      throw new InputError('this is no progress', at, 'Make a file with genai progress --export FILE.');
    }
    begun = true;
    if (line.kind === 'damaged')
      throw new InputError(line.why, at, 'Nothing was imported; take another copy of the file.');
    if (line.kind === 'newer' || (line.kind === 'header' && line.version > formatVersion)) {
      const remedy = 'Nothing was imported; first bring this program up to date.';
      throw new InputError('this was written by a newer version of this program', at, remedy);
    }
  }
  if (!begun) throw new InputError('there is nothing in it', where, 'Make a file with genai progress --export FILE.');
  return parseJournal(text).events;
}
