/** What holds for every command, also for those that are yet to come: exit status, streams, clean pipes. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { call, everyCommand, folder, stored } from './in-process.ts';

const commands = everyCommand(stored)
  .filter(({ words }) => words[0] !== 'help')
  .map(({ words, definition }) => ({ name: words.join(' '), words, definition }));

/** Anything that a terminal takes as a command. */
const codes = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/;

const oneLine = /^genai: [^\n]+[.?]\n$/;

describe.each(commands)('genai $name', ({ words, definition }) => {
  it('refuses a flag that it does not have: status 2, one line on stderr, nothing on stdout', async () => {
    const { stdout, stderr, status } = await call([...words, '--zebra']);
    expect([stdout, status]).toEqual(['', 2]);
    expect(stderr).toMatch(oneLine);
    expect(stderr).toContain("unknown option '--zebra'");
  });

  it('knows the flag that was meant', async () => {
    const { long } = definition.flags.find(({ long }) => long.length > 5) ?? { long: '--verbose' };
    // two letters changed places
    const slip = long.slice(0, 3) + long[4] + long[3] + long.slice(5);
    if (slip === long) return;
    const { stderr, status } = await call([...words, slip]);
    expect([stderr, status]).toEqual([expect.stringContaining('(Did you mean'.slice(1)), 2]);
    expect(stderr).toContain(long);
  });

  it('refuses a word that a flag does not take, and says which it does', async () => {
    for (const { long, value } of definition.flags) {
      // names of files may be anything, and so may what is only suggested
      if (!value || value.values.length === 0 || value.path) continue;
      const [{ value: right }] = value.values;
      const { stdout, stderr, status } = await call([...words, long, `${right}x`]);
      if (status === 0) continue;
      expect([stdout, status], stderr).toEqual(['', 2]);
      expect(stderr).toMatch(oneLine);
      expect(stderr).toContain(long);
      expect(stderr.toLowerCase()).toContain('did you mean');
    }
  });

  it('prints help on stdout alone', async () => {
    const { stdout, stderr, status } = await call([...words, '--help']);
    expect([stdout.startsWith('Usage: genai'), stderr, status]).toEqual([true, '', 0]);
    expect(stdout).not.toMatch(codes);
  });
});

/** A command line, what is on stdin, and what has to come of it. */
interface Row {
  readonly args: readonly string[];
  readonly stdin?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly status: number;
  /** text, one JSON value a line, or nothing. */
  readonly stdout: 'text' | 'json' | 'none';
  readonly stderr: 'nothing' | 'hints' | 'error';
}

const gptTrain = ['gpt', 'train', ...'--unit char --context 4 --width 4 --layers 1 --heads 1 --steps 2'.split(' ')];

const collect = ['pipeline', 'collect', '--depth', '2', '--run', join(folder, 'run')];

