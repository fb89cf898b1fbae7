/** `genai tokenize`, mostly inside this process: what it writes where, and that ids lead back to the very bytes. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { cut, merge } from '../../src/labs/tokenize/params.ts';
import { openChallenge, readRuns } from '../../src/store/challenge.ts';
import { openCourse } from '../../src/store/lessons.ts';
import { program, run as spawn } from './genai.ts';
import { call, folder, type Given } from './in-process.ts';

const tokenize = (args: readonly string[], given?: Given) => call(['tokenize', ...args], given);

const output = async (args: readonly string[], given?: Given): Promise<string> => {
  const { stdout, stderr, status } = await tokenize(args, given);
  expect([stderr, status]).toEqual(['', 0]);
  return stdout;
};

async function refusal(args: readonly string[], given?: Given): Promise<string> {
  const { stdout, stderr, status } = await tokenize(args, given);
  expect([stdout, status], stderr).toEqual(['', 2]);
  return stderr.replace(/^genai: /, '').trimEnd();
}

const file = async (name: string, content: string | Uint8Array): Promise<string> => {
  await writeFile(join(folder, name), content);
  return join(folder, name);
};

/** A small corpus, so that learning takes no time. */
const minbpe = await file('minbpe.txt', 'aaabdaaabac');
const small = ['--corpus', minbpe, '--split', 'none', '--vocab-size', '260'];

describe('into a pipe', () => {
  it('the ids go on one line: the example of minbpe', async () => {
    expect(await output(['aaabdaaabac', ...small])).toBe('258 100 258 97 99\n');
    expect(await output(['aaab', 'd', ...small])).toBe('258 32 100\n');
  });

  it('the same text gives the same, from wherever it comes', async () => {
    const ids = await output(['The cat', 'sat']);
    for (const stdin of ['The cat sat', 'The cat sat\n', 'The cat sat\r\n']) {
      expect(await output([], { stdin })).toBe(ids);
      expect(await output(['-'], { stdin })).toBe(ids);
    }
    expect(await output([], { stdin: 'The cat sat\n\n' })).toBe(`${ids.trimEnd()} 10\n`);
    expect(await output(['--exact'], { stdin: 'The cat sat\n' })).toBe(`${ids.trimEnd()} 10\n`);
    expect(await output([], { stdin: '' })).toBe('\n');
    expect(await output(['-'], { stdin: '-' })).toBe('45\n');
  });

  it('the usual vocabulary knows toyland', async () => {
    const { ids, tokens, ...rest } = JSON.parse(await output(['strawberry', '--json']));
    expect(tokens.map(({ text }: { text: string }) => text)).toEqual(['st', 'ra', 'w', 'ber', 'ry']);
    expect(rest).toMatchObject({
      corpus: 'toyland',
      split: 'gpt2',
      vocab_size: 1024,
      merges: 767,
      count: 5,
      bytes: 10,
    });
    expect(await output(['strawberry'])).toBe(`${ids.join(' ')}\n`);
  });

  it('pieces are parted as asked', async () => {
    const numbers = await file('numbers.txt', '12345 12345 12345');
    const cutBy = async (split: string) => {
      const flags = ['--corpus', numbers, '--vocab-size', '261', '--split', split, '--json'];
      const { tokens } = JSON.parse((await tokenize(['12345 12345', ...flags])).stdout);
      return tokens.map(({ text }: { text: string }) => text);
    };
    expect(await cutBy('gpt2')).toEqual(['12345', ' ', '12345']);
    expect(await cutBy('gpt4')).toEqual(['123', '45', ' ', '123', '45']);
  });
});

describe('--decode', () => {
  it('gives back the very bytes, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
        const ids = await output(['--exact', ...small], { stdin: bytes });
        const back = await tokenize(['--decode', ...small], { stdin: ids });
        expect([...back.bytes]).toEqual([...bytes]);
      }),
      { numRuns: 25 },
    );
  });

  it('takes ids as words, parted by commas, and as JSON', async () => {
    for (const ids of [['258', '100'], ['258 100'], ['258,100'], ['[258, 100]']]) {
      expect(await output(['--decode', ...ids, ...small])).toBe('aaabd');
    }
    expect(await output(['--decode', ...small], { stdin: '[258,100]\n' })).toBe('aaabd');
    expect(await output(['--decode', '-', ...small], { stdin: '' })).toBe('');
    expect(await output(['--decode', '259', ...small])).toBe(''); // the special token has no bytes
  });

  it('cleans what comes on a terminal, and only there', async () => {
    const ids = '27 91 51 49 109 104 105';
    expect(await output(['--decode', ids, ...small])).toBe('\x1b[31mhi');
    expect((await tokenize(['--decode', ids, ...small], { terminal: { columns: 80 } })).stdout).toBe('hi\n');
  });

  it('in a real shell, to the byte', async () => {
    const broken = await file(
      'broken.bin',
      Uint8Array.of(0xff, 0xfe, 0, 0x61, 0xe7, 0x8c, 0x0d, 0x0a, 0xed, 0xa0, 0x80, 0x0a),
    );
    const genai = `'${process.execPath}' '${program}'`;
    const flags = `--corpus '${minbpe}' --vocab-size 258`;
    const script = `${genai} tokenize --exact ${flags} <'${broken}' | ${genai} tokenize --decode ${flags} | cmp - '${broken}'`;
    expect(await spawn('sh', ['-c', script])).toEqual({ stdout: '', stderr: '', status: 0 });
  });
});

