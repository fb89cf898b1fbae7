import { expect, it, vi } from 'vitest';
import { Progress } from '../../src/cli/progress-line.ts';
import { fakeIo } from './streams.ts';

/** What a terminal shows in the end of what was written to it: \r goes to the beginning of the line, \x1b[K clears what follows. */
function linesOn(written: string): string[] {
  const lines = [''];
  let column = 0;
  for (const [piece] of written.matchAll(/\x1b\[K|\r|\n|[^\x1b\r\n]+/g)) {
    const line = lines[lines.length - 1];
    if (piece === '\r') column = 0;
    else if (piece === '\n') [column] = [0, lines.push('')];
    else if (piece === '\x1b[K') lines[lines.length - 1] = line.slice(0, column);
    else {
      lines[lines.length - 1] = line.slice(0, column) + piece + line.slice(column + piece.length);
      column += piece.length;
    }
  }
  return lines;
}

/** A line of progress that is no longer quiet. */
function shown(terminal?: { columns?: number }) {
  const { io, stderr } = fakeIo({}, terminal);
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    const progress = new Progress(io);
    vi.advanceTimersByTime(1000);
    progress.show('learning: 53 %, a long time to go');
    return { progress, stderr };
  } finally {
    vi.useRealTimers();
  }
}

it('a hint stands in a line of its own, and the progress below it', () => {
  const { progress, stderr } = shown({});
  expect(linesOn(stderr.text)).toEqual(['learning: 53 %, a long time to go']);
  progress.hint('no\x1b[31m more');
  expect(linesOn(stderr.text)).toEqual(['hint: no more', 'learning: 53 %, a long time to go']);
  progress.clear();
  progress.hint('done');
  expect(linesOn(stderr.text)).toEqual(['hint: no more', 'hint: done', '']);
});

it('where stderr is no terminal there are hints alone', () => {
  const { progress, stderr } = shown();
  progress.hint('no more');
  expect(stderr.text).toBe('hint: no more\n');
});
