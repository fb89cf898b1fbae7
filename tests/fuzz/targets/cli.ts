/** Command lines: every command with flags that are right, nearly right and wrong, twice, in any order and form, on a
 *  terminal and in a pipe, with files and a stdin of any bytes. What flags there are is asked of the commands. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, type Option } from 'commander';
import fc from 'fast-check';
import { Output } from '../../../src/cli/output.ts';
import { entries } from '../../../src/cli/program.ts';
import { run as answer } from '../../../src/cli/run.ts';
import { findLab, labIds } from '../../../src/labs/index.ts';
import { type Knob, knobsOf } from '../../../src/labs/knobs.ts';
import { fakeIo } from '../../cli/streams.ts';
import { type Bytes, bytesFrom, hostileBytes, hostileNumber, hostileText } from '../hostile.ts';
import { expectNoCode } from '../screen.ts';
import { type Target, target } from '../target.ts';

interface Case {
  readonly argv: readonly string[];
  readonly stdin: Bytes;
  /** What stands in the file input.txt. */
  readonly file: Bytes;
  readonly env: Readonly<Record<string, string>>;
  /** None for a pipe. */
  readonly terminal?: { readonly columns: number; readonly rows: number };
  /** Ctrl-C comes when so much has been written. */
  readonly stopAfter: number;
}

