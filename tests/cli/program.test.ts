/** The program as a whole: help, version, what it loads; `lab`, `source`, `doctor`. */
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { folder, genai, output as outputOfProcess, program } from './genai.ts';
import { call, output } from './in-process.ts';

const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));

describe.concurrent('help', () => {
  it('is what comes without a command where no terminal is', async () => {
    const help = await output(['--help']);
    for (const args of [[], ['help'], ['-h'], ['--debug'], ['--no-color']]) expect(await output(args)).toBe(help);
  });

  it('gives the bounds and the default of every knob', async () => {
    for (const args of [['sample'], ['lab', 'sample']]) {
      const help = (await output([...args, '--help'])).replaceAll(/\s+/g, ' ');
      expect(help).toMatch(/--order <N> (?:(?!--).)+\(a whole number from 1 to 8, default 2\)/);
      expect(help).toMatch(/--temperature <T> (?:(?!--).)+\(a number from 0 to 100, default 1\)/);
      expect(help).toMatch(/--top-p <P> (?:(?!--).)+\(a number above 0, up to 1, default 1\)/);
      expect(help).toContain('-n, --max-tokens <N>');
      expect(help).toMatch(/--unit <word\|char\|bpe> (?:(?!--).)+\(default "word"\)/);
    }
  });
});

describe.concurrent('--version', () => {
  it('is the one of the package', async () => {
    for (const args of [['--version'], ['-V'], ['--debug', '--version']])
      expect(await outputOfProcess(args)).toBe(`${version}\n`);
  });
});

describe.concurrent('what is loaded', () => {
  const dist = new URL('.', `file://${program}`);

  /** Names of the files of dist that a run loaded, as V8's own coverage report lists them. */
  async function loaded(name: string, args: readonly string[]): Promise<string[]> {
    const report = join(folder, name);
    await mkdir(report);
    await genai(args, { env: { NODE_V8_COVERAGE: report } });
    const [file] = await readdir(report);
    const { result } = JSON.parse(await readFile(join(report, file), 'utf8')) as { result: { url: string }[] };
    return result.flatMap(({ url }) => (url.startsWith(dist.href) ? [url.slice(dist.href.length)] : []));
  }

  async function holding(mark: string): Promise<string[]> {
    const names = (await readdir(dist)).filter((name) => name.endsWith('.js'));
    const texts = await Promise.all(names.map((name) => readFile(new URL(name, dist), 'utf8')));
    return names.filter((_, i) => texts[i].includes(mark));
  }

  it('has nothing of Ink and React without a terminal', async () => {
    const ink = [...(await holding('ink-box')), ...(await holding('react.element')), ...(await holding('yoga'))];
    expect(ink.length).toBeGreaterThan(1);
    const runs = [
      ['learn', '2', '--plain'],
      ['learn', '2'],
      ['learn', '--list', '--json'],
      ['learn'],
      ['lab', 'sample'],
      ['progress'],
      ['doctor'],
      [],
    ];
    for (const [i, args] of runs.entries()) {
      const names = await loaded(`coverage-${i}`, args);
      expect(names).toContain('genai.js');
      expect(
        names.filter((name) => ink.includes(name)),
        args.join(' '),
      ).toEqual([]);
    }
  });

  it('is small for sample: under 300 KB, and nothing of lessons', async () => {
    const names = await loaded('coverage-sample', ['sample', 'The cat']);
    const sizes = await Promise.all(names.map(async (name) => (await stat(new URL(name, dist))).size));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(300_000);
    const lessons = await holding('YAMLParseError');
    expect(lessons.length).toBeGreaterThan(0);
    expect(names.filter((name) => lessons.includes(name))).toEqual([]);
  });

  it('is next to nothing for --version', async () => {
    expect(await loaded('coverage-version', ['--version'])).toEqual(['genai.js']);
  });
});

const labSchema = z.strictObject({ id: z.string(), title: z.string(), about: z.string() });

describe.concurrent('lab', () => {
  it('lists every lab', async () => {
    const labs = (await output(['lab', '--json']))
      .trimEnd()
      .split('\n')
      .map((line) => labSchema.parse(JSON.parse(line)));
    expect(labs.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['sample', 'classify-vs-generate', 'rules-vs-learned']),
    );
    const { stdout, stderr, status } = await call(['lab']);
    const rows = stdout.split('\n').map((row) => row.replace(/ {2,}/, ' '));
    for (const { id, title } of labs) expect(rows).toContain(`${id} ${title}`);
    expect([stderr.startsWith('hint: open one with genai lab <id>'), status]).toEqual([true, 0]);
  });

  it.each(['sample', 'classify-vs-generate', 'rules-vs-learned'])(
    '%s streams its events, the result last',
    async (id) => {
      const text = await output(['lab', id, '--seed', '4', '--json']);
      const lines = text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      const last = lines.pop();
      expect(last).toMatchObject({ done: true, lab: id, seed: 4 });
      expect(lines.length).toBeGreaterThan(2);
      for (const line of lines) expect([typeof line.kind, 'done' in line]).toEqual(['string', false]);
      expect(await output(['lab', id, '--json', '--seed', '4'])).toBe(text);
      const drawn = await output(['lab', id, '--seed', '4']);
      expect(drawn).toMatch(/\nseed 4\n$/);
      expect(drawn).toContain('model');
      for (const line of drawn.split('\n')) expect([...line].length).toBeLessThanOrEqual(80);
    },
  );

  it('says the same as the command of its own', async () => {
    const flags = ['--order', '3', '--temperature', '0.7', '--seed', '9', '--json'];
    const lab = (await output(['lab', 'sample', '--prompt', 'The dog', ...flags])).trimEnd().split('\n').at(-1)!;
    const { done, lab: id, ...result } = JSON.parse(lab);
    expect([done, id]).toEqual([true, 'sample']);
    expect(result).toEqual(JSON.parse(await output(['sample', 'The dog', ...flags])));
  });

  it('takes its knobs before and behind its name', async () => {
    const behind = await output(['lab', 'sample', '--order', '3', '--seed', '1']);
    expect(await output(['lab', '--order', '3', '--seed', '1', 'sample'])).toBe(behind);
    expect(await output(['lab', '--order=3', 'sample', '--seed=1'])).toBe(behind);
  });

  it('draws a fresh seed and says it', async () => {
    const first = JSON.parse((await output(['lab', 'sample', '--json'])).trimEnd().split('\n').at(-1)!);
    const second = JSON.parse((await output(['lab', 'sample', '--json'])).trimEnd().split('\n').at(-1)!);
    expect(second.seed).not.toBe(first.seed);
  });
});

