/** --verbose, --quiet, --debug and --no-color: the same for all commands, wherever they stand. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { call, everyCommand, folder, stored } from './in-process.ts';

const numbers = join(folder, 'numbers.txt');
writeFileSync(numbers, Array.from({ length: 60 }, (_, i) => `${i % 7}`).join('\n'));

describe('--verbose', () => {
  it('says seed, kernels, files and time on stderr, and changes nothing on stdout', async () => {
    const args = ['gan', '--steps', '20', '--data', numbers, '--kernel', 'plain', '--seed', '5'];
    const plain = await call(args);
    const { stdout, stderr, status } = await call([...args, '--verbose']);
    expect([stdout, status, plain.stderr]).toEqual([plain.stdout, 0, '']);
    const lines = stderr.trimEnd().split('\n');
    expect(lines.slice(0, -1).sort()).toEqual(['kernels plain', `opened ${numbers}`, 'seed 5']);
    expect(lines.at(-1)).toMatch(/^took \d+\.\d\d s$/);
  });

  it('may stand anywhere before --', async () => {
    const args = ['sample', 'The cat', '--seed', '3', '--order', '2'];
    for (let at = 0; at <= args.length; at++) {
      // between a flag and its value it would be the value
      if (args[at - 1]?.startsWith('--')) continue;
      const { stderr } = await call([...args.slice(0, at), '--verbose', ...args.slice(at)]);
      expect(stderr, String(at)).toMatch(/^seed 3$[\s\S]*^took /m);
    }
    const { stdout, stderr } = await call(['sample', '--seed', '3', '--', 'The cat', '--verbose']);
    expect(stdout).toContain('The cat --verbose');
    expect(stderr).not.toContain('took');
  });

  it.each([
    ['sample', 'The cat'],
    ['lab', 'gradient'],
    ['diffuse', 'a cat', '--steps', '1', '--examples', '0'],
  ])('tells the seed of %s that nobody gave, and with it the run can be had again', async (...args) => {
    const first = await call([...args, '--verbose']);
    const [, seed] = /^seed (\d+)$/m.exec(first.stderr)!;
    const { stdout } = await call([...args, '--seed', seed]);
    expect(stdout.replace(/^seed .*\n/m, '')).toBe(first.stdout.replace(/^seed .*\n/m, ''));
  });
});

describe('a seed that nobody gave', () => {
  it.each([
    ['sample', 'The cat', '--samples', '2'],
    ['sample', 'The cat', '--explain'],
    ['sample', 'The cat', '-n', '200'],
    ['gan', '--steps', '5'],
    ['diffuse', 'a cat', '--steps', '1', '--examples', '0', '--show', 'final'],
  ])('is shown on a terminal: %s %s %s', async (...args) => {
    const { stderr } = await call(args, { terminal: {} });
    expect(stderr).toMatch(/^seed (\d+): the same again with --seed \1$/m);
    expect((await call(args)).stderr).not.toMatch(/^seed/m);
  });
});

describe('--quiet', () => {
  it.each([['lab'], ['source'], ['progress'], ['learn', '--list'], ['sample', 'zebra'], ['gan', '--steps', '5']])(
    'leaves out hints and progress: %s',
    async (...args) => {
      const seed = args[0] === 'sample' || args[0] === 'gan' ? ['--seed', '1'] : [];
      const loud = await call([...args, ...seed], { terminal: {} });
      expect(loud.stderr).not.toBe('');
      const { stdout, stderr, status } = await call(['--quiet', ...args, ...seed], { terminal: {} });
      expect([stderr, status]).toEqual(['', 0]);
      expect(stdout.split('\n').at(-2)).toBe(loud.stdout.split('\n').at(-2));
    },
  );

  it('keeps errors, and never an unseen question', async () => {
    expect(await call(['--quiet', 'sample', 'x', '--order', '9'])).toEqual(await call(['sample', 'x', '--order', '9']));
    const { stderr, status } = await call(['progress', '--reset', '--quiet']);
    expect([stderr, status]).toEqual([expect.stringContaining('Add --yes'), 2]);
  });

  it('contradicts --verbose', async () => {
    const { stderr, status } = await call(['sample', 'x', '--quiet', '--verbose']);
    expect([stderr, status]).toEqual(['genai: --verbose and --quiet do not go together. Take one of them.\n', 2]);
  });
});

describe('--debug', () => {
  it('adds the stack to an error of any command, and behind -- it is text', async () => {
    const commands = everyCommand(stored).filter(({ words }) => words.length === 1 && words[0] !== 'help');
    for (const { words } of commands) {
      const { stderr, status } = await call([...words, '--no-such-flag', '--debug']);
      expect([stderr.split('\n')[1], status]).toEqual([expect.stringMatching(/^InputError: /), 2]);
      expect(stderr).toMatch(/^ {4}at /m);
    }
    const { stderr } = await call(['sample', '--order', '9', '--', '--debug']);
    expect(stderr).not.toMatch(/^ {4}at /m);
  });
});
