/** `genai diffuse` seen from outside: pipes, JSON, files, sketches, weights, refusals. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { genai, output as outputOfProcess } from './genai.ts';
import { call, folder, output, refusal } from './in-process.ts';

// Files are named as they are called in there.
process.chdir(folder);

/** Few steps: these tests are about faces. */
const quick = ['--steps', '4', '--seed', '5'];
const boat = ['diffuse', 'a', 'red', 'boat', 'at', 'night', ...quick];

const step = z.strictObject({
  step: z.int(),
  of: z.literal(4),
  t: z.int(),
  noise_level: z.number().min(0).max(1),
});

const last = z.strictObject({
  done: z.literal(true),
  lab: z.literal('diffuse'),
  prompt: z.string(),
  words: z.array(z.string()),
  unknown: z.array(z.string()),
  seed: z.int(),
  steps: z.int(),
  guidance: z.number(),
  sampler: z.enum(['ddim', 'ddpm']),
  model: z.enum(['learned', 'exact']),
  count: z.int(),
  width: z.literal(24),
  height: z.literal(24),
  channels: z.literal(3),
  pixels: z.array(z.number().min(0).max(1)),
  nearest: z.strictObject({ distance: z.number(), typical: z.number(), is_copy: z.boolean(), of: z.int() }).nullable(),
});

