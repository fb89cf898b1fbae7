import { describe, expect, it } from 'vitest';
import { LineInput } from '../../../src/cli/plain/line-input.ts';
import { fakeIo } from '../streams.ts';

function open() {
  const { io, stdin, stderr } = fakeIo();
  return { input: new LineInput(io), stdin, prompts: stderr };
}
const soon = () => new Promise((resolve) => setImmediate(resolve));

describe('a question', () => {
  it('is answered by the next line', async () => {
    const { input, stdin, prompts } = open();
    const line = input.ask('Name? ');
    stdin.write('Ada\n');
    expect(await line).toBe('Ada');
    expect(prompts.text).toContain('Name? ');
    input.close();
  });

  it('takes the lines that came together one after the other', async () => {
    const { input, stdin, prompts } = open();
    stdin.write('one\ntwo\n\nthree\n');
    await soon();
    const lines = [await input.ask('1: '), await input.ask('2: '), await input.ask('3: '), await input.ask('4: ')];
    expect(lines).toEqual(['one', 'two', '', 'three']);
    expect(prompts.text).toContain('1: one\n2: two\n3: \n4: three\n');
    input.close();
  });

  it('has no answer once the input is over, however often it is asked', async () => {
    const { input, stdin } = open();
    const waiting = input.ask('? ');
    stdin.end();
    expect(await waiting).toBeUndefined();
    expect(await input.ask('? ')).toBeUndefined();
  });

  it('still takes a last line that has no end', async () => {
    const { input, stdin } = open();
    stdin.end('last');
    await soon();
    expect(await input.ask('? ')).toBe('last');
    expect(await input.ask('? ')).toBeUndefined();
  });
});

it('Ctrl-C in a terminal ends the input, and is remembered', async () => {
  const { io, stdin } = fakeIo({}, {});
  Object.assign(stdin, { setRawMode: () => stdin });
  const input = new LineInput(io);
  const line = input.ask('? ');
  stdin.write('\x03');
  expect(await line).toBeUndefined();
  expect(input.interrupted.aborted).toBe(true);
});
