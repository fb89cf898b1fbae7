/** TAB in the shells themselves: bash and zsh on a terminal, fish by its own `complete -C`. A shell that is not installed is
 *  skipped, and said to be; CI installs all three. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { program, Terminal } from '../../terminal/terminal.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'genai-completion-'));
  for (const name of ['genai', 'genai-tutor']) {
    writeFileSync(join(folder, name), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
    chmodSync(join(folder, name), 0o755);
  }
  mkdirSync(join(folder, 'work', 'pictures of cats'), { recursive: true });
  for (const name of ['tale of two.txt', 'toys.txt']) writeFileSync(join(folder, 'work', name), 'one two\n');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const surroundings = () => ({
  PATH: `${folder}:${process.env.PATH}`,
  HOME: folder,
  LANG: 'C.UTF-8',
  TERM: 'xterm-256color',
  GENAI_TUTOR_HOME: join(folder, 'home'),
});

const isThere = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

/** What is typed, and what the line is after TAB. */
const finished = [
  ['genai sam', 'genai sample '],
  ['genai-tutor prog', 'genai-tutor progress '],
  ['genai lab classify', 'genai lab classify-vs-generate '],
  ['genai lab gan --targ', 'genai lab gan --target '],
  ['genai lab gan --target bi', 'genai lab gan --target bimodal '],
  ['genai lab gan --target=bi', 'genai lab gan --target=bimodal '],
  ['genai gan --quiet --target=skewed --kern', 'genai gan --quiet --target=skewed --kernel '],
  ['genai learn how', 'genai learn how-a-network-learns '],
  ['genai source wass', 'genai source wasserstein '],
  ['genai help dif', 'genai help diffuse '],
  ['genai completion f', 'genai completion fish '],
  // words in quotes, with all that a shell would run
  [
    'genai sample "it is; $(touch ran) `touch ran`" --unit w',
    'genai sample "it is; $(touch ran) `touch ran`" --unit word ',
  ],
  // names of files, with blanks in them
  ['genai gan --data tal', 'genai gan --data tale\\ of\\ two.txt '],
  ['genai diffuse --init pic', 'genai diffuse --init pictures\\ of\\ cats/'],
] as const;

/** What is typed, and words that TAB lists; of the others none. */
const listed = [
  ['genai lab gan --target ', ['normal', 'bimodal', 'uniform', 'skewed'], 'toys.txt'],
  ['genai sample --corpus toy', ['toyland', 'toys.txt'], 'tale'],
  ['genai lab ', ['guidance', 'diffuse-1d', 'rules-vs-learned'], 'toys.txt'],
  ['genai sample --pro', ['--probs'], '--prompt'],
  ['genai doctor --', ['--json', '--verbose'], '--order'],
] as const;

interface Prompt {
  readonly shell: 'bash' | 'zsh';
  readonly args: readonly string[];
  readonly setUp: string;
}

const prompts: readonly Prompt[] = [
  { shell: 'bash', args: ['--norc', '--noprofile', '-i'], setUp: 'eval "$(genai completion bash)"; PS1="ready> "' },
  {
    shell: 'zsh',
    args: ['-f', '-i'],
    setUp: 'eval "$(genai completion zsh)"; PS1="ready> "',
  },
];

describe.each(prompts)('$shell', ({ shell, args, setUp }) => {
  it.skipIf(!isThere(shell))(`finishes and lists (skipped where ${shell} is not installed)`, async () => {
    const terminal = new Terminal([shell, ...args], { env: surroundings(), cols: 100, rows: 40 });
    terminal.type(`cd '${join(folder, 'work')}'; ${setUp}\r`);
    await terminal.until(/^ready> *$/m);
    const fresh = async () => {
      terminal.type('\x15\x0c'); // the line away, the screen away
      await terminal.until((screen) => /^ready>$/.test(screen.trim()));
    };
    for (const [typed, line] of finished) {
      await fresh();
      terminal.type(typed);
      await terminal.until(typed);
      terminal.type('\t');
      await terminal.until((screen) => screen.trimStart().startsWith(`ready> ${line}`.trimEnd()));
      // the blank behind a word that is whole
      terminal.type('#');
      await terminal.until(`ready> ${line}#`);
    }
    for (const [typed, words, foreign] of listed) {
      await fresh();
      terminal.type(typed);
      await terminal.until(typed.trimEnd());
      terminal.type('\t\t');
      const screen = await terminal.until((screen) => words.every((word) => screen.includes(word)));
      expect(screen).not.toContain(foreign);
    }
    await fresh();
    terminal.type('genai lab \t\t');
    await terminal.until('Steering with words'); // what it is stands beside the word
    expect(existsSync(join(folder, 'work', 'ran'))).toBe(false);
  });
});

describe('fish', () => {
  it.skipIf(!isThere('fish'))('finishes and lists (skipped where fish is not installed)', () => {
    const ask = (line: string): string => `echo "=== "; complete -C ${`'${line.replaceAll(/['\\]/g, '\\$&')}'`}`;
    const lines = [...finished, ...listed].map(([typed]) => typed);
    const script = ['genai completion fish | source', ...lines.map(ask)].join('\n');
    const { stdout, stderr } = spawnSync('fish', ['--no-config', '-c', script], {
      cwd: join(folder, 'work'),
      env: surroundings(),
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    const answers = stdout.split('=== \n').slice(1);
    const words = (answer: string): string[] =>
      answer
        .trimEnd()
        .split('\n')
        .map((line) => line.split('\t')[0]);
    for (const [i, [typed, line]] of finished.entries()) {
      const word = line
        .trimEnd()
        .split(/(?<!\\) /)
        .at(-1)!
        .replaceAll('\\', '');
      expect(words(answers[i]), typed).toEqual([word]);
    }
    for (const [i, [typed, some, foreign]] of listed.entries()) {
      const answer = words(answers[finished.length + i]);
      expect(answer, typed).toEqual(expect.arrayContaining([...some]));
      expect(answer.join(), typed).not.toContain(foreign);
    }
    expect(answers.at(-1)).toMatch(/^--json\tMachine-readable output$/m);
    expect(existsSync(join(folder, 'work', 'ran'))).toBe(false);
  });
});
