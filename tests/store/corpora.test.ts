import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Corpus } from '../../src/data/corpus.ts';
import { InputError } from '../../src/data/input-error.ts';
import { fileCorpora } from '../../src/store/corpora.ts';
import { Stream } from '../../src/store/stream.ts';
import { emptyFolder } from './folder.ts';

async function textOf(corpus: Corpus): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of corpus.chunks()) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

async function* bytes(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

const errorOf = async (name: string, corpora = fileCorpora()): Promise<InputError> => {
  try {
    await textOf(corpora.open(name));
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return error as InputError;
  }
  throw new Error(`${name} was opened`);
};

describe('corpora by name', () => {
  it('has those on board, each time from the start', async () => {
    const cat = fileCorpora().open('cat');
    expect((await textOf(cat)).split('\n').length).toBeGreaterThan(50);
    expect(await textOf(cat)).toBe(await textOf(cat));
  });

  it('reads files, twice as well, in more than one chunk', async () => {
    const file = join(await emptyFolder(), 'big.txt');
    const text = 'the cat sat on the mat\n'.repeat(100_000);
    await writeFile(file, text);
    const corpus = fileCorpora().open(file);
    let chunks = 0;
    for await (const _ of corpus.chunks()) chunks++;
    expect(chunks).toBeGreaterThan(1);
    expect(await textOf(corpus)).toBe(text);
  });

  it('takes "./cat" for a file, never for the one on board', async () => {
    expect((await errorOf('./cat')).message).toContain('no such file');
  });

  it('reads a pipe twice, though it comes once', async () => {
    const pipe = join(await emptyFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    const corpora = fileCorpora();
    const corpus = corpora.open(pipe);
    const [text] = await Promise.all([textOf(corpus), writeFile(pipe, 'one\ntwo\n')]);
    expect(text).toBe('one\ntwo\n');
    expect(await textOf(corpora.open(pipe))).toBe(text);
  });
});

describe('stdin as a corpus', () => {
  it('can be read again from the start, half-way too', async () => {
    const corpus = fileCorpora(bytes('one\n', 'two\n', 'three\n')).open('-');
    for await (const chunk of corpus.chunks()) {
      expect(Buffer.from(chunk).toString()).toBe('one\n');
      break;
    }
    expect(await textOf(corpus)).toBe('one\ntwo\nthree\n');
    expect(await textOf(corpus)).toBe('one\ntwo\nthree\n');
  });

  it('is refused where there is none, and when it is empty', async () => {
    expect((await errorOf('-')).message).toContain('stdin');
    expect((await errorOf('-', fileCorpora(bytes()))).message).toContain('nothing in it');
  });

  it('too long to be held is read once, and says so the second time', async () => {
    const stream = new Stream(bytes('12345', '67890', 'abc'), '-', 8);
    const read = async () => {
      let text = '';
      for await (const chunk of stream.fromStart()) text += Buffer.from(chunk).toString();
      return text;
    };
    expect(await read()).toBe('1234567890abc');
    await expect(read()).rejects.toThrow(/read twice/);
  });
});

describe('what cannot be opened', () => {
  it('suggests the corpus that was meant', async () => {
    expect((await errorOf('toylnad')).remedy).toBe('Did you mean toyland?');
    expect((await errorOf('nothing-like-it')).remedy).toBe('There are cat, toyland.');
  });

  it('says what is wrong with a folder, an empty file, a long name, a name that no system takes', async () => {
    const folder = await emptyFolder();
    await mkdir(join(folder, 'inside'));
    await writeFile(join(folder, 'empty'), '');
    expect((await errorOf(join(folder, 'inside'))).what).toBe('this is a folder, not a file');
    expect((await errorOf(join(folder, 'empty'))).what).toBe('there is nothing in it');
    expect((await errorOf(join(folder, 'empty', 'x'))).what).toBe('there is no such file');
    expect((await errorOf(`/${'x'.repeat(5000)}`)).what).toContain('too long');
    expect((await errorOf('a\0b')).what).toContain('cannot be read');
  });
});