const folder = mkdtempSync(join(tmpdir(), 'genai-tutor-fuzz-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const home = process.cwd();

/** Names of files to read, and of files to write, by which no other file than ours can be meant. */
const readable = ['input.txt', './input.txt', 'missing.txt', '.', 'empty.txt', '-', 'input.txt/x', '/dev/null', 'cat'];
const writable = [
  'out.png',
  'out.gif',
  'out.svg',
  'out.txt',
  'input.txt',
  'nowhere/out.png',
  'out',
  '.png',
  'x'.repeat(300),
];
/** Text that is no path out of the folder. */
const prompts = hostileText(300).map((text) => text.replace(/^\s*[/~]|\.\./g, '_'));

/** Knobs that make a run long get little in every valid case. */
const light: Readonly<Record<string, readonly string[]>> = {
  'classify-vs-generate': ['--lessons', '2', '--count', '2'],
  chat: ['--max-tokens', '4'],
  collect: ['--depth', '2'],
  gan: ['--steps', '2', '--every', '1', '--batch', '2'],
  'gan-seeds': ['--target', 'normal', '--seeds', '1', '--steps', '2', '--batch', '2'],
  kernels: ['--size', '64', '--repeats', '1'],
  'kv-cache': ['--length', '24', '--width', '16', '--rounds', '1'],
  serving: ['--requests', '4', '--tokens', '2', '--batch', '2', '--rounds', '1'],
  neuron: ['--steps', '2', '--points', '4'],
  noise: ['--pictures', '2', '--steps', '2'],
  temperature: ['--texts', '1', '--max-tokens', '2'],
  parallel: ['--length', '16', '--width', '16', '--layers', '1', '--texts', '1', '--rounds', '1'],
  'diffuse-quality': [
    ...['--prompts', '1', '--held-out', '1', '--seeds', '1', '--steps', '1', '--classifier-steps', '1'],
    ...['--exam', '10', '--examples', '2'],
  ],
  'diffuse-1d': ['--steps', '2', '--every', '1', '--batch', '2', '--sampling-steps', '2'],
  diffuse: ['--steps', '2', '--examples', '2', '--count', '1'],
  guidance: ['--scales', '0', '--steps', '1'],
  'next-word': ['--words', '2'],
  race: ['--by', 'steps', '--steps', '2', '--seeds', '1', '--width', '8', '--corpus', 'cat'],
  sabotage: ['--steps', '10'],
  // Mostly its flags alone: tests/serve holds what listens to what comes over the wire.
  serve: ['--port', '99999'],
  'safety-filter': ['--requests', '1'],
  quantize: ['--exam', '4', '--bits', '4'],
  pretrain: ['--steps', '1', '--batch', '4', '--width', '8', '--layers', '1', '--vocabulary-size', '300'],
  finetune: ['--steps', '1', '--rows', '2', '--earlier', '2', '--exam', '4'],
  reward: ['--steps', '1', '--batch', '2', '--exam', '4'],
  rlhf: ['--steps', '1', '--questions', '2', '--tries', '2', '--earlier', '2', '--exam', '4'],
  dpo: ['--steps', '1', '--batch', '2', '--earlier', '2', '--exam', '4'],
  'gpt-train': [
    '--preset',
    'microgpt',
    '--corpus',
    'cat',
    '--unit',
    'char',
    '--steps',
    '2',
    '--every',
    '1',
    '--batch',
    '2',
  ],
  attention: ['--lines', '2'],
  evaluate: ['--exam', '4'],
  'diffuse-train': ['--steps', '2', '--every', '1', '--batch', '1'],
  verify: ['--only', 'micrograd'],
};

interface Face {
  readonly words: readonly string[];
  readonly options: readonly Option[];
  readonly knobs: readonly Knob[];
  readonly light: readonly string[];
  /** How many words of text it takes. */
  readonly takes: number;
}

/** Of the lab that a command is the face of. */
async function knobsFor(...ids: string[]): Promise<{ knobs: readonly Knob[]; little: readonly string[] }> {
  const id = ids.find((id) => labIds.includes(id));
  if (id === undefined) return { knobs: [], little: [] };
  return { knobs: knobsOf((await findLab(id)).params), little: light[id] ?? [] };
}

async function facesOf(name: string, lab?: string): Promise<Face[]> {
  const command = new Command(name);
  const entry = entries.find((entry) => entry.name === name)!;
  const { io } = fakeIo();
  const out = new Output(io.stdout);
  const context = {
    io,
    out,
    signal: new AbortController().signal,
    status: 0,
    detail() {},
    definitions: () => Promise.reject(new Error('nobody asks')),
  };
  await (await entry.load()).register(command, { ...context, argv: lab === undefined ? [] : [lab] });
  const { knobs, little } = await knobsFor(lab ?? name);
  const face = (words: readonly string[], { options, registeredArguments }: Command): Face => ({
    words,
    options,
    knobs,
    light: little,
    takes: lab !== undefined ? 0 : registeredArguments.reduce((sum, { variadic }) => sum + (variadic ? 9 : 1), 0),
  });
  const words = lab === undefined ? [name] : [name, lab];
  const below = command.commands.map(async (inner) => {
    const { knobs, little } = await knobsFor(`${name}-${inner.name()}`, inner.name());
    return { ...face([...words, inner.name()], inner), knobs, light: little };
  });
  return [face(words, command), ...(await Promise.all(below))];
}

const faces = (
  await Promise.all([...entries.map(({ name }) => facesOf(name)), ...labIds.map((id) => facesOf('lab', id))])
).flat();

/** At the bounds of a knob and between; where work grows with it, at the lower end only. */
function possible({ kind, min = 0, max = 10, above, choices = [] }: Knob, heavy: boolean): fc.Arbitrary<string> {
  if (kind === 'choice') return fc.constantFrom(...(heavy ? choices.slice(0, 2) : choices));
  if (kind === 'text') return fc.oneof(prompts, fc.constantFrom(...readable, ...choices));
  const least = above ? min + 0.01 : min;
  const steps = kind === 'integer' ? [min + 1, min + 2] : [min + (max - min) / 1000, min + (max - min) / 7];
  return fc.constantFrom(...[least, ...steps, ...(heavy ? [] : [Math.floor((min + max) / 2), max])].map(String));
}

/** Just past the bounds, misspelt, or nothing of the kind. */
const impossible = ({ min = 0, max = 10, choices = ['x'] }: Knob): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(...[min - 1, min - 1e-9, min + 0.5, max + 1, max * 2].map(String), `${choices[0]}s`),
    anything,
  );

const anything = fc.oneof(
  hostileNumber,
  prompts,
  fc.constantFrom(...readable, 'cat', '3', '0.5', 'json', '--json', '-n', '--'),
);

function typedFor(option: Option, { knobs, light }: Face, right: boolean): fc.Arbitrary<string> {
  const knob = knobs.find(({ name }) => `--${name.replaceAll('_', '-')}` === option.long);
  if (/^--(out|save|export|resume)$/.test(option.long ?? '')) return fc.constantFrom(...writable);
  if (knob) return right ? possible(knob, light.length > 0) : impossible(knob);
  const listed = /[<[]([\w-]+(?:\|[\w-]+)+)[>\]]/.exec(option.flags)?.[1].split('|') ?? [];
  if (!right) return anything;
  return listed.length > 0 ? fc.constantFrom(...listed) : fc.constantFrom('1', '2', '7', 'ascii', 'input.txt');
}

/** One flag as somebody may type it, with its value where it takes one. */
function flagOf(option: Option, face: Face, right: boolean): fc.Arbitrary<string[]> {
  const name = fc.constantFrom(...[option.long, option.short].flatMap((flag) => flag ?? []));
  if (!option.required && !option.optional) return name.map((flag) => [flag]);
  const form = fc.constantFrom('two', 'two', 'equals', 'joined', ...(right && option.required ? [] : ['bare']));
  return fc.record({ name, value: typedFor(option, face, right), form }).map(({ name, value, form }) => {
    if (form === 'equals' && name === option.long) return [`${name}=${value}`];
    if (form === 'joined' && name === option.short) return [`${name}${value}`];
    return form === 'bare' ? [name] : [name, value];
  });
}

const stray: fc.Arbitrary<string[]> = fc.oneof(
  prompts.map((text) => [text]),
  prompts.map((text) => [`--${text}`]),
  hostileNumber.map((text) => [text]),
  fc.constantFrom<string[]>(
    ['--'],
    ['-'],
    ['--help'],
    ['-h'],
    ['--debug'],
    ['--no-color'],
    ['-V'],
    ['--nope'],
    ['-zq'],
    ['help'],
  ),
);

/** @param right most of it could be meant; else anything goes */
function argvOf(face: Face, right: boolean): fc.Arbitrary<string[]> {
  const options = face.options.filter(({ long }) => long !== '--train' && long !== '--watch');
  const flags = options.length === 0 ? fc.constant([]) : fc.oneof(...options.map((one) => flagOf(one, face, right)));
  const words = fc.oneof(prompts, fc.constantFrom('the cat', 'a red boat', '2', '-'));
  return fc
    .record({
      before: right ? fc.constant(false) : fc.boolean(),
      some: fc.array(right ? flags : fc.oneof(flags, stray), { maxLength: 5 }),
      text: fc.array(words, { maxLength: right ? Math.min(2, face.takes) : 3 }),
    })
    .map(({ before, some, text }) => {
      const behind = [...face.words, ...face.light, ...text];
      return before ? [...some.flat(), ...behind] : [...behind, ...some.flat()];
    });
}

const argvOfAll = (faces: readonly Face[]): fc.Arbitrary<string[]> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.oneof(...faces.map((face) => argvOf(face, true))) },
    { weight: 1, arbitrary: fc.oneof(...faces.map((face) => argvOf(face, false))) },
  );

