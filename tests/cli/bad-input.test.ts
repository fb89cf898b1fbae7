/** What cannot be used is refused in one line that says what is wrong, where, and what to do. */
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { genai } from './genai.ts';
import { call, folder, output, refusal } from './in-process.ts';

// Files are named as they are called in there.
process.chdir(folder);

const sample = (...args: string[]): string[] => ['sample', 'The cat', ...args];

async function file(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(join(folder, name), content);
  return name;
}

describe.concurrent('flags', () => {
  it.each([
    ['--order', '9', '9 is not possible here (--order). Give a whole number from 1 to 8.'],
    ['--order', '0', '0 is not possible here (--order). Give a whole number from 1 to 8.'],
    ['--order', '2.5', '2.5 is not possible here (--order). Give a whole number from 1 to 8.'],
    ['--order', 'two', '"two" is not possible here (--order). Give a whole number from 1 to 8.'],
    ['--temperature', '-1', '-1 is not possible here (--temperature). Give a number from 0 to 100.'],
    ['--temperature', 'NaN', '"NaN" is not possible here (--temperature). Give a number from 0 to 100.'],
    ['--temperature', 'Infinity', '"Infinity" is not possible here (--temperature). Give a number from 0 to 100.'],
    ['--temperature', '', '"" is not possible here (--temperature). Give a number from 0 to 100.'],
    ['--temperature', '101', '101 is not possible here (--temperature). Give a number from 0 to 100.'],
    ['--top-k', '-1', '-1 is not possible here (--top-k). Give a whole number from 0 to 1000000000.'],
    ['--top-p', '0', '0 is not possible here (--top-p). Give a number above 0, up to 1.'],
    ['--top-p', '1.01', '1.01 is not possible here (--top-p). Give a number above 0, up to 1.'],
    ['--min-p', '-0.1', '-0.1 is not possible here (--min-p). Give a number from 0 to 1.'],
    ['--min-p', '2', '2 is not possible here (--min-p). Give a number from 0 to 1.'],
    ['-n', '0', '0 is not possible here (--max-tokens). Give a whole number from 1 to 1000000000.'],
    ['--stop', '', '"" is not possible here (--stop). Give a text that is not empty.'],
    ['--unit', 'wrod', '"wrod" is not possible here (--unit). Give one of word, char, bpe; did you mean word?'],
    ['--seed', '-1', '"-1" is no seed (--seed). Give a whole number from 0 up.'],
    ['--seed', '1.5', '"1.5" is no seed (--seed). Give a whole number from 0 up.'],
    ['--samples', '0', '"0" is not possible here (--samples). Give a whole number from 1 to 1000000.'],
    ['--probs', '0', '"0" is not possible here (--probs). Give a whole number from 1 to 1000000.'],
  ])('%s %s', async (flag, value, message) => {
    expect(await refusal(sample(flag, value))).toBe(message);
  });

  it('may stand at their bounds', async () => {
    const bounds = [
      ['--order', '1'],
      ['--order', '8'],
      ['--temperature', '0'],
      ['--temperature', '100'],
      ['--top-k', '0'],
      ['--top-k', '1000000000'],
      ['--top-p', '0.000001'],
      ['--top-p', '1'],
      ['--min-p', '0'],
      ['--min-p', '1'],
      ['--seed', '0'],
      ['--seed', String(Number.MAX_SAFE_INTEGER)],
    ];
    for (const flags of bounds) expect(await output(sample(...flags))).toMatch(/^The cat.*\n$/);
  });

  it('that exclude each other are named', async () => {
    expect(await refusal(sample('--probs', '--samples', '2'))).toContain('--probs and --samples do not go together');
    expect(await refusal(sample('--probs', '--explain'))).toContain('--probs and --explain do not go together');
  });

  it('that lack their value are named', async () => {
    expect(await refusal(sample('--order'))).toContain("option '--order <N>' argument missing");
  });
});

describe.concurrent('words', () => {
  it.each([
    [['smaple'], "unknown command 'smaple'. Did you mean sample?"],
    [
      ['zebra'],
      "unknown command 'zebra'. There are learn, sample, tokenize, eval, gpt, chat, trace, pipeline, serve, gan, ",
    ],
    [['help', 'smaple'], "unknown command 'smaple'. Did you mean sample?"],
    [[''], "unknown command ''. There are learn,"],
    [['--zebra'], "unknown option '--zebra'. There are learn,"],
    [sample('--ordre', '3'), "unknown option '--ordre'. Did you mean --order?"],
    [sample('--zebra'), "unknown option '--zebra'. See genai sample --help."],
    [['gpt', 'train', '--vocab-size', '300'], "unknown option '--vocab-size'. Did you mean --vocabulary-size?"],
    [['tokenize', '--vocabulary-size=300'], 'Did you mean --vocab-size?'],
    [['lab', 'smple'], 'there is no lab "smple". Did you mean sample?'],
    [['lab', 'zebra'], 'there is no lab "zebra". There are sample, '],
    [['lab', 'sample', '--ordre', '3'], "unknown option '--ordre'. Did you mean --order?"],
    [['lab', 'sample', '--order', '9'], '9 is not possible here (--order). Give a whole number from 1 to 8.'],
    [['lab', 'sample', 'more'], "too many arguments for 'lab'"],
    [['learn', 'next-tokn'], 'there is no lesson "next-tokn". Did you mean next-token?'],
    [['learn', '99'], 'there is no lesson "99".'],
    [['learn', '--json'], '--json goes with --list (--json). Add --list.'],
    [['learn', 'next-token', '--list'], '--list lists every lesson (--list). Leave it out to open next-token.'],
    [['source', 'shap'], 'there is no topic "shap". Did you mean shape?'],
    [['progress', '--yes'], '--yes goes with --reset (--yes). Add --reset.'],
    [['progress', '--reset'], 'this forgets all your progress (--reset). Add --yes if you are sure.'],
    [['doctor', 'more'], "too many arguments for 'doctor'"],
  ])('%j', async (args, message) => {
    expect(await refusal(args)).toContain(message);
  });
});

