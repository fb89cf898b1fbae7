/** Help of every command there is, also of those that are yet to come: it fits, it shows examples, and they run. */
import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { program } from './genai.ts';
import { call, described, everyCommand, folder } from './in-process.ts';

const commands = everyCommand(await described()).filter(({ words }) => words[0] !== 'help');
const helps = await Promise.all(
  commands.map(async ({ words, definition }) => ({
    name: words.join(' '),
    definition,
    help: (await call([...words, '--help'])).stdout,
  })),
);

describe('help', () => {
  it.each(helps)(
    'of $name fits 80 columns, names every flag and shows an example',
    async ({ name, definition, help }) => {
      expect(help).toMatch(new RegExp(`^Usage: genai ${name} `));
      for (const line of help.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
      for (const { long } of definition.flags) expect(help).toMatch(new RegExp(`^ +(-\\w, )?${long}\\b`, 'm'));
      expect(help).toMatch(new RegExp(`^Examples:\\n(.+\\n)* .*genai ${name}`, 'm'));
      expect(help).toMatch(/\nEverywhere: .*--verbose.*--quiet.*--debug.*\n$/);
      expect((await call(['help', ...name.split(' ')])).stdout).toBe(help);
    },
  );

  it('of the program names every command', async () => {
    const { stdout, status } = await call(['--help']);
    for (const { words } of commands.filter(({ words }) => words.length === 1)) {
      expect(stdout).toMatch(new RegExp(`^ {2}${words[0]} {2,}[A-Z]`, 'm'));
    }
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(status).toBe(0);
  });
});

/** Knobs that make the work of a test out of that of an evening: behind the command and first words given. */
const less: readonly (readonly [begins: string, flags: string])[] = [
  ['genai diffuse --train', '--steps 1 --force'],
  ['genai diffuse', '--steps 1 --examples 1 --force'],
  ['genai gpt attention', '--lines 4 --force'],
  ['genai lab attention', '--lines 4'],
  [
    'genai gpt train',
    '--unit char --context 8 --width 8 --layers 1 --heads 1 --batch 2 --steps 2 --every 1 --prompt a',
  ],
  ['genai gan', '--steps 10 --every 5 --force'],
  ['genai lab gan-seeds', '--target normal --seeds 1 --steps 50'],
  ['genai lab collect', '--depth 2'],
  ['genai lab gan', '--steps 10'],
  ['genai lab gpt-train', '--corpus cat --context 16 --width 16 --layers 1 --steps 4 --every 2'],
  ['genai lab pretrain', '--steps 1 --every 1 --batch 4 --width 8 --layers 1 --vocabulary-size 300'],
  ['genai lab finetune', '--steps 1 --every 1 --rows 2 --earlier 2 --exam 4'],
  ['genai lab reward', '--steps 1 --every 1 --batch 2 --exam 4'],
  ['genai lab rlhf', '--steps 1 --every 1 --questions 2 --tries 2 --earlier 2 --exam 4'],
  ['genai lab dpo', '--steps 1 --every 1 --batch 2 --earlier 2 --exam 4'],
  ['genai lab quantize', '--exam 4 --bits 4'],
  ['genai lab evaluate', '--exam 4'],
  ['genai lab kv-cache', '--length 24 --rounds 1'],
  ['genai lab serving', '--requests 4 --tokens 4 --rounds 1'],
  ['genai lab temperature', '--texts 1 --max-tokens 2'],
  ['genai lab parallel', '--length 16 --rounds 1'],
  ['genai lab race', '--gflop 0.1 --seeds 1 --width 8 --corpus cat'],
  ['genai lab sabotage', '--steps 10'],
  ['genai lab safety-filter', '--requests 2'],
  ['genai lab kernels', '--size 64 --repeats 1'],
  ['genai lab diffuse-train', '--steps 1 --every 1'],
  [
    'genai lab diffuse-quality',
    '--prompts 1 --held-out 1 --seeds 1 --steps 2 --classifier-steps 5 --exam 10 --examples 2',
  ],
  ['genai lab diffuse-1d', '--steps 20 --sampling-steps 10'],
  ['genai lab diffuse', '--steps 2 --examples 2'],
  ['genai lab guidance', '--steps 1'],
  ['genai verify', '--only micrograd'],
  ['genai lab verify', '--only micrograd'],
  ['genai lab classify-vs-generate', '--lessons 1 --count 1'],
  ['genai lab neuron', '--steps 20'],
];

/** "  genai gan --json | jq .step    a line each": what stands before the blanks that part it from its explanation. */
const examplesIn = (help: string): string[] =>
  [...help.matchAll(/^ {2}(?! )(?=.*\bgenai )(.+?)(?: {2,}.*)?$/gm)].map(([, command]) => command.trimEnd());

function shortened(example: string): string {
  const [begins, flags] = less.find(([begins]) => new RegExp(`\\b${begins}(?![-\\w])`).test(example)) ?? [];
  return begins === undefined || example.endsWith('--help') ? example : example.replace(begins, `${begins} ${flags}`);
}

const root = (await call(['--help'])).stdout;
/** Trains for minutes, or asks what that has made: tests/cli/pipeline.test.ts does it in small. A talk wants a terminal:
 *  tests/terminal has it. A server does not end: tests/cli/serve.test.ts. */
const elsewhere = /genai pipeline|--run |^genai (chat$|serve)/;
const examples = [...new Set([root, ...helps.map(({ help }) => help)].flatMap(examplesIn))].filter(
  (example) => !elsewhere.test(example),
);
/** Flags that name a file or a folder, and commands that take one: theirs is to lie in a folder of the test's own. */
const withPath = commands.flatMap(({ words, definition }) => [
  ...definition.flags.flatMap(({ long, value }) => (value?.path ? [long] : [])),
  ...definition.arguments.flatMap(({ path }) => (path ? [`genai ${words.join(' ')}`] : [])),
]);
const needsShell = (example: string): boolean =>
  /[|<>]/.test(example) || withPath.some((start) => new RegExp(`${start}(?![-\\w])`).test(example));
/** What makes a folder comes before what looks into it. */
const forShell = examples
  .filter(needsShell)
  .sort((a, b) => Number(b.includes('genai pack new')) - Number(a.includes('genai pack new')));

describe('an example shown in help runs:', () => {
  let work: string;

  beforeAll(() => {
    work = join(folder, 'work');
    mkdirSync(work);
    writeFileSync(join(work, 'genai'), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
    chmodSync(join(work, 'genai'), 0o755);
    writeFileSync(join(work, 'names.txt'), 'Ada\nGrace\nMary\n');
    writeFileSync(join(work, 'others.txt'), 'Ada\n');
    const commit = 'git -c user.name=a -c user.email=a@example.org commit -qm "Add a test" --allow-empty';
    execFileSync('sh', ['-c', `git init -q && ${commit}`], { cwd: work });
    writeFileSync(join(work, 'poems.txt'), 'The moon is high.\nThe moon sleeps.\n');
    writeFileSync(join(work, 'cat.txt'), `${'@'.repeat(24)}\n${' '.repeat(24)}\n`.repeat(6));
  });

  it('there are many', () => {
    expect(examples.length).toBeGreaterThan(commands.length);
    expect(forShell.length).toBeLessThan(examples.length / 2);
  });

  it.each(examples.filter((example) => !needsShell(example)))('%s', async (example) => {
    const words = [...shortened(example).matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare);
    const { stdout, stderr, status } = await call(words.slice(1));
    expect(stderr.split('\n').filter((line) => !/^(hint: |src\/|$)/.test(line))).toEqual([]);
    // What has hardly learned may fail its own examination.
    expect(shortened(example) === example ? [0] : [0, 1]).toContain(status);
    expect(stdout.trim()).not.toBe('');
  });

  // One after the other: one may use the file of the one before.
  it.each(forShell)('%s', async (example) => {
    const stubs = 'exec </dev/null; command -v jq >/dev/null || jq() { cat; }; less() { cat; }\n';
    const args = ['--norc', '-euo', 'pipefail', '-c', stubs + shortened(example)];
    const env = { PATH: `${work}:${process.env.PATH}`, LANG: 'C.UTF-8', GENAI_TUTOR_HOME: join(folder, 'home') };
    const running = promisify(execFile)('bash', args, { cwd: work, env });
    // Figures were published about another names.txt than ours.
    if (example.includes('verify --data'))
      return expect(running).rejects.toThrow('no figure is about this file of 3 lines');
    const { stdout, stderr } = await running;
    expect(stderr.split('\n').filter((line) => !/^(hint: |src\/|saved |$)/.test(line))).toEqual([]);
    const file = /> (\S+)$/.exec(example)?.[1];
    const written = file ? readFileSync(join(work, file), 'utf8') : stdout + stderr;
    expect(written.trim()).not.toBe('');
  });
});
