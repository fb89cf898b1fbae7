import { describe, expect, it } from 'vitest';
import { KeyReader, textOf } from '../../src/tui/keys.ts';

const keys = (...chunks: string[]) => {
  const reader = new KeyReader();
  return [...chunks.flatMap((chunk) => reader.read(chunk)), ...reader.flush()];
};

describe('keys', () => {
  it('takes several keys from one read', () => {
    expect(keys('ab\r')).toEqual(['a', 'b', 'enter']);
    expect(keys('\x1b[B\x1b[Bq')).toEqual(['down', 'down', 'q']);
    expect(keys('ä😀')).toEqual(['ä', '😀']);
  });

  it('knows the names of keys in the dialects of terminals', () => {
    expect(keys('\x1b[A\x1bOA\x1b[1;2A')).toEqual(['up', 'up', 'up']);
    expect(keys('\x1b[5~\x1b[6~\x1b[H\x1b[4~\x1b[Z\x1b[3~')).toEqual([
      'pageup',
      'pagedown',
      'home',
      'end',
      'shift-tab',
      'delete',
    ]);
    expect(keys('\t\x7f\b\n\x03\x15')).toEqual(['tab', 'backspace', 'backspace', 'enter', 'ctrl-c', 'ctrl-u']);
  });

  it('puts a sequence together that came in two reads', () => {
    expect(keys('\x1b', '[B')).toEqual(['down']);
    expect(keys('x\x1b[', '6~y')).toEqual(['x', 'pagedown', 'y']);
  });

  it('takes an Escape that nothing follows as the key', () => {
    const reader = new KeyReader();
    expect(reader.read('\x1b')).toEqual([]);
    expect(reader.waits).toBe(true);
    expect(reader.flush()).toEqual(['escape']);
    expect(reader.waits).toBe(false);
    expect(keys('\x1b\x1b')).toEqual(['escape', 'escape']);
    expect(keys('\x1bq')).toEqual(['escape', 'q']);
  });

  it('drops sequences that mean nothing here, and is not blocked by rubbish', () => {
    expect(keys('\x1b[99;5uq\x1b[?62c', 'z')).toEqual(['q', 'z']);
    expect(keys(`\x1b[${'1;'.repeat(40)}`, 'q')).toEqual(['q']);
  });

  it('types nothing of a sequence that another one cuts short', () => {
    expect(keys('\x1b[12\x1b[31mred\x1b[0m')).toEqual(['r', 'e', 'd']);
    expect(keys('\x1b[1;\x03')).toEqual(['ctrl-c']);
    expect(keys('\x1b[<0;12;5Mq\x1b[[Ax\x1b[3$')).toEqual(['q', 'x']);
    expect(keys('\x1b[12')).toEqual(['escape', '[', '1', '2']);
  });

  it('lets go of a paste that never ends, however much comes', () => {
    const reader = new KeyReader();
    reader.read('\x1b[200~');
    const begun = process.cpuUsage().user;
    for (let i = 0; i < 5000; i++) expect(reader.read('x'.repeat(1000))).toEqual([]);
    // Kept whole, it would be searched again each time: five billion letters.
    expect((process.cpuUsage().user - begun) / 1e6).toBeLessThan(2);
    expect(reader.read('\x1b[20')).toEqual([]);
    expect(reader.read('1~q')).toEqual([`paste:${'x'.repeat(10_000)}`, 'q']);
    reader.read('\x1b[200~abc');
    expect(reader.read('\x03')).toEqual(['ctrl-c']);
    expect(reader.read('q')).toEqual(['q']);
  });

  it('never takes a paste for commands', () => {
    const all = keys('\x1b[200~qqq\rdd', '\nrest\x1b[201~x');
    expect(all).toEqual(['paste:qqq\rdd\nrest', 'x']);
    expect(textOf(all[0])).toBe('qqq dd rest');
  });

  it('knows a paste that the terminal did not mark by its length', () => {
    const text = 'a long line that nobody types that fast, at all';
    expect(keys(text)).toEqual([`paste:${text}`]);
    expect(keys(`${text}\r`)).toEqual([`paste:${text}`, 'enter']);
  });

  it('takes no control characters into a text', () => {
    expect(textOf('paste:a\x1b]0;t\x07b\tc')).toBe('a]0;tb c');
    expect(textOf('up')).toBeUndefined();
    expect(textOf('é')).toBe('é');
  });

  it('keeps a paste at a length that a field can bear', () => {
    expect(textOf(keys('x'.repeat(1_000_000))[0])!.length).toBe(10_000);
  });
});
