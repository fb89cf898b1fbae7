/** What a stream can show, from nothing but the stream and the environment. */
import { describe, expect, it } from 'vitest';
import { isInteractive, surfaceOf } from '../../src/cli/io.ts';
import { fakeIo, Screen } from './streams.ts';

const stream = (terminal?: object) => new Screen(terminal) as unknown as NodeJS.WriteStream;
const terminal = stream({ columns: 100, rows: 30 });
const pipe = stream();
const surface = (env: NodeJS.ProcessEnv, platform: NodeJS.Platform = 'linux', to = terminal) =>
  surfaceOf(to, { env, platform });

describe('the size', () => {
  it('is the terminal’s, or 80 columns without end', () => {
    expect(surface({})).toMatchObject({ width: 100, height: 30 });
    expect(surface({}, 'linux', pipe)).toMatchObject({ width: 80, height: Infinity });
    expect(surface({ COLUMNS: '40' }, 'linux', pipe).width).toBe(80);
  });

  it('of a terminal that does not know its own is 80 × 24', () => {
    expect(surface({}, 'linux', stream({ columns: 0, rows: 0 }))).toMatchObject({ width: 80, height: 24 });
  });
});

describe('colours', () => {
  const xterm = { TERM: 'xterm-256color' };
  it.each<[string, NodeJS.ProcessEnv, terminal: number, pipe: number]>([
    ['a terminal of 256', xterm, 2, 0],
    ['a plain one', { TERM: 'xterm' }, 1, 0],
    ['one that says nothing', {}, 1, 0],
    ['true colour', { ...xterm, COLORTERM: 'truecolor' }, 3, 0],
    ['24 bits', { ...xterm, COLORTERM: '24bit' }, 3, 0],
    ['kitty', { TERM: 'xterm-kitty' }, 3, 0],
    ['a dumb one', { TERM: 'dumb', COLORTERM: 'truecolor' }, 0, 0],
    ['NO_COLOR', { ...xterm, NO_COLOR: '1' }, 0, 0],
    ['NO_COLOR=0, which is not empty', { ...xterm, NO_COLOR: '0' }, 0, 0],
    ['an empty NO_COLOR', { ...xterm, NO_COLOR: '' }, 2, 0],
    ['FORCE_COLOR=3', { ...xterm, FORCE_COLOR: '3' }, 3, 3],
    ['FORCE_COLOR=2', { FORCE_COLOR: '2' }, 2, 2],
    ['FORCE_COLOR=9', { FORCE_COLOR: '9' }, 3, 3],
    ['FORCE_COLOR, empty', { FORCE_COLOR: '' }, 1, 1],
    ['FORCE_COLOR=true', { FORCE_COLOR: 'true' }, 1, 1],
    ['FORCE_COLOR=0', { ...xterm, FORCE_COLOR: '0' }, 0, 0],
    ['FORCE_COLOR=false', { ...xterm, FORCE_COLOR: 'false' }, 0, 0],
    ['FORCE_COLOR over NO_COLOR', { ...xterm, FORCE_COLOR: '1', NO_COLOR: '1' }, 1, 1],
    ['FORCE_COLOR over a dumb terminal', { TERM: 'dumb', FORCE_COLOR: '1' }, 1, 1],
    ['a FORCE_COLOR that says nothing', { ...xterm, FORCE_COLOR: 'blue' }, 2, 0],
  ])('%s', (_, env, onTerminal, inPipe) => {
    expect([surface(env).colour, surface(env, 'linux', pipe).colour]).toEqual([onTerminal, inPipe]);
  });

  it('of Windows are sixteen million', () => {
    expect(surface({}, 'win32').colour).toBe(3);
    expect(surface({ NO_COLOR: '1' }, 'win32').colour).toBe(0);
  });
});

describe('characters', () => {
  it.each<[NodeJS.ProcessEnv, boolean]>([
    [{ LANG: 'en_GB.UTF-8' }, true],
    [{ LANG: 'de_DE.utf8' }, true],
    [{ LANG: 'C' }, false],
    [{ LANG: 'de_DE.ISO-8859-1' }, false],
    [{}, true],
    [{ LANG: 'en_GB.UTF-8', LC_CTYPE: 'C' }, false],
    [{ LANG: 'C', LC_CTYPE: 'C', LC_ALL: 'C.UTF-8' }, true],
    [{ LANG: 'en_GB.UTF-8', LC_ALL: '' }, true],
    [{ LANG: 'en_GB.UTF-8', TERM: 'dumb' }, false],
    [{ LANG: 'en_GB.UTF-8', TERM: 'linux' }, false],
  ])('with %j are Unicode: %s', (env, unicode) => {
    expect(surface(env).unicode).toBe(unicode);
  });

  it.each<[what: string, env: NodeJS.ProcessEnv, unicode: boolean]>([
    ['the console itself', { LANG: 'en_GB.UTF-8' }, false],
    ['Windows Terminal', { WT_SESSION: 'e5d1-…' }, true],
    ['VS Code and others', { TERM_PROGRAM: 'vscode' }, true],
    ['ConEmu', { ConEmuTask: '{cmd::Cmder}' }, true],
    ['JetBrains', { TERMINAL_EMULATOR: 'JetBrains-JediTerm' }, true],
    ['mintty, as with Git', { TERM: 'xterm-256color', MSYSTEM: 'MINGW64' }, true],
    ['one that is dumb', { TERM: 'dumb', WT_SESSION: 'e5d1-…' }, false],
  ])('of Windows, in %s', (_, env, unicode) => {
    expect(surface(env, 'win32').unicode).toBe(unicode);
  });
});

it('is interactive with a terminal on both sides that can move its cursor', () => {
  expect(isInteractive(fakeIo({ TERM: 'xterm' }, {}).io)).toBe(true);
  expect(isInteractive(fakeIo({ TERM: 'dumb' }, {}).io)).toBe(false);
  expect(isInteractive(fakeIo({}).io)).toBe(false);
  const { io } = fakeIo({}, {});
  expect(isInteractive({ ...io, stdout: pipe })).toBe(false);
});
