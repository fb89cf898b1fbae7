/** A prompt with words that the corpus does not know is no dead end: the text goes on, and stderr says what would help. */
import { describe, expect, it } from 'vitest';
import { program, run } from './genai.ts';
import { call, output } from './in-process.ts';

/** The hints for a prompt. */
async function hints(prompt: string, ...flags: string[]): Promise<string[]> {
  const { stdout, stderr, status } = await call(['sample', ...flags, '--seed', '1', '--', prompt]);
  expect([stdout.startsWith(prompt), status]).toEqual([true, 0]);
  return stderr.split('\n').slice(0, -1);
}

/** Gives a command to a shell in which `genai` is the built program. */
async function inShell(command: string): Promise<string> {
  const script = `genai() { "${process.execPath}" "${program}" "$@"; }\n${command}`;
  const { stdout, stderr, status } = await run('sh', ['-c', script]);
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return stdout;
}

describe.concurrent('words that the larger corpus knows', () => {
  it('share one line, with the command that knows them', async () => {
    expect(await hints('Once upon a time')).toEqual([
      'hint: cat never saw "Once", "upon", "time"; toyland did: genai sample "Once upon a time" --corpus toyland',
    ]);
  });

  it('name no more than five of many', async () => {
    const [line, ...others] = await hints('Once upon a time the king said to the queen');
    expect(others).toEqual([]);
    expect(line).toMatch(/never saw "Once", "upon", "time", "king", "said" and 2 more; toyland did: /);
  });

  it.each([
    'Once upon a time, I',
    'the king said "sit"',
    'the king\'s "queen"',
    'one king for $HOME',
    'a `king` sat!',
    'the king \\n \\',
    '-king of the cats',
    '--king',
    'the   king\tsat',
  ])('can be copied into a shell: %s', async (prompt) => {
    const lines = await hints(prompt);
    const [, command] = /toyland did: (genai sample .+)$/m.exec(lines.join('\n'))!;
    const json = await inShell(`${command.replace('genai sample', 'genai sample --json')} 2>/dev/null`);
    expect(JSON.parse(json)).toMatchObject({ prompt, corpus: 'toyland' });
  });

  it('keep the other flags in that command', async () => {
    const [line] = await hints('the king', '--order', '3', '--temperature', '0.5', '--stop', 'a "b"');
    expect(line).toMatch(/: genai sample "the king" --order 3 --temperature 0\.5 --corpus toyland --stop 'a "b"'$/);
  });
});

describe.concurrent('words that no corpus knows', () => {
  it('have a near one named for a slip of the hand', async () => {
    expect(await hints('The kittn')).toEqual(['hint: cat never saw "kittn"; it does know "kitten"']);
    expect(await hints('the dgo sat')).toEqual(['hint: cat never saw "dgo"; it does know "dog"']);
    expect(await hints('CAT')).toEqual(['hint: cat never saw "CAT"; it does know "cat"']);
  });

  it('have none named for being short', async () => {
    for (const word of ['z', 'xa', 'qi', 'zzz']) {
      expect(await hints(`the ${word}`)).toEqual([
        `hint: cat never saw "${word}"; a text that has such words can teach it: --corpus FILE`,
      ]);
    }
  });

  it('stand in a line of their own beside those that toyland knows', async () => {
    const lines = await hints('the quantum king and the kittn');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('"king"; toyland did: ');
    expect(lines[1]).toContain('"kittn"; it does know "kitten"');
    expect(lines[2]).toContain('"quantum"; a text that has such words');
  });

  it('are said of toyland and of a text of your own too', async () => {
    expect(await hints('the zebra', '--corpus', 'toyland')).toEqual([
      'hint: toyland never saw "zebra"; a text that has such words can teach it: --corpus FILE',
    ]);
    const { stderr } = await call(['sample', 'two quarks', '--corpus', '-'], { stdin: 'one two\n' });
    expect(stderr).toBe('hint: this text never saw "quarks"; a text that has such words can teach it: --corpus FILE\n');
  });
});

describe.concurrent('no hint is given', () => {
  it.each(['The cat sat on the', 'The cat, the dog; and: "the mat"?!', '… — *', '(cat)', ''])(
    'for %j',
    async (prompt) => {
      await output(['sample', prompt, '--seed', '1']);
    },
  );
});

describe('a lab', () => {
  it('speaks of its knobs, not of commands', async () => {
    const drawn = await output(['lab', 'sample', '--prompt', 'Once upon a zebra', '--seed', '1']);
    const text = drawn.replaceAll(/\s+/g, ' ');
    expect(text).toContain('cat never saw "Once", "upon"; toyland did: turn the knob corpus to toyland');
    expect(text).toContain('cat never saw "zebra"; a text that has such words can teach it: give the knob corpus');
    expect(text).not.toContain('genai sample');
  });
});
