/** `genai sample`: the text, and every flag that changes it. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { output as outputOfProcess } from './genai.ts';
import { call, folder, output } from './in-process.ts';

// Files are named as they are called in there.
process.chdir(folder);

const prompt = 'The cat sat on the';
const seeds = Array.from({ length: 12 }, (_, seed) => seed);

describe.concurrent('the prompt', () => {
  it('is the same as words, as one word, from stdin and from -, in this process and in one of its own', async () => {
    const text = await outputOfProcess(['sample', prompt, '--seed', '5']);
    expect(text.startsWith(`${prompt} `)).toBe(true);
    expect(text.split('\n')).toHaveLength(2);
    expect(await output(['sample', ...prompt.split(' '), '--seed', '5'])).toBe(text);
    expect(await outputOfProcess(['sample', '--seed', '5'], { stdin: prompt })).toBe(text);
    for (const stdin of [prompt, `${prompt}\n`, `${prompt}\r\n`]) {
      expect(await output(['sample', '--seed', '5'], { stdin })).toBe(text);
      expect(await output(['sample', '-', '--seed', '5'], { stdin })).toBe(text);
    }
  });

  it('is the whole of stdin, less one newline at its end', async () => {
    const text = await output(['sample', '--seed', '5', '--json'], { stdin: 'The dog slept.\n\nThe cat\n\n' });
    expect(JSON.parse(text).prompt).toBe('The dog slept.\n\nThe cat\n');
  });

  it('is echoed as it was given', async () => {
    for (const given of ['  The   cat ', 'THE\tcat', '…', 'naïve 猫 🐈']) {
      const { stdout, status } = await call(['sample', given, '--seed', '1']);
      expect(status).toBe(0);
      expect(stdout.startsWith(given)).toBe(true);
    }
  });

  it('may be empty: then a new line begins', async () => {
    const text = await output(['sample', '', '--seed', '3']);
    expect(text).toMatch(/^[A-Z].+\.\n$/);
    expect(await output(['sample', '--seed', '3'])).toBe(text);
  });

  it('may begin with a dash behind --', async () => {
    const { stdout, status } = await call(['sample', '--seed', '1', '--', '--the cat']);
    expect(status).toBe(0);
    expect(stdout.startsWith('--the cat ')).toBe(true);
  });

  it('is left out with --no-echo', async () => {
    const text = await output(['sample', prompt, '--seed', '5']);
    expect(await output(['sample', prompt, '--seed', '5', '--no-echo'])).toBe(text.slice(prompt.length + 1));
  });
});

describe.concurrent('the seed', () => {
  it('makes the same bytes again; other seeds make other texts', async () => {
    const texts = await Promise.all(seeds.map((seed) => output(['sample', prompt, '--seed', String(seed)])));
    const again = await Promise.all(seeds.map((seed) => output(['sample', prompt, '--seed', String(seed)])));
    expect(again).toEqual(texts);
    expect(new Set(texts).size).toBeGreaterThan(4);
  });

  it('is drawn afresh when nobody gives one, and said by --verbose, so that the run can be repeated', async () => {
    const first = await call(['sample', prompt, '--order', '3', '-n', '40', '--verbose']);
    const second = await call(['sample', prompt, '--order', '3', '-n', '40']);
    expect(second.stdout).not.toBe(first.stdout);
    const seed = /^seed (\d+)$/m.exec(first.stderr)![1];
    expect(await output(['sample', prompt, '--order', '3', '-n', '40', '--seed', seed])).toBe(first.stdout);
  });

  it('goes up by one from sample to sample', async () => {
    const lines = await Promise.all([7, 8, 9].map((seed) => output(['sample', prompt, '--seed', String(seed)])));
    expect(await output(['sample', prompt, '--seed', '7', '--samples', '3'])).toBe(lines.join(''));
  });
});

describe.concurrent('sampling', () => {
  it('at temperature 0 always takes the likeliest token', async () => {
    const texts = seeds
      .slice(0, 5)
      .map((seed) => output(['sample', prompt, '--temperature', '0', '--seed', `${seed}`]));
    expect(new Set(await Promise.all(texts))).toEqual(new Set(['The cat sat on the mat.\n']));
    expect(await output(['sample', prompt, '--top-k', '1'])).toBe('The cat sat on the mat.\n');
    expect(await output(['sample', prompt, '--min-p', '1', '-n', '1'])).toBe('The cat sat on the mat\n');
    expect(await output(['sample', prompt, '--top-p', '1e-9', '-n', '1'])).toBe('The cat sat on the mat\n');
  });

  it('draws "mat" as often as it is counted', async () => {
    const number = 4000;
    const flags = ['--no-echo', '-n', '1', '--seed', '1'];
    const words = (await output(['sample', prompt, '--samples', `${number}`, ...flags])).trimEnd().split('\n');
    expect(words).toHaveLength(number);
    const share = words.filter((word) => word === 'mat').length / number;
    const spread = Math.sqrt((0.34 * 0.66) / number);
    expect(Math.abs(share - 0.34)).toBeLessThan(4 * spread);
  });

  it('never draws what a filter has cut', async () => {
    const draw = async (...flags: string[]) => {
      const text = await output([
        'sample',
        prompt,
        '--samples',
        '300',
        '--no-echo',
        '-n',
        '1',
        '--seed',
        '1',
        ...flags,
      ]);
      return [...new Set(text.trimEnd().split('\n'))].sort();
    };
    expect(await draw('--top-k', '3')).toEqual(['floor', 'mat', 'roof']);
    expect(await draw('--top-p', '0.5')).toEqual(['floor', 'mat']);
    expect(await draw('--min-p', '0.2')).toEqual(['floor', 'mat', 'roof']);
    expect((await draw('--temperature', '3')).length).toBeGreaterThan(10);
  });

  it('stops before the stop text, wherever in a token that begins', async () => {
    const text = await output(['sample', prompt, '--seed', '7']);
    expect(text).toBe('The cat sat on the floor.\n');
    expect(await output(['sample', prompt, '--seed', '7', '--stop', '.'])).toBe('The cat sat on the floor\n');
    expect(await output(['sample', prompt, '--seed', '7', '--stop', 'oor'])).toBe('The cat sat on the fl\n');
    expect(await output(['sample', prompt, '--seed', '7', '--stop', 'r.'])).toBe('The cat sat on the floo\n');
    expect(await output(['sample', prompt, '--seed', '7', '--stop', 'zebra'])).toBe(text);
    // the prompt is not searched
    expect(await output(['sample', prompt, '--seed', '7', '--stop', 'cat sat'])).toBe(text);
  });

  it('writes exactly n tokens over as many lines as it takes', async () => {
    const text = await output(['sample', prompt, '-n', '20000', '--seed', '4', '--no-echo']);
    const tokens = text.match(/[\w'-]+|[^\w\s]/g)!;
    expect(tokens).toHaveLength(20000);
    const lines = text.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(1000);
    for (const line of lines.slice(1, -1)) expect(line).toMatch(/^[A-Z][\w' ,-]+\.$/);
    expect(await output(['sample', prompt, '--max-tokens', '20000', '--seed', '4', '--no-echo'])).toBe(text);
  });

  it('ends with the line, or after fifty tokens, when nobody says how many', async () => {
    await writeFile(join(folder, 'endless.txt'), `${'round and '.repeat(400)}\n`);
    const text = await output(['sample', 'round', '--corpus', 'endless.txt', '--temperature', '0', '--no-echo']);
    expect(text.trimEnd().split(' ')).toHaveLength(50);
  });

  it('gives one line for each of several samples, though the text goes over lines', async () => {
    const text = await output(['sample', '', '--samples', '5', '-n', '60', '--seed', '2']);
    const lines = text.trimEnd().split('\n');
    expect(lines).toHaveLength(5);
    for (const line of lines) expect(line.match(/[\w'-]+|[^\w\s]/g)).toHaveLength(60);
  });
});

describe.concurrent('the corpus', () => {
  const text = 'one fish two fish\nred fish blue fish\n';

  it('is a built-in one, a file or stdin', async () => {
    await writeFile(join(folder, 'fish.txt'), text);
    const flags = ['--seed', '1', '-n', '30'];
    const learned = await output(['sample', 'red', '--corpus', 'fish.txt', ...flags]);
    expect(learned).toMatch(/^red fish/);
    expect(new Set(learned.match(/\w+/g))).toEqual(new Set(['one', 'two', 'red', 'blue', 'fish']));
    expect(await output(['sample', 'red', '--corpus', '-', ...flags], { stdin: text })).toBe(learned);
    expect(await output(['sample', 'red', '--corpus', join(folder, 'fish.txt'), ...flags])).toBe(learned);
    const toyland = await output(['sample', 'Once upon a time', '--corpus', 'toyland', '--seed', '1']);
    expect(toyland).toMatch(/^Once upon a time.+\n$/);
  });

  it('is the file, not the built-in one, when a path says so', async () => {
    await writeFile(join(folder, 'cat'), text);
    expect(await output(['sample', 'blue', '--corpus', './cat', '-n', '1'])).toBe('blue fish\n');
  });

  it('is the same with Windows line ends, a byte order mark, or no newline at its end', async () => {
    const flags = ['sample', 'red', '--corpus', '-', '--seed', '1', '-n', '30'];
    const learned = await output(flags, { stdin: text });
    for (const other of [text.replaceAll('\n', '\r\n'), `\ufeff${text}`, text.trimEnd(), `\n\n${text}\n\n`]) {
      expect(await output(flags, { stdin: other })).toBe(learned);
    }
  });

  it('can be letters: names out of names', async () => {
    const names = ['anna', 'hannah', 'nora', 'ronan', 'aaron', 'norah'];
    const flags = ['--unit', 'char', '--order', '3', '--samples', '20', '--seed', '1'];
    const made = await output(['sample', '', '--corpus', '-', ...flags], { stdin: names.join('\n') });
    const lines = made.trimEnd().split('\n');
    expect(lines).toHaveLength(20);
    // every three letters in a row, begin and end included, stand in a name
    const known = new Set(names.flatMap((name) => grams(name)));
    for (const line of lines) for (const gram of grams(line)) expect(known).toContain(gram);
    expect(lines.some((line) => !names.includes(line))).toBe(true);
  });

  it('may be one line of 20 MB, with or without a space in it', async () => {
    const long = 'round and '.repeat(2_000_000);
    const { stdout, stderr, status } = await call(['sample', 'round', '--corpus', '-', '-n', '4'], { stdin: long });
    expect({ stdout, stderr, status }).toEqual({ stdout: 'round and round and round\n', stderr: '', status: 0 });
    const word = await call(['sample', '', '--corpus', '-', '-n', '1'], { stdin: Buffer.alloc(20_000_000, 'a') });
    expect(word.status).toBe(0);
    expect(word.stdout).toMatch(/^a+\n$/);
    expect(word.stdout.length).toBeLessThan(300);
  });
});

function grams(name: string): string[] {
  const marked = `^${name}$`;
  return Array.from({ length: marked.length - 2 }, (_, i) => marked.slice(i, i + 3));
}
