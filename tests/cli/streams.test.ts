/** stdout, stderr and signals: no codes in a pipe, foreign codes never, a quiet end when nobody reads, Ctrl-C. */
import { describe, expect, it } from 'vitest';
import { genai, output as outputOfProcess, program, run } from './genai.ts';
import { call, output } from './in-process.ts';

const prompt = 'The cat sat on the';

/** Anything that a terminal takes as a command, or that turns the order of reading round; newline and tab may stay. */
const commands = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

describe.concurrent('colour', () => {
  const drawn = [
    ['lab', 'sample', '--seed', '1'],
    ['sample', prompt, '--explain', '--seed', '1'],
    ['learn', '2', '--plain'],
    ['learn', '--list'],
    ['doctor'],
    ['source', 'shape'],
    ['progress'],
    ['--help'],
  ];

  it.each(drawn.map((args) => [args.join(' '), args] as const))('is not in a pipe: %s', async (_, args) => {
    const { stdout, stderr, status } = await genai(args);
    expect(stdout.length).toBeGreaterThan(0);
    expect([commands.test(stdout), commands.test(stderr), status]).toEqual([false, false, 0]);
  });

  it('is there when forced, and the text is the same', async () => {
    const args = ['lab', 'sample', '--seed', '1'];
    const plain = await outputOfProcess(args);
    const stripped = (text: string) => text.replaceAll(/\x1b\[[\d;]*m/g, '');
    const levels: string[] = [];
    for (const level of ['1', '2', '3']) {
      const coloured = await output(args, { env: { FORCE_COLOR: level } });
      expect(coloured).toMatch(/\x1b\[[\d;]+m/);
      levels.push(coloured);
      // Without colours the pick stands in brackets.
      expect(stripped(coloured).replaceAll(/[^\w.]/g, '')).toBe(plain.replaceAll(/[^\w.]/g, ''));
    }
    expect(new Set(levels).size).toBe(3);
    expect(levels[2]).toContain('\x1b[38;2;');
    expect(await output(args, { env: { FORCE_COLOR: '0' } })).toBe(plain);
    expect(await output([...args, '--no-color'], { env: { FORCE_COLOR: '3' } })).toBe(plain);
    expect(await output(args, { env: { NO_COLOR: '1' } })).toBe(plain);
    expect(await output(args, { env: { NO_COLOR: '1', COLORTERM: 'truecolor' } })).toBe(plain);
  });

  it('never colours the plain result or JSON', async () => {
    for (const flags of [[], ['--json'], ['--probs']]) {
      const args = ['sample', prompt, '--seed', '1', ...flags];
      expect(await output(args, { env: { FORCE_COLOR: '3' } })).toBe(await output(args));
    }
  });

  it('goes with Unicode only where that is to be had', async () => {
    const drawn = await output(['lab', 'sample', '--seed', '1'], { env: { LANG: 'C' } });
    expect(drawn).toMatch(/^[\n\x20-\x7e]+$/);
  });
});

describe.concurrent('codes from outside', () => {
  const evil = {
    'OSC 52, the clipboard': '\x1b]52;c;cm0gLXJmIH4=\x07',
    'OSC 8, a link': '\x1b]8;;http://example.com\x1b\\click\x1b]8;;\x1b\\',
    'OSC 0, the title': '\x1b]0;owned\x07',
    'CSI, clear and colour': '\x1b[2J\x1b[31m',
    DCS: '\x1bP1$r0m\x1b\\',
    'C1 controls': '\u009b31m\u009d52;c;aGk=\u009c\u0085',
    'bidi controls': '\u202ecat\u202c\u2066dog\u2069',
    'bell, backspace, carriage return': 'safe\x07\x08\x08\rgone',
    'an escape without an end': 'tail \x1b]52;c;aGk=',
  };

  async function staysClean(runs: readonly (readonly [args: readonly string[], stdin?: string])[]): Promise<void> {
    const ran = await Promise.all(runs.map(([args, stdin]) => call(args, { stdin })));
    for (const [i, { stdout, stderr }] of ran.entries()) {
      expect(stdout + stderr, JSON.stringify(runs[i])).not.toBe('');
      expect(commands.exec(stdout)?.[0], `stdout: ${JSON.stringify(runs[i])}`).toBeUndefined();
      expect(commands.exec(stderr)?.[0], `stderr: ${JSON.stringify(runs[i])}`).toBeUndefined();
    }
  }

  it.each(Object.entries(evil))('never come out: %s', async (_, codes) => {
    const given = `The ${codes} cat sat on the`;
    const corpus = `one ${codes} two\nthree ${codes} four\n`;
    await staysClean([
      [['sample', given, '--explain', '--seed', '1']],
      [['sample', 'one', '--corpus', '-', '-n', '20', '--why'], corpus],
      [['sample', '--order', given, '--debug']],
    ]);
  });

  it('never come out, whatever takes them in', async () => {
    const given = `The ${Object.values(evil).join(' zebra ')}`;
    const args = ['sample', given, '--json', '--explain', '--seed', '1'];
    const { bytes, ...called } = await call(args);
    expect(await genai(args)).toEqual(called);
    await staysClean([
      [['sample'], given],
      [['sample', given, '--json', '--explain', '--verbose']],
      [['sample', given, '--probs', '5', '--why', '--order', '4']],
      [['sample', 'one', '--corpus', '-', '--unit', 'char', '-n', '50'], given],
      [['sample', 'x', '--corpus', given]],
      [['sample', `--${given}`]],
      [['lab', 'sample', '--prompt', given]],
      [['lab', 'sample', '--prompt', given, '--json']],
      [['lab', 'rules-vs-learned', '--say', given, '--json']],
      [['lab', 'rules-vs-learned', '--say', given]],
      [['lab', 'classify-vs-generate', '--text', given]],
      [['lab', given]],
      [['learn', given]],
      [['source', given]],
      [[given]],
    ]);
  });
});

describe('JSON', () => {
  it('keeps what a lab was given, in escapes', async () => {
    const given = 'a\u009b31m \u202eb\u202c \x1b[1m';
    const lines = (await output(['lab', 'rules-vs-learned', '--say', given, '--json'])).trimEnd().split('\n');
    expect(JSON.parse(lines.at(-1)!).say).toBe(given);
  });
});

describe.concurrent('a reader that leaves', () => {
  it.each([
    [['sample', prompt, '-n', '1000000000']],
    [['sample', prompt, '--samples', '1000000']],
    [['sample', prompt, '--samples', '1000000', '--json']],
    [['sample', prompt, '-n', '100000', '--explain']],
    [['lab', 'sample', '--max-tokens', '1000000', '--json']],
    [['learn', '2', '--plain']],
    [['source', 'shape', '--json']],
  ])('ends %j quietly', async (args) => {
    const { stderr, status } = await genai(args, { closeAfter: 100 });
    expect(stderr.replace(/^(hint: |src\/).*\n/, '')).toBe('');
    expect(status).toBe(0);
  });

  it('as head does in a shell', async () => {
    const script = '{ "$0" "$1" sample "The cat" -n 1000000000 --seed 1; echo "status $?" >&2; } | head -c 100';
    const { stdout, stderr } = await run('sh', ['-c', script, process.execPath, program]);
    expect([stdout.length, stderr]).toEqual([100, 'status 0\n']);
  });

  it('hurts nobody when it is the one of stderr', async () => {
    const script = '"$0" "$1" sample "zebra cat" --seed 1 --verbose 2>&-';
    const { stdout, status } = await run('sh', ['-c', script, process.execPath, program]);
    expect([stdout.startsWith('zebra cat '), status]).toEqual([true, 0]);
  });
});

describe.concurrent('Ctrl-C', () => {
  it.each([
    [['sample', prompt, '-n', '1000000000']],
    [['sample', prompt, '--samples', '1000000']],
    [['sample', prompt, '--samples', '1000000', '--json']],
    [['sample', prompt, '-n', '1000000', '--explain']],
    [['lab', 'sample', '--max-tokens', '1000000', '--json']],
  ])('ends %j at once, with 130', async (args) => {
    const kill = { signal: 'SIGINT', after: 1000 } as const;
    const { stdout, stderr, status } = await genai(args, { kill });
    expect([stderr, status]).toEqual(['', 130]);
    expect(stdout.length).toBeGreaterThan(999);
  });

  it.each([
    [['sample', 'zebra', '-n', '1000000000', '--json']],
    [['sample', 'zebra', '--samples', '2', '-n', '1000000000']],
  ])('ends %j before anything has come of it', async (args) => {
    const { stdout, stderr, status } = await genai(args, { kill: { signal: 'SIGINT', after: 20 } });
    expect([stdout, status]).toEqual(['', 130]);
    expect(stderr).toMatch(/^hint: cat never saw "zebra".+\n$/);
  });

  it.each([
    ['the corpus', ['sample', 'one', '--corpus', '-']],
    ['the prompt', ['sample']],
  ])('ends the wait for %s', async (_, args) => {
    const stdin = 'one two three\n'.repeat(100_000);
    const { stdout, stderr, status } = await genai(args, { stdin, killReading: 'SIGINT' });
    expect({ stdout, stderr, status }).toEqual({ stdout: '', stderr: '', status: 130 });
  });
});
