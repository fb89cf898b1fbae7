import { describe, expect, it } from 'vitest';
import { report, statusOf } from '../../src/cli/errors.ts';
import { Output } from '../../src/cli/output.ts';
import { run } from '../../src/cli/run.ts';
import { InputError, quoted } from '../../src/data/input-error.ts';
import { fakeIo, Screen } from './streams.ts';

function said(error: unknown, debug = false): string {
  const stderr = new Screen();
  report(error, stderr, debug);
  return stderr.text;
}

it('bad input is status 2, all else 1', () => {
  expect([new InputError('x'), new Error('x'), 'x', undefined].map(statusOf)).toEqual([2, 1, 1, 1]);
});

describe('an error is one line', () => {
  it('what, where and what to do', () => {
    expect(said(new InputError('-1 is not possible here', '--order', 'Give a whole number from 1 to 8.'))).toBe(
      'genai: -1 is not possible here (--order). Give a whole number from 1 to 8.\n',
    );
    expect(said(new InputError('the text is empty'))).toBe('genai: the text is empty.\n');
  });

  it('a value in it is cut to 60 characters', () => {
    expect(quoted('猫'.repeat(60))).toBe(`"${'猫'.repeat(60)}"`);
    expect(quoted('🐈'.repeat(61))).toBe(`"${'🐈'.repeat(60)}…"`);
    expect([9, '9', undefined, null].map(quoted)).toEqual(['9', '"9"', 'nothing', 'null']);
  });

  it('also for what nobody expected', () => {
    expect(said(new TypeError('x is undefined.'))).toBe(
      'genai: something went wrong: x is undefined. Add --debug to see where.\n',
    );
    expect(said('words')).toBe('genai: something went wrong: words. Add --debug to see where.\n');
  });

  it('also where there is not enough memory', () => {
    for (const message of ['Array buffer allocation failed', 'Invalid array length', 'Invalid string length']) {
      expect(said(new RangeError(message))).toMatch(/^genai: there is not enough memory for this\. .*\n$/);
    }
    expect(said(new RangeError('precision out of range'))).toContain('something went wrong');
  });

  it('whatever is in it: no second line, nothing that commands the terminal', () => {
    expect(said(new InputError('there is no file "a\n  b\x1b[31m\r\nc"'))).toBe('genai: there is no file "a b c".\n');
  });

  it('and so is every part of it, for whoever prints it otherwise', () => {
    const { what, where, remedy, message } = new InputError('no field "a\n b"', 'x\r\ny:1:1', 'Take it\n\nout.');
    expect([what, where, remedy]).toEqual(['no field "a b"', 'x y:1:1', 'Take it out.']);
    expect(message).toBe('no field "a b" (x y:1:1). Take it out.');
  });

  it('an escape code without an end does not swallow what to do', () => {
    expect(said(new InputError('there is no lab "\x1b]52;c;aGk="', undefined, 'There are two.'))).toBe(
      'genai: there is no lab ". There are two.\n',
    );
  });

  it('nor does one in the flag that stands at the wrong place', async () => {
    const { io, stderr } = fakeIo();
    const invocation = { io, out: new Output(io.stdout), signal: new AbortController().signal };
    expect(await run(['--\x1b]52;c;aGk=', '', 'eval'], invocation)).toBe(2);
    expect(stderr.text).toMatch(/ Flags stand behind the command: genai eval --\.\n$/);
  });

  it('of commander’s too, with what to do behind it, whatever was typed', async () => {
    for (const typed of ['--\n', '--a\nb', '--\r\n', '--\x1b]0;x', '--x\n(Did you mean']) {
      const { io, stderr } = fakeIo();
      const invocation = { io, out: new Output(io.stdout), signal: new AbortController().signal };
      expect(await run(['doctor', typed], invocation)).toBe(2);
      expect(stderr.text, JSON.stringify(typed)).toMatch(
        /^genai: unknown option '[^\n]*\. See genai doctor --help\.\n$/,
      );
    }
  });
});

it('--debug adds where it comes from', () => {
  const error = new Error('boom');
  expect(said(error, true)).toBe(`${said(error)}${error.stack}\n`);
  expect(said('words', true)).toBe(said('words'));
});