const linesOf = (stdout: string): unknown[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe.concurrent('into a pipe', () => {
  it('goes the picture alone, as ASCII, the same for the same seed', async () => {
    const [one, two, other] = await Promise.all([
      outputOfProcess(boat),
      output(['diffuse', 'a red boat at night', ...quick]),
      output([...boat.slice(0, -1), '6']),
    ]);
    const rows = one.split('\n');
    expect(rows).toHaveLength(13);
    expect(one).toMatch(/^[ .:\-=+*#%@\n]+$/);
    expect(Math.max(...rows.map((row) => row.length))).toBeLessThanOrEqual(24);
    expect(two).toBe(one);
    expect(other).not.toBe(one);
  });

  it('--guidance 0 does not hear the prompt; without one there is nothing to hear', async () => {
    const [boat, cat, none] = await Promise.all([
      output(['diffuse', 'a boat', '--guidance', '0', ...quick]),
      output(['diffuse', 'a cat', '--guidance', '0', ...quick]),
      output(['diffuse', '--guidance', '1', ...quick]),
    ]);
    expect(cat).toBe(boat);
    expect(none).toBe(boat);
  });

  it('--count gives several, the first as if alone', async () => {
    const [one, three] = await Promise.all([output(boat), output([...boat, '--count', '3'])]);
    const rows = three.split('\n');
    expect(rows).toHaveLength(3 * 12 + 2 + 1);
    expect(rows.slice(0, 12).join('\n')).toBe(one.trimEnd());
  });

  it('--show steps gives a strip from noise to picture', async () => {
    const strip = await output([...boat, '--show', 'steps']);
    expect([...strip.matchAll(/step (\d+), noise ([\d.]+)/g)].map(([, step]) => step)).toEqual(['1', '2', '3', '4']);
    const picture = await output(boat);
    expect(strip.endsWith(`done\n${picture}`)).toBe(true);
  });

  it('--show live is for terminals: here it is the picture', async () => {
    expect(await output([...boat, '--show', 'live'])).toBe(await output(boat));
  });

  it.each([
    ['blocks', /^[ ▀▄█\n]+$/],
    ['braille', /^[\u2800-\u28ff\n]+$/],
  ])('--style %s', async (style, signs) => {
    expect(await output([...boat, '--style', style])).toMatch(signs);
  });

  it('colours are there when they are forced', async () => {
    expect(await output(boat, { env: { FORCE_COLOR: '3' } })).toMatch(/\x1b\[38;2;\d+;\d+;\d+/);
  });

  it('both sets of kernels draw the same picture, but for the last digits', async () => {
    const [simd, plain] = await Promise.all(
      ['simd', 'plain'].map(async (kernel) => {
        const lines = linesOf(await output([...boat, '--json', '--examples', '0', '--kernel', kernel]));
        return last.parse(lines.at(-1)).pixels;
      }),
    );
    expect(Math.max(...simd.map((x, i) => Math.abs(x - plain[i])))).toBeLessThan(0.02);
  });
});

describe.concurrent('--json', () => {
  it('gives a line a step, and the picture last', async () => {
    const lines = linesOf(await output([...boat, '--json']));
    expect(lines.slice(0, -1).map((line) => step.parse(line).t)).toEqual([1000, 750, 500, 250]);
    const picture = last.parse(lines.at(-1));
    expect(picture).toMatchObject({
      prompt: 'a red boat at night',
      seed: 5,
      count: 1,
      words: ['boat', 'night', 'red'],
    });
    expect(picture.pixels).toHaveLength(24 * 24 * 3);
    expect(picture.nearest).toMatchObject({ of: 200, is_copy: false });
  });

  it('says which seed it drew, and that one repeats it', async () => {
    const first = last.parse(linesOf(await output(['diffuse', 'a cat', '--steps', '2', '--json'])).at(-1));
    const again = await output(['diffuse', 'a cat', '--steps', '2', '--json', '--seed', String(first.seed)]);
    expect(linesOf(again).at(-1)).toEqual(first);
  });

  it('several pictures stand one after the other', async () => {
    const { count, pixels } = last.parse(linesOf(await output([...boat, '--count', '2', '--json'])).at(-1));
    expect([count, pixels.length]).toEqual([2, 2 * 24 * 24 * 3]);
  });

  it('tells a copy: the exact model makes one', async () => {
    const given = [
      'diffuse',
      'a cat',
      '--model',
      'exact',
      '--examples',
      '20',
      '--steps',
      '10',
      '--seed',
      '1',
      '--json',
    ];
    const { nearest } = last.parse(linesOf(await output(given)).at(-1));
    expect(nearest).toMatchObject({ is_copy: true, of: 20 });
    expect(nearest!.distance).toBeLessThan(0.01);
  });
});

describe.concurrent('words', () => {
  it('from stdin for -', async () => {
    expect(await output(['diffuse', '-', ...quick], { stdin: 'a red boat at night\n' })).toBe(await output(boat));
  });

  it('without words stdin is left alone', async () => {
    expect(await output(['diffuse', ...quick], { stdin: 'a red boat' })).toBe(await output(['diffuse', ...quick]));
  });

  it('that are strange are told on stderr, with the nearest known ones; the others are followed', async () => {
    const { stdout, stderr, status } = await call(['diffuse', 'a snwoman with a hat at night', ...quick]);
    expect([status, stdout.split('\n').length]).toEqual([0, 13]);
    expect(stderr).toBe(
      'hint: it does not know "snwoman"; did you mean snowman?\nhint: it does not know "hat"; did you mean cat?\n',
    );
  });

  it('that have no room are told as well', async () => {
    const { stderr } = await call(['diffuse', 'a cat and a dog', ...quick]);
    expect(stderr).toBe('hint: there is room for one subject, place, time, weather and colour: "dog" is left out\n');
  });

  it('that are all strange get to know what it can draw', async () => {
    const line = await refusal(['diffuse', 'xylophone', ...quick]);
    expect(line).toMatch(/^it has never seen "xylophone".*It draws cat, dog, house, .*; with mountains, sea, /);
  });

  it('never command the terminal', async () => {
    const { stderr } = await call(['diffuse', 'cat \x1b]0;owned\x07\x1b[2Jzzz', ...quick]);
    expect(stderr).not.toMatch(/\x1b|\x07/);
  });
});

describe('files', () => {
  const begins = { png: '\x89PNG', gif: 'GIF89a', svg: '<', txt: '' };

  it.each(Object.entries(begins))('.%s is whole, and said to be saved', async (ending, magic) => {
    const file = join(folder, `boat.${ending}`);
    const { status, stderr, stdout } = await call([...boat, '--out', file]);
    expect([status, stderr]).toEqual([0, `saved ${file}\n`]);
    expect(readFileSync(file, 'latin1').startsWith(magic)).toBe(true);
    if (ending === 'txt') expect(readFileSync(file, 'utf8')).toBe(stdout);
  });

  it('a PNG has the pixels of the picture, each a square', async () => {
    const file = join(folder, 'pixels.png');
    await call([...boat, '--out', file]);
    const { pixels } = last.parse(linesOf(await output([...boat, '--json'])).at(-1));
    const png = PNG.sync.read(readFileSync(file));
    const scale = png.width / 24;
    expect([png.height, Number.isInteger(scale), scale > 8]).toEqual([png.width, true, true]);
    for (let i = 0; i < 24 * 24; i++) {
      const at =
        (Math.floor((Math.floor(i / 24) + 0.5) * scale) * png.width + Math.floor(((i % 24) + 0.5) * scale)) * 4;
      for (let k = 0; k < 3; k++) expect(Math.abs(png.data[at + k] - 255 * pixels[3 * i + k])).toBeLessThan(1);
    }
  });

  it('a GIF has a picture for each step, and the result', async () => {
    const { GifReader } = await import('omggif');
    const file = join(folder, 'film.gif');
    await call([...boat, '--out', file]);
    const gif = new GifReader(readFileSync(file));
    expect(gif.numFrames()).toBeGreaterThanOrEqual(5);
  });

  it('several stand in rows, a strip has noise above guesses', async () => {
    const [many, strip] = [join(folder, 'many.png'), join(folder, 'strip.png')];
    await call([...boat, '--count', '5', '--out', many]);
    await call([...boat, '--show', 'steps', '--out', strip]);
    const [a, b] = [many, strip].map((file) => PNG.sync.read(readFileSync(file)));
    expect([a.width, a.height]).toEqual([760, 500]); // 3 and 2 of 24 pixels, 2 between them, each 10 wide
    expect([b.width, b.height]).toEqual([1280, 500]); // 4 steps and the result
  });

  it('an existing file stays unless forced, and is looked at before any work', async () => {
    const file = join(folder, 'kept.png');
    writeFileSync(file, 'mine');
    expect(await refusal([...boat, '--out', file])).toBe(`${file} exists already (--out). Add --force to replace it.`);
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect((await call([...boat, '--out', file, '--force'])).status).toBe(0);
    expect(readFileSync(file, 'latin1').startsWith('\x89PNG')).toBe(true);
    expect(readdirSync(folder).filter((name) => name.startsWith('kept'))).toEqual(['kept.png']);
  });
});

describe('a sketch', () => {
  it('may be what it drew itself: text or PNG; strength 0 gives it back', async () => {
    const drawn = await output(boat);
    writeFileSync(join(folder, 'sketch.txt'), drawn);
    const back = await output(['diffuse', '--init', 'sketch.txt', '--strength', '0', ...quick]);
    expect(back).toBe(drawn);
    await call([...boat, '--out', join(folder, 'sketch.png')]);
    const [before, after] = await Promise.all([
      output([...boat, '--json']),
      output(['diffuse', '--init', 'sketch.png', '--strength', '0', '--json', ...quick]),
    ]);
    const [one, two] = [before, after].map((stdout) => last.parse(linesOf(stdout).at(-1)).pixels);
    expect(Math.max(...one.map((x, i) => Math.abs(x - two[i])))).toBeLessThan(0.6 / 255);
  });

  it('comes from stdin for -', async () => {
    const drawn = await output(boat);
    expect(await output(['diffuse', '--init', '-', '--strength', '0', ...quick], { stdin: drawn })).toBe(drawn);
  });

  it('with some strength is drawn anew, and steers', async () => {
    const [up, down] = ['@\n'.repeat(6) + ' \n'.repeat(6), ' \n'.repeat(6) + '@\n'.repeat(6)].map((column) =>
      column.replace(/[@ ]/g, (sign) => sign.repeat(24)),
    );
    const draw = (stdin: string) =>
      output(['diffuse', '--init', '-', '--strength', '0.5', '--steps', '10', '--seed', '5'], { stdin });
    const dark = (picture: string) =>
      picture
        .split('\n')
        .slice(0, 6)
        .join('')
        .replace(/[@%#*+]/g, '').length;
    expect(dark(await draw(up))).toBeLessThan(dark(await draw(down)));
  });
});

describe.concurrent('refusals in one line', () => {
  it.each<[string[], string]>([
    [['--sampler', 'ddmi'], 'did you mean ddim?'],
    [['--steps', '0'], 'a whole number from 1 to 1000'],
    [['--guidance', 'much'], 'a number from 0 to 20'],
    [['--count', '17'], 'a whole number from 1 to 16'],
    [['--strength', '2', '--init', 'x'], 'a number from 0 to 1'],
    [['--strength', '0.5'], 'Name one with --init FILE.'],
    [['--show', 'stepz'], 'steps'],
    [['--style', 'brail'], 'braille'],
    [['--seed', '-1'], '"-1" is no seed'],
    [['--kernel', 'fast'], '"fast" is not possible here (--kernel). There are simd, plain.'],
    [['--out', 'x.jpg'], '.png, .svg, .gif, .txt or .html'],
    [['--out', '/nowhere/x.png'], 'there is no folder /nowhere'],
    [['--init', '/nowhere/x.png'], '/nowhere/x.png'],
    [['--weights', '/nowhere/x.bin'], '/nowhere/x.bin'],
    [['--save', 'x.weights'], 'Add --train.'],
    [['--model', 'exact', '--examples', '0'], 'the exact model knows nothing'],
    [['--nope'], "unknown option '--nope'"],
  ])('%j', async (flags, words) => {
    expect(await refusal(['diffuse', 'a cat', '--steps', '2', ...flags])).toContain(words);
  });

  it('one stdin cannot be two things', async () => {
    expect(await refusal(['diffuse', '-', '--init', '-'], { stdin: 'a cat' })).toBe(
      'the prompt and the sketch cannot both come from stdin (--init -). Give the prompt as text, or the sketch as a file.',
    );
  });

  it('a file that holds no weights, one that is damaged, and one of another kind', async () => {
    const bytes = readFileSync(new URL('../../src/assets/diffusion/weights.bin', import.meta.url));
    bytes[9000] ^= 1;
    writeFileSync(join(folder, 'damaged.bin'), bytes);
    writeFileSync(join(folder, 'text.bin'), 'hello\n');
    const { encodeCheckpoint } = await import('../../src/nn/checkpoint-format.ts');
    writeFileSync(join(folder, 'gan.bin'), encodeCheckpoint({ kind: 'gan', about: {}, tensors: new Map() }));
    const refused = (file: string) => refusal(['diffuse', 'a cat', '--weights', file]);
    expect(await refused('damaged.bin')).toMatch(/^this file of weights is damaged \(.*damaged\.bin\)\./);
    expect(await refused('text.bin')).toMatch(/^this is not a file of weights \(.*text\.bin\)\./);
    expect(await refused('gan.bin')).toMatch(
      /^these are weights of the kind "gan", not "diffusion-model" \(.*gan\.bin\)\./,
    );
  });
});

describe('--train', () => {
  const train = ['diffuse', '--train', '--steps', '4', '--seed', '1'];

  it('keeps a network that --weights draws with', async () => {
    const file = join(folder, 'own.weights');
    const { stdout, stderr, status } = await call([...train, '--save', file]);
    expect([status, stderr]).toEqual([
      0,
      expect.stringMatching(/^saved .*own\.weights: draw with it by genai diffuse /),
    ]);
    expect(stdout).toMatch(/^a red boat on the sea\n[\s\S]*\na sunset over the sea\n/);
    const lines = linesOf(await output(['diffuse', 'a boat', '--weights', file, ...quick, '--json']));
    expect(lines.at(-1)).toMatchObject({ width: 16, height: 16, nearest: { of: 200 } });
  });

  it('with --json gives lines of loss, and the same for the same seed', async () => {
    const [one, two] = await Promise.all([output([...train, '--json']), output([...train, '--json'])]);
    expect(two).toBe(one);
    expect(linesOf(one)).toEqual([
      { step: 4, of: 4, loss: expect.any(Number) },
      expect.objectContaining({ done: true, lab: 'diffuse-train', seed: 1, steps: 4, width: 16 }),
    ]);
  });

  it('Ctrl-C keeps what it has', async () => {
    const file = join(folder, 'early.weights');
    const given = ['diffuse', '--train', '--seed', '1', '--save', file, '--json'];
    const { status, stderr, stdout } = await genai(given, { kill: { signal: 'SIGINT', after: 20 } });
    expect(status).toBe(130);
    expect(stderr).toMatch(/^saved /);
    const { steps, of } = linesOf(stdout).at(-1) as { steps: number; of: number };
    expect(of).toBe(3300);
    expect(steps).toBeLessThan(3300);
    expect(existsSync(file)).toBe(true);
  });

  it.each<[string[], string]>([
    [['--init', 'x'], '--init does not go with --train'],
    [['--weights', 'x'], '--weights does not go with --train'],
    [['--show', 'live'], '--show does not go with --train'],
    [['--steps', '20001'], 'a whole number from 1 to 20000'],
    [['--save', '/nowhere/x'], 'there is no folder /nowhere (--save)'],
  ])('refuses %j', async (flags, words) => {
    expect(await refusal([...train.slice(0, 2), ...flags])).toContain(words);
  });
});