describe.concurrent('a corpus', () => {
  it('that is missing', async () => {
    const message = await refusal(sample('--corpus', 'toylnd'));
    expect(message).toBe('there is no such file, nor a corpus of this name on board (toylnd). Did you mean toyland?');
    expect(await refusal(sample('--corpus', 'no/such.txt'))).toContain('there is no such file (no/such.txt).');
  });

  it('that is a folder', async () => {
    await mkdir(join(folder, 'poems'));
    expect(await refusal(sample('--corpus', 'poems'))).toBe('this is a folder, not a file (poems). Name a file in it.');
  });

  it('that cannot be reached', async () => {
    await symlink('circle.txt', join(folder, 'circle.txt'));
    const circle = await refusal(sample('--corpus', 'circle.txt'));
    expect(circle).toBe('these links lead in a circle (circle.txt). Name the file itself.');
    const text = await refusal(sample('--corpus', 'one two three '.repeat(100)));
    expect(text).toContain('this is too long for the name of a file');
    const locked = await file('locked.txt', 'The cat slept.\n');
    await chmod(join(folder, locked), 0);
    // root may read everything
    if (process.getuid?.() === 0) expect(await output(sample('--corpus', locked, '-n', '1'))).toBe('The cat slept\n');
    else
      expect(await refusal(sample('--corpus', locked))).toContain('there is no permission for this file (locked.txt)');
  });

  it('that is empty, or holds blanks only', async () => {
    expect(await refusal(sample('--corpus', await file('empty.txt', '')))).toContain(
      'there is nothing in it (empty.txt)',
    );
    const blank = await file('blank.txt', '\n  \n\t\n');
    expect(await refusal(sample('--corpus', blank))).toContain('the corpus holds no words (blank.txt)');
    expect(await refusal(sample('--corpus', '-'))).toContain('there is nothing in it (-)');
  });

  it('that is binary, at its beginning or far in', async () => {
    const name = await file(
      'picture.png',
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d),
    );
    expect(await refusal(sample('--corpus', name))).toMatch(/\(picture\.png, line \d\)/);
    const late = await file('late.txt', `${'one two\n'.repeat(500_000)}\0`);
    const message = await refusal(sample('--corpus', late));
    expect(message).toBe('this is not text: it holds a NUL byte (late.txt, line 500001). Give a text file in UTF-8.');
  });

  it('that is not UTF-8', async () => {
    const latin = Buffer.from('one\ncaf\xe9 au lait\n', 'latin1');
    const message = 'the text is not UTF-8 (latin.txt, line 2). Convert it: iconv -f LATIN1 -t UTF-8.';
    expect(await refusal(sample('--corpus', await file('latin.txt', latin)))).toBe(message);
    expect(await refusal(sample('--corpus', '-'), { stdin: latin })).toContain('the text is not UTF-8 (-, line 2)');
    const cut = await file('cut.txt', Buffer.from('one café').subarray(0, -1));
    expect(await refusal(sample('--corpus', cut))).toContain('the text is not UTF-8 (cut.txt, line 1)');
    const wide = await file('wide.txt', Buffer.from('\ufeffone two', 'utf16le'));
    expect(await refusal(sample('--corpus', wide))).toContain('the text is UTF-16, not UTF-8 (wide.txt)');
  });

  it('with a name that commands the terminal', async () => {
    const message = await refusal(sample('--corpus', '\x1b]52;c;aGk=\x07\x1b[31mred\u202e.txt'));
    expect(message).toContain('(red.txt)');
  });
});

describe.concurrent('a prompt', () => {
  it('that should come from stdin together with the corpus', async () => {
    const message = 'the prompt and the corpus cannot both come from stdin (--corpus -).';
    expect(await refusal(['sample', '--corpus', '-'], { stdin: 'one two' })).toContain(message);
    expect(await refusal(['sample', '-', '--corpus', '-'], { stdin: 'one two' })).toContain(message);
  });

  it('that is not UTF-8', async () => {
    const message = 'the prompt is not UTF-8 text (stdin). Convert it: iconv -f LATIN1 -t UTF-8.';
    expect(await refusal(['sample'], { stdin: Uint8Array.of(0x63, 0xe9) })).toBe(message);
  });

  it('that is far too long', async () => {
    const message = await refusal(['sample'], { stdin: Buffer.alloc(17 << 20, 'a') });
    expect(message).toBe('the prompt is longer than 16 MB (stdin). For text to learn from, use --corpus -.');
  });
});

describe.concurrent('--debug', () => {
  it('adds where an error comes from, and only then', async () => {
    const plain = await genai(sample('--order', '9'));
    expect(await call(sample('--order', '9'))).toMatchObject(plain);
    const { stdout, stderr, status } = await genai(sample('--order', '9', '--debug'));
    expect(stderr.startsWith(plain.stderr)).toBe(true);
    expect(stderr.slice(plain.stderr.length)).toMatch(/^InputError: .+\n( {4}at .+\n)+$/);
    expect([stdout, status]).toEqual(['', 2]);
    expect(plain.stderr).not.toMatch(/^\s+at /m);
    expect(await output(sample('--seed', '1', '--debug'))).toBe(await output(sample('--seed', '1')));
  });
});
