/** Journals as text: what is written comes back, two become one, and what is no progress is refused with its line. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  exportText,
  header,
  importLines,
  missing,
  parseJournal,
  readExport,
  united,
} from '../../src/course/journal.ts';
import { foldProgress } from '../../src/course/progress.ts';
import type { ProgressEvent } from '../../src/course/progress-events.ts';
import { InputError } from '../../src/data/input-error.ts';

const event = (minute: number, step = 'a', lesson = 'one'): ProgressEvent => ({
  v: 1,
  at: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
  lesson,
  change: { type: 'at', step },
});

/** A history, each event at a later time, on one of two machines. */
const histories = fc.array(
  fc.record({
    machine: fc.constantFrom(0, 1),
    lesson: fc.constantFrom('one', 'pack/two', '__proto__'),
    change: fc.oneof(
      fc.record({
        type: fc.constantFrom('at' as const, 'hint' as const),
        step: fc.constantFrom('a', 'b', 'constructor'),
      }),
      fc.record({
        type: fc.constant('answer' as const),
        step: fc.constant('a'),
        answer: fc.nat(3),
        right: fc.boolean(),
      }),
      fc.record({ type: fc.constantFrom('finished' as const, 'restart' as const) }),
    ),
  }),
  { maxLength: 30 },
);
type History = ReadonlyArray<{ machine: number } & Pick<ProgressEvent, 'lesson' | 'change'>>;

const dated = (history: History): ProgressEvent[] =>
  history.map(({ lesson, change }, i) => ({ ...event(i), lesson, change }));
const of = (machine: number, history: History): ProgressEvent[] =>
  dated(history).filter((_, i) => history[i].machine === machine);

/** A journal that another was imported into. */
const imported = (own: readonly ProgressEvent[], other: readonly ProgressEvent[]): string =>
  `${exportText(own)}\n${importLines(missing(other, own), 'T').join('\n')}\n`;

describe('two machines', () => {
  it('have one history in common after each has taken in the other, whichever was first', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const [a, b] = [of(0, history), of(1, history)];
        const both = parseJournal(imported(a, b)).events;
        expect(both).toEqual(dated(history));
        expect(parseJournal(imported(b, a)).events).toEqual(both);
        expect(missing(both, parseJournal(imported(b, a)).events)).toEqual([]);
        expect(foldProgress(readExport(exportText(both), 'x'))).toEqual(foldProgress(dated(history)));
      }),
      { seed: 1 },
    );
  });

  it('keep the order that each of them saw, though a clock was set back', () => {
    const a = [event(1, 'a1'), event(9, 'a2'), event(2, 'a3')];
    const b = [event(5, 'b1'), event(9, 'b2'), event(10, 'b3')];
    const steps = united(a, b).map(({ change }) => 'step' in change && change.step);
    expect(steps).toEqual(['a1', 'b1', 'a2', 'a3', 'b2', 'b3']);
  });
});

describe('an export', () => {
  const lines = [header, ...[1, 2, 3].map((minute) => JSON.stringify(event(minute)))];
  const text = (...more: readonly string[]) => [...lines, ...more, ''].join('\n');
  const refused = (bad: string): string => {
    try {
      readExport(bad, 'file');
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
      return (error as InputError).message;
    }
    return 'nothing';
  };

  it('is taken with the ends of lines of any system, with empty lines, and without an end', () => {
    for (const good of [text(), text('', ''), text().trimEnd(), text().replaceAll('\n', '\r\n')]) {
      expect(readExport(good, 'file')).toEqual([event(1), event(2), event(3)]);
    }
    expect(readExport(exportText([]), 'file')).toEqual([]);
  });

  it('has what stands in it twice once', () => {
    expect(readExport(text(lines[1]), 'file')).toHaveLength(3);
  });

  it.each([
    ['nothing', '', 'there is nothing in it (file). Make a file with genai progress --export FILE.'],
    ['blank lines', '\n\n', 'there is nothing in it (file). Make a file with genai progress --export FILE.'],
    ['another text', 'Dear diary,\n', 'this is no progress (file:1). Make a file with genai progress --export FILE.'],
    ['events without a header', lines.slice(1).join('\n'), 'this is no progress (file:1).'],
    ['another JSON', '{"format":"a lesson","version":1}\n', 'this is no progress (file:1).'],
    [
      'a torn line',
      text('{"v":1,"at'),
      'this line is no JSON (file:5). Nothing was imported; take another copy of the file.',
    ],
    ['no object', text('', 'null'), 'this line is no event of progress (file:6).'],
    ['a wrong time', text('{"v":1,"at":"noon","lesson":"x","change":{"type":"finished"}}'), 'look at "at" (file:5)'],
    [
      'a wrong change',
      text('{"v":1,"at":"2026-01-01T00:00:00Z","lesson":"x","change":{"type":"eaten"}}'),
      'look at "change.type"',
    ],
    [
      'a wrong answer',
      text('{"v":1,"at":"2026-01-01T00:00:00Z","lesson":"x","change":{"type":"answer","step":"s","answer":{}}}'),
      'look at "change.answer"',
    ],
    [
      'a newer event',
      text('{"v":3}'),
      'this was written by a newer version of this program (file:5). Nothing was imported; first bring this program up to date.',
    ],
    [
      'a newer file',
      text().replace('"version":1', '"version":9'),
      'this was written by a newer version of this program (file:1).',
    ],
    ['deep brackets', text('['.repeat(100_000)), 'this line is no JSON (file:5)'],
  ])('is refused when it is %s', (_, bad, why) => {
    expect(refused(bad)).toContain(why);
  });

  it('makes nothing of names that are special in JavaScript', () => {
    const evil =
      '{"v":1,"at":"2026-01-01T00:00:00Z","lesson":"__proto__","change":{"type":"done","step":"constructor","__proto__":{"skipped":true}},"__proto__":{"polluted":1}}';
    const progress = foldProgress(readExport(text(evil), 'file'));
    expect(progress.get('__proto__')!.steps.get('constructor')).toMatchObject({ done: true, skipped: false });
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