const environment = fc.record(
  {
    FORCE_COLOR: fc.constantFrom('0', '1', '2', '3', '', 'x', '-1', '1e9', 'NaN'),
    NO_COLOR: fc.constantFrom('', '1'),
    TERM: fc.constantFrom('dumb', 'xterm', 'xterm-256color', 'linux', ''),
    COLORTERM: fc.constantFrom('truecolor', ''),
    LANG: fc.constantFrom('C', 'C.UTF-8', ''),
    LC_ALL: fc.constantFrom('C', 'de_DE.UTF-8'),
  },
  { requiredKeys: [] },
);

const anyCase = (argv: fc.Arbitrary<string[]>): fc.Arbitrary<Case> =>
  fc.record({
    argv,
    stdin: hostileBytes(300),
    file: hostileBytes(300),
    env: environment,
    terminal: fc.option(
      fc.record({
        columns: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.constantFrom(1, 2, 5, 20, 80)),
        rows: fc.integer({ min: 0, max: 60 }),
      }),
      { nil: undefined },
    ),
    stopAfter: fc.oneof(
      { weight: 3, arbitrary: fc.constant(Number.POSITIVE_INFINITY) },
      { weight: 1, arbitrary: fc.nat(3000) },
    ),
  });

/** The longest that a run may go on writing, in milliseconds; then Ctrl-C comes. Pictures on a terminal take their time. */
const patience = 300;