const table: readonly Row[] = [
  { args: ['learn'], status: 0, stdout: 'text', stderr: 'hints' },
  { args: ['learn', 'next-token'], status: 0, stdout: 'text', stderr: 'hints' },
  { args: ['learn', '--list', '--json'], status: 0, stdout: 'json', stderr: 'nothing' },
  { args: ['learn', '--review'], status: 0, stdout: 'text', stderr: 'nothing' },
  { args: ['learn', '--review', '--pack', 'no/such'], status: 2, stdout: 'none', stderr: 'error' },
  { args: ['learn', 'nope'], status: 2, stdout: 'none', stderr: 'error' },
  { args: ['sample', 'The cat'], status: 0, stdout: 'text', stderr: 'nothing' },
  { args: ['sample', 'The cat', '--json'], status: 0, stdout: 'json', stderr: 'nothing' },
  { args: ['sample'], stdin: 'The cat\n', status: 0, stdout: 'text', stderr: 'nothing' },
  { args: ['sample', 'x', '--corpus', 'no/such'], status: 2, stdout: 'none', stderr: 'error' },
  { args: ['tokenize', 'The cat'], status: 0, stdout: 'text', stderr: 'nothing' },
  { args: ['tokenize', '--json'], stdin: 'The cat\n', status: 0, stdout: 'json', stderr: 'nothing' },
  { args: ['tokenize', '--merges', '--json'], status: 0, stdout: 'json', stderr: 'nothing' },
  { args: ['tokenize', 'a', '--corpus', 'cat'], status: 0, stdout: 'text', stderr: 'hints' },
  { args: ['tokenize', '--decode', 'x'], status: 2, stdout: 'none', stderr: 'error' },
  { args: ['eval', 'The cat sat on the mat.'], status: 0, stdout: 'text', stderr: 'nothing' },
  { args: ['eval', '--json'], stdin: 'The cat sat.', status: 0, stdout: 'json', stderr: 'nothing' },
  { args: ['eval', 'x', '--held-out', 'y'], status: 2, stdout: 'none', stderr: 'error' },
  { args: ['gpt'], status: 0, stdout: 'text', stderr: 'nothing' },
  { args: ['gpt', 'sample', 'Once upon a time'], status: 0, stdout: 'text', stderr: 'nothing' },
  { args: ['gpt', 'sample', '--json'], stdin: 'The king\n', status: 0, stdout: 'json', stderr: 'nothing' },
  { args: ['gpt', 'sample', 'x', '--why'], status: 2, stdout: 'none', stderr: 'error' },
  { args: ['gpt', 'sample', 'x', '--weights', 'no/such'], status: 2, stdout: 'none', stderr: 'error' },
  { args: ['sample', 'The king', '--model', 'gpt', '--probs', '3'], status: 0, stdout: 'text', stderr: 'nothing' },
  { args: [...gptTrain, 'cat'], status: 0, stdout: 'text', stderr: 'nothing' },
  { args: [...gptTrain, '-', '--json'], stdin: 'The cat sat.\n', status: 0, stdout: 'json', stderr: 'nothing' },
  { args: [...gptTrain, 'no/such'], status: 2, stdout: 'none', stderr: 'error' },
  { args: [...gptTrain, '--resume', 'no/such'], status: 2, stdout: 'none', stderr: 'error' },
  { args: ['gpt', 'attention', 'A cat', '--lines', '2'], status: 0, stdout: 'text', stderr: 'nothing' },
  { args: ['gpt', 'attention', '--lines', '2', '--json'], status: 0, stdout: 'json', stderr: 'nothing' },
  { args: ['gpt', 'attention', '--head', '9.9'], status: 2, stdout: 'none', stderr: 'error' },
  { args: ['gpt', 'attention', '-', '--corpus', '-'], stdin: 'x', status: 2, stdout: 'none', stderr: 'error' },
  { args: ['chat', 'Where does Ada Pepper live?'], status: 0, stdout: 'text', stderr: 'nothing' },
  { args: ['chat', 'Where is Zanzibar?'], status: 0, stdout: 'text', stderr: 'hints' },
  { args: ['chat', '--stage', 'sft', '--json'], stdin: 'Who?\n\nWho?\n', status: 0, stdout: 'json', stderr: 'nothing' },
  { args: ['chat'], status: 2, stdout: 'none', stderr: 'error' },
  { args: ['chat', 'x', '--stage', 'rlhf'], status: 2, stdout: 'none', stderr: 'error' },
  { args: ['chat', 'x', '--run', 'no/such'], status: 2, stdout: 'none', stderr: 'error' },
  // One that runs is in serve.test.ts: it does not end by itself.
  { args: ['serve', '--port', 'x'], status: 2, stdout: 'none', stderr: 'error' },
  { args: ['serve', '--run', 'no/such'], status: 2, stdout: 'none', stderr: 'error' },
  { args: [...collect, '--seed', '1'], status: 0, stdout: 'text', stderr: 'nothing' },
  { args: [...collect, '--json'], status: 0, stdout: 'json', stderr: 'nothing' },
  { args: [...collect, '--seed', '2'], status: 2, stdout: 'none', stderr: 'error' },
  { args: ['pipeline', 'collekt'], status: 2, stdout: 'none', stderr: 'error' },
  { args: ['pipeline', '--seeds', '1'], status: 2, stdout: 'none', stderr: 'error' },
  { args: ['trace', 'A cat'], status: 0, stdout: 'text', stderr: 'nothing' },
  { args: ['trace', '-', '--json'], stdin: 'A cat', status: 0, stdout: 'json', stderr: 'nothing' },
  { args: ['trace', '--json'], stdin: 'A cat', status: 0, stdout: 'json', stderr: 'nothing' },
  { args: ['trace', 'cat '.repeat(100)], status: 2, stdout: 'none', stderr: 'error' },
  { args: ['gan', '--steps', '20'], status: 0, stdout: 'text', stderr: 'nothing' },
  { args: ['gan', '--steps', '20', '--json'], status: 0, stdout: 'json', stderr: 'nothing' },
  { args: ['gan', '--data', '-'], stdin: 'one two', status: 2, stdout: 'none', stderr: 'error' },
  { args: ['diffuse', 'a cat', '--steps', '1', '--examples', '0'], status: 0, stdout: 'text', stderr: 'nothing' },
  { args: ['diffuse', 'a cat', '--steps', '1', '--json'], status: 0, stdout: 'json', stderr: 'nothing' },
  { args: ['diffuse', 'a cat', '--init', 'no/such'], status: 2, stdout: 'none', stderr: 'error' },
  { args: ['eval', 'The cat sat'], status: 0, stdout: 'text', stderr: 'hints' },
  { args: ['eval', 'The cat sat', '--json'], status: 0, stdout: 'json', stderr: 'nothing' },
  { args: ['eval', 'The king', '--model', 'gpt', '--json'], status: 0, stdout: 'json', stderr: 'nothing' },
  { args: ['eval', '--model', 'gpt'], status: 2, stdout: 'none', stderr: 'error' },
  { args: ['eval', '--held-out', 'no/such'], status: 2, stdout: 'none', stderr: 'error' },
  { args: ['lab'], status: 0, stdout: 'text', stderr: 'hints' },
  { args: ['lab', '--json'], status: 0, stdout: 'json', stderr: 'nothing' },
  { args: ['lab', 'gradient'], status: 0, stdout: 'text', stderr: 'nothing' },
  { args: ['lab', 'gradient', '--json'], status: 0, stdout: 'json', stderr: 'nothing' },
  { args: ['lab', 'collect', '--no-quality'], status: 0, stdout: 'text', stderr: 'nothing' },
  { args: ['lab', 'collect', '--json'], status: 0, stdout: 'json', stderr: 'nothing' },
  { args: ['lab', 'collect', '--look', 'nope'], status: 2, stdout: 'none', stderr: 'error' },
  { args: ['lab', 'nope'], status: 2, stdout: 'none', stderr: 'error' },
  { args: ['verify', '--only', 'micrograd'], status: 0, stdout: 'text', stderr: 'nothing' },
  { args: ['verify', '--only', 'micrograd', '--json'], status: 0, stdout: 'json', stderr: 'nothing' },
  { args: ['source'], status: 0, stdout: 'text', stderr: 'hints' },
  { args: ['source', '--json'], status: 0, stdout: 'json', stderr: 'nothing' },
  { args: ['source', 'nope'], status: 2, stdout: 'none', stderr: 'error' },
  { args: ['pack'], status: 0, stdout: 'text', stderr: 'nothing' },
  { args: ['pack', 'check', 'lessons', '--quick'], status: 0, stdout: 'text', stderr: 'nothing' },
  { args: ['pack', 'check', 'lessons', '--quick', '--json'], status: 0, stdout: 'json', stderr: 'nothing' },
  { args: ['pack', 'check', 'no/such'], status: 2, stdout: 'none', stderr: 'error' },
  { args: ['pack', 'new', 'package.json'], status: 2, stdout: 'none', stderr: 'error' },
  { args: ['pack', 'schema'], status: 0, stdout: 'text', stderr: 'nothing' },
  { args: ['progress'], status: 0, stdout: 'text', stderr: 'hints' },
  { args: ['progress', '--json'], status: 0, stdout: 'json', stderr: 'nothing' },
  { args: ['progress', '--export', '-'], status: 0, stdout: 'json', stderr: 'nothing' },
  { args: ['progress', '--import', 'no/such'], status: 2, stdout: 'none', stderr: 'error' },
  { args: ['progress', '--import', '-'], stdin: 'x', status: 2, stdout: 'none', stderr: 'error' },
  { args: ['progress', '--reset'], status: 2, stdout: 'none', stderr: 'error' },
  { args: ['doctor'], status: 0, stdout: 'text', stderr: 'nothing' },
  { args: ['doctor', '--json'], status: 0, stdout: 'json', stderr: 'nothing' },
  { args: ['doctor'], env: { GENAI_TUTOR_HOME: '/dev/null/x' }, status: 1, stdout: 'text', stderr: 'nothing' },
  { args: ['completion'], status: 0, stdout: 'text', stderr: 'nothing' },
  { args: ['completion', 'zsh'], status: 0, stdout: 'text', stderr: 'nothing' },
  { args: ['completion', 'cmd'], status: 2, stdout: 'none', stderr: 'error' },
  { args: ['man'], status: 0, stdout: 'text', stderr: 'nothing' },
  { args: ['man', '--json'], status: 0, stdout: 'json', stderr: 'nothing' },
  { args: ['man', 'more'], status: 2, stdout: 'none', stderr: 'error' },
];

