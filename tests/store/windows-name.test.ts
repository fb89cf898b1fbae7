import { win32 } from 'node:path';
import { describe, expect, it } from 'vitest';
import { windowsProblem } from '../../src/store/windows-name.ts';

describe('a name on Windows', () => {
  it.each([
    'cat.png',
    'C:\\Users\\Ada Lovelace\\cat.png',
    'C:/Users/ada/cat.png',
    'c:cat.png',
    '..\\pictures\\.\\cat.png',
    '\\\\server\\share\\cat.png',
    '\\\\?\\C:\\very\\long\\cat.png',
    'console.png',
    'com.png',
    'com10.png',
    'null.png',
    'a.con',
    win32.join('C:\\', 'pictures', 'auxiliary', 'katze-ä.png'),
  ])('%s is one', (path) => {
    expect(windowsProblem(path)).toBeUndefined();
  });

  // learn.microsoft.com/windows/win32/fileio/naming-a-file, 2024
  it.each([
    ['CON', 'CON is a device on Windows, not a file'],
    ['nul.png', 'nul.png is a device on Windows, not a file'],
    ['pictures\\Aux.tar.png', 'Aux.tar.png is a device on Windows, not a file'],
    ['C:/com1', 'com1 is a device on Windows, not a file'],
    ['LPT9 .txt', 'LPT9 .txt is a device on Windows, not a file'],
    ['cat:1.png', 'a name on Windows cannot hold ":"'],
    ['C:\\pictures\\is it a cat?.png', 'a name on Windows cannot hold "?"'],
    ['a"b.png', 'a name on Windows cannot hold "\\""'],
    ['tab\t.png', 'a name on Windows cannot hold "\\t"'],
    ['cat.', 'a name on Windows cannot end in a dot or a blank'],
    ['pictures \\cat.png', 'a name on Windows cannot end in a dot or a blank'],
  ])('%s is none', (path, problem) => {
    expect(windowsProblem(path)).toBe(problem);
  });
});
