/** What is offered at the cursor, on a small command line; the shells themselves are tried in ./shells.test.ts. */
import { describe, expect, it } from 'vitest';
import { complete } from '../../../src/cli/completion/complete.ts';
import type { Definition, FlagDefinition, Place } from '../../../src/cli/describe/definition.ts';

const words = (...all: string[]): Place => ({ values: all.map((value) => ({ value })) });
const flag = (written: string, value?: Place & { optional: boolean }): FlagDefinition => ({
  written,
  long: /--[\w-]+/.exec(written)![0],
  short: /^-\w/.exec(written)?.[0],
  about: `about ${written}`,
  value,
});
const command = (name: string, parts: Partial<Definition> = {}): Definition => ({
  name,
  summary: `summary of ${name}`,
  about: '',
  usage: '',
  arguments: [],
  flags: [],
  commands: [],
  notes: '',
  ...parts,
});
const argument = (name: string, place: Place, variadic = false) => ({
  name,
  about: name,
  required: false,
  variadic,
  ...place,
});

const root = command('genai', {
  flags: [flag('--verbose')],
  commands: [
    command('draw', {
      flags: [
        flag('--style <KIND>', { optional: false, ...words('ascii', 'blocks') }),
        flag('-n, --count <N>', { optional: false, values: [] }),
        flag('--out <FILE>', { optional: false, values: [], path: 'files' }),
        flag('--probs [K]', { optional: true, values: [] }),
      ],
      arguments: [argument('prompt', { values: [] }, true)],
    }),
    command('learn', { arguments: [argument('lesson', words('one', 'two'))] }),
    command('lab', { commands: [command('gan', { flags: [flag('--steps <N>', { optional: false, values: [] })] })] }),
    command('pack', {
      commands: [command('check', { arguments: [argument('folder', { values: [], path: 'folders' })] })],
    }),
  ],
});

const offered = (line: string): string[] => {
  const all = line.split(' ');
  return complete(root, all.slice(0, -1), all.at(-1)!).candidates.map(({ value }) => value);
};
const everywhere = ['--verbose', '--help'];

describe('at the cursor stand', () => {
  it.each([
    ['', ['draw', 'learn', 'lab', 'pack']],
    ['-', ['--verbose', '--help', '--version']],
    ['--verbose ', ['draw', 'learn', 'lab', 'pack']],
    ['draw --', ['--style', '--count', '--out', '--probs', ...everywhere]],
    ['draw --style ', ['ascii', 'blocks']],
    ['draw --style=', ['ascii', 'blocks']],
    ['draw --style=b', ['ascii', 'blocks']],
    ['draw --style ascii --', ['--count', '--out', '--probs', ...everywhere]],
    ['draw -n 3 -', ['--style', '--out', '--probs', ...everywhere]],
    ['draw --count ', []],
    ['draw ', ['--style', '--count', '--out', '--probs', ...everywhere]],
    ['draw a cat', []],
    ['draw --probs --', ['--style', '--count', '--out', ...everywhere]],
    ['draw -- --', []],
    ['draw --verbose --style ', ['ascii', 'blocks']],
    ['learn ', ['one', 'two']],
    ['learn --verbose ', ['one', 'two']],
    // it takes one lesson only
    ['learn one t', []],
    ['lab ', ['gan']],
    ['lab gan --', ['--steps', ...everywhere]],
    ['lab gan --steps ', []],
    // a value that looks like a command, and a command that is none
    ['draw --count gan --', ['--style', '--out', '--probs', ...everywhere]],
    ['nope --', ['--verbose', '--help', '--version']],
    ['draw --nope ', ['--style', '--count', '--out', '--probs', ...everywhere]],
    ['pack ', ['check']],
  ])('%j', (line, candidates) => {
    expect(offered(line)).toEqual(candidates);
  });

  it('names of files and folders where one is wanted', () => {
    expect(complete(root, ['draw', '--out'], 'x')).toMatchObject({ candidates: [], path: 'files', kept: '' });
    expect(complete(root, ['draw'], '--out=x')).toMatchObject({ path: 'files', kept: '--out=' });
    expect(complete(root, ['pack', 'check'], '')).toMatchObject({ candidates: [], path: 'folders' });
    expect(complete(root, ['draw'], 'x').path).toBeUndefined();
  });

  it('what is wanted where nothing can be listed', () => {
    expect(complete(root, ['draw', '--count'], '').message).toBe('about -n, --count <N>');
  });
});