describe('status and streams', () => {
  it.each(table.map((row) => [[...row.args, row.env ? '(with a broken environment)' : ''].join(' '), row] as const))(
    'genai %s',
    async (_, { args, stdin, env, ...expected }) => {
      const { stdout, stderr, status } = await call(args, { stdin, env });
      expect(status, stderr).toBe(expected.status);
      expect(stdout + stderr).not.toMatch(codes);
      if (expected.stdout === 'none') expect(stdout).toBe('');
      else expect(stdout).toMatch(/\n$/);
      if (expected.stdout === 'json')
        for (const line of stdout.trimEnd().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
      if (expected.stderr === 'nothing') expect(stderr).toBe('');
      if (expected.stderr === 'hints') expect(stderr).toMatch(/^(hint: .+\n)+$/);
      if (expected.stderr === 'error') expect(stderr).toMatch(oneLine);
    },
  );

  it('have a row for every command that stands in help', () => {
    const tried = new Set(table.map(({ args }) => args[0]));
    expect(stored.commands.map(({ name }) => name).filter((name) => name !== 'help' && !tried.has(name))).toEqual([]);
  });

  it('130 when it was interrupted', async () => {
    const abort = new AbortController();
    abort.abort();
    const { stdout, stderr, status } = await call(['sample', 'The cat'], { signal: abort.signal });
    expect([stdout, stderr, status]).toEqual(['', '', 130]);
  });
});

/** A slip of the hand is answered with the word that was meant, or with where the list is; never with nothing. */
async function answer(...args: string[]): Promise<string> {
  const { stdout, stderr, status } = await call(args);
  expect([stdout, status], stderr).toEqual(['', 2]);
  expect(stderr).toMatch(/^genai: [^\n]+\n$/);
  return stderr;
}

describe('who types', () => {
  it.each([
    // a command
    ['smaple', 'Did you mean sample?'],
    ['help smaple', 'Did you mean sample?'],
    ['help nope', 'There are learn, '],
    // what another command takes
    ['noise', 'Did you mean genai lab noise?'],
    ['difuse-1d', 'Did you mean genai lab diffuse-1d?'],
    ['next-token', 'Did you mean genai learn next-token?'],
    ['next-tokn', 'Did you mean genai learn next-token?'],
    ['softmax', 'Did you mean genai source softmax?'],
    ['zsh', 'Did you mean genai completion zsh?'],
    // a flag
    ['sample --tempreature 2', 'Did you mean --temperature?'],
    ['lab gan --taget bimodal', 'Did you mean --target?'],
    ['sample --vrebose', 'Did you mean --verbose?'],
    ['lab gan --zebra', 'See genai lab gan --help.'],
    ['gan --zebra', 'See genai gan --help.'],
    ['--order 3 sample', 'Flags stand behind the command: genai sample --order.'],
    // a word that a flag takes
    ['gpt trian', 'Did you mean train?'],
    ['gpt train --resmue x', 'Did you mean --resume?'],
    ['gan bimodal', 'Did you mean --target bimodal?'],
    ['gan --target bimodl', 'did you mean bimodal?'],
    ['sample x --unit wrod', 'did you mean word?'],
    ['gan --kernel smid', 'Did you mean simd?'],
    ['diffuse x --style blok', 'Did you mean blocks?'],
    ['diffuse x --show stpes', 'Did you mean steps?'],
    ['diffuse x --style zebra', 'There are ascii, blocks, braille.'],
    ['lab backprop --expression chian', 'did you mean chain?'],
    ['lab neuron --data sien', 'did you mean sine?'],
    ['sample x --corpus toylnd', 'Did you mean toyland?'],
    // a lab, a lesson, a topic, a folder of topics, a shell
    ['lab difuse', 'Did you mean diffuse?'],
    ['lab zebra', 'There are sample, '],
    ['learn next-tokn', 'Did you mean next-token?'],
    ['learn zebra', 'There are what-is-generative-ai, '],
    ['source softmx', 'Did you mean softmax?'],
    ['source ngrams', 'Did you mean ngram?'],
    ['source zebra', 'genai source lists every topic.'],
    ['gpt sampel', 'Did you mean sample?'],
    ['sample x --model gtp', 'Did you mean gpt?'],
    ['chat x --stage sftt', 'Did you mean sft?'],
    ['completion bsh', 'Did you mean bash?'],
    ['completion powershell', 'There are bash, zsh, fish.'],
  ])('genai %s', async (line, told) => {
    expect(await answer(...line.split(' '))).toContain(told);
  });
});