describe('--merges', () => {
  it('lists them in order: id, left, right, both, how often', async () => {
    expect(await output(['--merges', ...small])).toBe('256\ta\ta\taa\t4\n257\taa\ta\taaa\t2\n258\taaa\tb\taaab\t2\n');
    const { stdout } = await tokenize(['--merges', ...small], { terminal: { columns: 80 } });
    expect(stdout).toMatch(/^258 +"aaa" \+ "b" +→ "aaab" +2$/m);
  });

  it('as JSON gives a line each, then the sum', async () => {
    const lines = (await output(['--merges', '--json', ...small]))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const last = lines.pop();
    expect(lines.map((line) => z.strictObject(merge.shape).parse(line).tokens)).toEqual([9, 7, 5]);
    expect(lines[2]).toMatchObject({ id: 258, left_id: 257, right_id: 98, left: 'aaa', right: 'b', text: 'aaab' });
    expect(last).toEqual({
      done: true,
      corpus: minbpe,
      split: 'none',
      vocab_size: 260,
      merges: 3,
      bytes: 11,
      tokens: 5,
      bytes_per_token: 2.2,
    });
  });

  it('learn from stdin', async () => {
    const flags = ['--merges', '--corpus', '-', '--split', 'none', '--vocab-size', '258'];
    expect(await output(flags, { stdin: 'x y y y' })).toBe('256\t␣\ty\t␣y\t3\n');
  });

  it('need no text: stdin is left alone', async () => {
    expect(await output(['--merges', ...small], { stdin: 'not read' })).toMatch(/^256\ta/);
  });
});

describe('--json', () => {
  const schema = z.strictObject({
    ...cut.shape,
    corpus: z.string(),
    split: z.enum(['none', 'gpt2', 'gpt4']),
    vocab_size: z.int(),
    merges: z.int(),
  });

  it('has the fields that are documented', async () => {
    const text = await output(['aaab é', '--json', ...small]);
    const told = schema.parse(JSON.parse(text));
    expect(told).toMatchObject({ text: 'aaab é', ids: [258, 32, 195, 169], count: 4, bytes: 7, characters: 6 });
    expect(told.tokens[3]).toEqual({ id: 169, text: '\ufffd', bytes: [169] });
    expect(told.bytes_per_token).toBe(7 / 4);
    expect(text.split('\n')).toHaveLength(2);
  });

  it('says the same of ids', async () => {
    const told = await output(['--decode', '258', '32', '195', '169', '--json', ...small]);
    expect(told).toBe(await output(['aaab é', '--json', ...small]));
    expect(schema.parse(JSON.parse(await output(['', '--json', ...small])))).toMatchObject({
      ids: [],
      bytes_per_token: null,
    });
  });

  it('lets nothing through to a terminal', async () => {
    const text = await output(['\u009b\u202e\x1b[31m', '--json', ...small]);
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
    expect(JSON.parse(text).text).toBe('\u009b\u202e\x1b[31m');
  });
});