describe.concurrent('source', () => {
  it('lists its topics, each with the place where it stands', async () => {
    const line = z.strictObject({ topic: z.string(), file: z.string(), line: z.int() });
    const topics = (await output(['source', '--json']))
      .trimEnd()
      .split('\n')
      .map((text) => line.parse(JSON.parse(text)));
    for (const { topic, file, line } of topics) {
      const text = await readFile(new URL(`../../${file}`, import.meta.url), 'utf8');
      expect(text.split('\n')[line - 2]).toContain(`#region ${topic}`);
    }
    const { stdout, stderr, status } = await call(['source']);
    for (const { topic, file, line } of topics) expect(stdout).toMatch(new RegExp(`^${topic} +${file}:${line}$`, 'm'));
    expect([stderr, status]).toEqual(['hint: read one with genai source <topic>\n', 0]);
  });

  it('prints the very lines', async () => {
    const { stdout, stderr, status } = await call(['source', 'shape']);
    const text = await readFile(new URL('../../src/models/decoding/shape.ts', import.meta.url), 'utf8');
    const [, region] = /\/\/ #region shape\n([\s\S]*?)\n\/\/ #endregion/.exec(text)!;
    expect(stdout).toBe(`${region}\n`);
    expect([stderr, status]).toEqual([expect.stringMatching(/^src\/models\/decoding\/shape\.ts, from line \d+\n$/), 0]);
    const json = JSON.parse(await output(['source', 'shape', '--json']));
    expect(json).toMatchObject({ topic: 'shape', file: 'src/models/decoding/shape.ts', text: region });
  });
});

describe.concurrent('doctor', () => {
  const report = z.strictObject({
    version: z.string(),
    findings: z.array(
      z.strictObject({ name: z.string(), value: z.string(), ok: z.boolean(), note: z.string().optional() }),
    ),
  });

  it('is content where all is well', async () => {
    const home = join(folder, 'home of the doctor');
    const env = { GENAI_TUTOR_HOME: home };
    const told = report.parse(JSON.parse(await outputOfProcess(['doctor', '--json'], { env })));
    const value = (name: string) => told.findings.find((finding) => finding.name === name)?.value;
    expect([told.version, value('version'), value('node')]).toEqual([version, version, process.versions.node]);
    expect([value('progress'), value('terminal'), value('colours')]).toEqual([home, 'no terminal', 'none']);
    expect(told.findings.every(({ ok }) => ok)).toBe(true);
    const text = await output(['doctor'], { env });
    for (const { name } of told.findings) expect(text).toMatch(new RegExp(`^ok {2}${name} +\\S`, 'm'));
    expect(text).toContain(`  ${home}
`);
  });

  it('says what would not work, and fails', async () => {
    await writeFile(join(folder, 'a file'), '');
    const env = { GENAI_TUTOR_HOME: join(folder, 'a file', 'home') };
    const { stdout, stderr, status } = await call(['doctor'], { env });
    expect(stdout).toMatch(/^NO {2}progress +\/.+home\n +progress cannot be kept \(ENOTDIR\): set GENAI_TUTOR_HOME/m);
    expect([stderr, status]).toEqual(['', 1]);
    expect((await call(['doctor', '--json'], { env })).status).toBe(1);
    // and the rest works without a memory
    expect(await output(['sample', 'The cat', '--temperature', '0'], { env })).toBe('The cat sat on the mat.\n');
  });

  it('sees what the terminal can show', async () => {
    const find = async (env: Record<string, string>, name: string) =>
      report
        .parse(JSON.parse(await output(['doctor', '--json'], { env })))
        .findings.find((finding) => finding.name === name)?.value;
    expect(await find({ LANG: 'C' }, 'characters')).toBe('ASCII only');
    expect(await find({ LANG: 'de_DE.UTF-8' }, 'characters')).toBe('Unicode');
    expect(await find({ FORCE_COLOR: '3' }, 'colours')).toBe('16 million');
  });
});