async function run({ argv, stdin, file, env, terminal: wanted, stopAfter }: Case): Promise<void> {
  // On a terminal it hands over to the program of that name.
  const terminal = argv.includes('man') ? undefined : wanted;
  for (const name of readdirSync(folder)) if (name !== 'home') rmSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'input.txt'), bytesFrom(file));
  writeFileSync(join(folder, 'empty.txt'), '');
  process.chdir(folder);
  const { io, stdin: source, stdout, stderr } = fakeIo({ GENAI_TUTOR_HOME: join(folder, 'home'), ...env }, terminal);
  // With a stdin that is no terminal nothing waits for keys.
  Object.assign(source, { isTTY: undefined });
  source.end(bytesFrom(stdin));
  const abort = new AbortController();
  const watch = setInterval(() => {
    if (stdout.text.length > stopAfter) abort.abort();
  }, 5);
  const limit = setTimeout(() => abort.abort(), stopAfter < Number.POSITIVE_INFINITY ? 20 : patience);
  try {
    const status = await answer(argv, { io, out: new Output(io.stdout), signal: abort.signal });
    examine(argv, status, stdout.text, stderr.text, terminal !== undefined);
  } finally {
    clearInterval(watch);
    clearTimeout(limit);
    process.chdir(home);
  }
}

function examine(argv: readonly string[], status: number, stdout: string, stderr: string, terminal: boolean): void {
  const fail = (what: string): never => {
    throw new Error(`${what}; status ${status}, stderr: ${JSON.stringify(stderr.slice(-600))}`);
  };
  if (![0, 1, 2, 130].includes(status)) fail('a status that means nothing');
  if (/something went wrong|not enough memory|undefined|NaN\b.*\(--|\[object/.test(stderr))
    fail('an error of the program');
  if (!argv.includes('--debug') && /^\s+at /m.test(stderr)) fail('a stack');
  expectNoCode(stdout, 'stdout', { colours: true, motions: terminal, selectors: true });
  expectNoCode(stderr, 'stderr', { motions: terminal, selectors: true });
  if (status === 2) {
    const lines = stderr.split('\n').filter((line) => line.startsWith('genai: '));
    if (lines.length !== 1 || !/[.?]$/.test(lines[0])) fail('not one line that says what is wrong');
    if (stdout !== '' && !terminal)
      fail(`something on stdout before it was refused: ${JSON.stringify(stdout.slice(0, 100))}`);
  }
  if (
    status === 0 &&
    argv.includes('--json') &&
    !argv.some((word) => /^(-h|--help|-V|--version|help|--|-.+)$/.test(word) && word !== '--json')
  ) {
    for (const line of stdout.split('\n').filter(Boolean)) JSON.parse(line);
  }
}

mkdirSync(join(folder, 'home'), { recursive: true });

const isHeavy = ({ words }: Face): boolean =>
  words.some((word) =>
    /^(diffuse|evaluate|pretrain|finetune|reward|rlhf|dpo|guidance|gan|verify|learn|kernels|kv-cache|serving|parallel|quantize|safety-filter|temperature|gpt|chat|serve|pipeline|attention|trace|check|train)/.test(
      word,
    ),
  );

export const targets: readonly Target[] = [
  target({
    name: 'commands',
    cases: 125,
    input: anyCase(argvOfAll(faces.filter((face) => !isHeavy(face)))),
    check: run,
  }),
  target({
    name: 'commands-heavy',
    cases: 40,
    seconds: 6,
    input: anyCase(argvOfAll(faces.filter(isHeavy))),
    check: run,
  }),
  target({
    name: 'commands-sample',
    cases: 40,
    input: anyCase(argvOfAll(faces.filter(({ words }) => words[0] === 'sample'))),
    check: run,
  }),
  target({
    name: 'commands-none',
    cases: 40,
    input: anyCase(fc.array(stray, { maxLength: 4 }).map((words) => words.flat())),
    check: run,
  }),
];