describe('on a terminal', () => {
  const terminal = { columns: 80 };

  it('the tokens stand apart without colours, with their ids; the last line is the plain result', async () => {
    const flags = ['--corpus', '-', '--split', 'none', '--vocab-size', '260'];
    const { stdout } = await tokenize(['aaab d', ...flags], { stdin: 'aaabdaaabac', terminal, env: { NO_COLOR: '1' } });
    expect(stdout.split('\n')).toEqual([
      'aaab|␣ |d',
      '258  32 100',
      '',
      '6 bytes in 3 tokens, 2.00 bytes a token',
      'learnt from stdin: 256 bytes + 3 merges + 1 special = 260 tokens',
      '258 32 100',
      '',
    ]);
  });

  it('colours shade every other token', async () => {
    const { stdout } = await tokenize(['aaab d', ...small], { terminal, env: { TERM: 'xterm-256color' } });
    expect(stdout).toMatch(/^aaab \x1b\[[\d;]+m␣\x1b\[0m +d\n/);
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('258 32 100');
  });

  it('nothing in a text can command it', async () => {
    const { stdout } = await tokenize(['\x1b]52;c;aGk=\x07\u202e\xff', ...small], { terminal, env: { NO_COLOR: '1' } });
    expect(stdout).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
    expect(stdout).toContain('\\x1b|]');
    expect(stdout).toContain('a byte that is only part of a character');
  });

  it('without a text it takes one of its own and says how to give another', async () => {
    const { stdout, stderr } = await tokenize([...small], { terminal });
    expect(stdout).toContain('72 111 119 32'); // How␣
    expect(stderr).toBe('hint: type your own: genai tokenize "your words"\n');
  });

  it('of a long text not all is drawn, but all ids are given', async () => {
    const { stdout } = await tokenize(['d'.repeat(700), ...small], { terminal, env: { NO_COLOR: '1' } });
    expect(stdout).toContain('… 100 more\n');
    expect(stdout.trimEnd().split('\n').at(-1)!.split(' ')).toHaveLength(700);
  });
});

describe('what cannot be', () => {
  it.each([
    [['a', '--vocab-size', '256'], '256 is not possible here (--vocab-size). Give a whole number from 257 to 65536.'],
    [
      ['a', '--split', 'gpt3'],
      '"gpt3" is not possible here (--split). Give one of none, gpt2, gpt4; did you mean gpt2?',
    ],
    [['--decode', '1', 'x'], '"x" is no id (--decode). Give whole numbers, such as 104 105.'],
    [['--decode', '-1'], '"-1" is no id (--decode). Give whole numbers, such as 104 105.'],
    [['--decode', '1.5'], '"1.5" is no id (--decode). Give whole numbers, such as 104 105.'],
    [['--merges', '--decode'], '--merges and --decode do not go together. Take one of them.'],
    [['a', '--merges'], 'there is no text to cut with --merges. Take one of them.'],
    [
      ['a', '--corpus', 'toylnd'],
      'there is no such file, nor a corpus of this name on board (toylnd). Did you mean toyland?',
    ],
  ])('%j', async (args, message) => {
    expect(await refusal(args)).toBe(message);
  });

  it('an id that the vocabulary lacks', async () => {
    expect(await refusal(['--decode', '258', '260', ...small])).toBe(
      '260 is no token: they go from 0 to 259 (--decode). Take the --corpus, --vocab-size and --split that made the ids.',
    );
  });

  it('two things from one stdin', async () => {
    const both = 'cannot both come from stdin (--corpus -). Give';
    expect(await refusal(['--corpus', '-'], { stdin: 'a' })).toContain(`the text and the corpus ${both} the text`);
    expect(await refusal(['-', '--corpus', '-'], { stdin: 'a' })).toContain(both);
    expect(await refusal(['--decode', '--corpus', '-'], { stdin: '1' })).toContain(
      `the ids and the corpus ${both} the ids`,
    );
  });

  it('no ids where none can come from', async () => {
    expect(await refusal(['--decode'], { terminal: { columns: 80 } })).toContain('there are no ids (--decode).');
  });
});

it('a corpus that has too little to join is told, and the work is done', async () => {
  const { stdout, stderr } = await tokenize(['aaabdaaabac', '--corpus', minbpe, '--split', 'none']);
  expect(stdout.trim().split(' ')).toHaveLength(1);
  expect(stderr).toMatch(/^hint: .+ has no more pairs to join: \d+ tokens instead of 1024\n$/);
});

it('tells an open challenge of the course', async () => {
  const home = join(folder, 'challenged');
  const challenge = { lesson: 'tokens', step: 'in-the-shell' };
  await openChallenge(home, challenge);
  await tokenize(['aaab', ...small], { env: { GENAI_TUTOR_HOME: home } });
  const [{ lab, params, result }] = await readRuns(home, challenge);
  expect([lab, params]).toEqual([
    'tokenize',
    expect.objectContaining({ text: 'aaab', vocab_size: 260, split: 'none' }),
  ]);
  expect(result).toMatchObject({ count: 1, ids: [258], learned: { merges: 3, list: expect.any(Array) } });
});

it('the lesson tells the truth about it', async () => {
  const { lesson } = (await openCourse().lessons()).find(({ lesson }) => lesson.id === 'tokens')!;
  expect(JSON.stringify(lesson)).toContain('is cut into 9 tokens');
  expect(JSON.parse(await output(['My strawberries are red.', '--json'])).count).toBe(9);
});
