/** A terminal that knows no escape codes, TERM=dumb: every face is plain ASCII text. That a lesson which asks is so too is
 *  seen on a real one, in terminal/plain.test.ts. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Output } from '../../src/cli/output.ts';
import { program } from '../../src/cli/program.ts';
import { Progress } from '../../src/cli/progress-line.ts';
import { fakeIo } from './streams.ts';

const plainText = /^[\n\x20-\x7e]*$/;

describe('on a dumb terminal', () => {
  it.each([
    [[]],
    [['help', 'gan']],
    [['learn', '--list']],
    [['sample', 'The cat', '--seed', '1']],
    [['sample', 'The cat', '--probs', '3', '--why']],
    [['gan', '--steps', '20', '--seed', '1']],
    [['diffuse', 'a cat', '--steps', '2', '--seed', '1']],
    [['lab']],
    [['lab', 'gradient']],
    [['lab', 'backprop', '--json']],
    [['source', 'generate']],
    [['progress']],
  ])('genai %j', async (argv) => {
    const { io, stdout, stderr } = fakeIo({ TERM: 'dumb', GENAI_TUTOR_HOME: '/nowhere' }, {});
    const signal = new AbortController().signal;
    expect(await program(argv, { io, out: new Output(io.stdout), signal })).toBe(0);
    expect(stdout.text).not.toBe('');
    if (argv[0] !== 'source') expect(stdout.text).toMatch(plainText);
    expect(stdout.text + stderr.text).not.toContain('\x1b');
  });
});

describe('the line of progress', () => {
  afterEach(() => void vi.useRealTimers());

  it.each([
    // A run that goes on with the second half: half of that took a second.
    ['xterm', '\rgan: 50 %\x1b[K\rgan: 75 %, 9 a second, 1 s to go\x1b[K\r\x1b[K'],
    ['dumb', ''],
  ])('on %s', (TERM, written) => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const { io, stderr } = fakeIo({ TERM }, {});
    const progress = new Progress(io);
    vi.advanceTimersByTime(1000);
    progress.part('gan', 0.5);
    vi.advanceTimersByTime(1000);
    progress.part('gan', 0.75, '9 a second');
    progress.clear();
    expect(stderr.text).toBe(written);
  });
});
