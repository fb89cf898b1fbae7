/** `genai progress --export` and `--import`, and what is due for review, as a shell sees them. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, genai, output, program, refusal, run } from './genai.ts';

const header = '{"format":"genai-tutor progress","version":1}';
const line = (lesson: string, change: object, days = 3): string => {
  const at = new Date(Date.now() - days * 86_400_000).toISOString();
  return JSON.stringify({ v: 1, at, lesson, change });
};
const missed = line('next-token', { type: 'answer', step: 'same-prompt', answer: 0, right: false });

async function home(name: string, ...lines: string[]): Promise<{ GENAI_TUTOR_HOME: string }> {
  const path = join(folder, name);
  await mkdir(path);
  if (lines.length > 0) await writeFile(join(path, 'progress.jsonl'), [header, ...lines, ''].join('\n'));
  return { GENAI_TUTOR_HOME: path };
}
const journal = ({ GENAI_TUTOR_HOME: path }: { GENAI_TUTOR_HOME: string }) =>
  readFile(join(path, 'progress.jsonl'), 'utf8').catch(() => '');

describe.concurrent('progress', () => {
  it('goes to another machine, through a file or a pipe, and counts there', async () => {
    const [here, there, third] = [
      await home('a', missed, line('a-pack/x', { type: 'finished' })),
      await home('b'),
      await home('c'),
    ];
    const file = join(folder, 'all.jsonl');
    const { stdout, stderr, status } = await genai(['progress', '--export', file], { env: here });
    expect([stdout, stderr, status]).toEqual(['', `saved ${file}: 2 events\n`, 0]);
    expect(await refusal(['progress', '--export', file], { env: here })).toBe(
      `${file} exists already (--export). Add --force to replace it.`,
    );
    const text = await output(['progress', '--export', '-'], { env: here });
    expect(await readFile(file, 'utf8')).toBe(text);
    expect(await output(['progress', '--import', file], { env: there })).toBe('Added 2 of 2 events.\n');
    const once = await journal(there);
    expect(await output(['progress', '--import', file], { env: there })).toBe(
      'Nothing new: 2 events, known already.\n',
    );
    expect(await journal(there)).toBe(once);
    expect(await output(['progress', '--import', '-', '--json'], { env: third, stdin: text })).toBe(
      '{"events":2,"added":2}\n',
    );
    const done = await output(['progress', '--json'], { env: third });
    expect(JSON.parse(done).review).toEqual({ due: 1, later: 0, next_at: null });
    expect(await output(['progress', '--export', '-'], { env: third })).toBe(text);
  });

  it.each([
    ['binary', Buffer.from([0x1f, 0x8b, 8, 0, 255, 254]), /^this is no progress \(stdin\)\. Make a file with/],
    ['escape codes', `${header}\n\x1b]0;evil\x07\n`, /^this line is no JSON \(stdin:2\)\. Nothing was imported;/],
  ])('is not taken from %s, and nothing is imported', async (name, stdin, why) => {
    const env = await home(`refused ${name}`, missed);
    const before = await journal(env);
    expect(await refusal(['progress', '--import', '-'], { env, stdin })).toMatch(why);
    expect(await journal(env)).toBe(before);
  });

  it('names a file that is missing, a folder, or far too long', async () => {
    const env = await home('d');
    expect(await refusal(['progress', '--import', '/nowhere/x'], { env })).toMatch(
      /^there is no such file \(\/nowhere\/x\)/,
    );
    expect(await refusal(['progress', '--import', folder], { env })).toContain('this is a folder');
    const endless = 'head -c 70000000 /dev/zero | "$0" "$1" progress --import -';
    const { stderr, status } = await run('sh', ['-c', endless, process.execPath, program], { env });
    expect([stderr.split('\n')[0], status]).toEqual([
      expect.stringMatching(/^genai: this is longer than 64 MB \(stdin\)/),
      2,
    ]);
  });

  it('of which there is none yet is exported as none', async () => {
    const env = await home('e');
    expect(await output(['progress', '--export', '-'], { env })).toBe(`${header}\n`);
    expect(await output(['progress', '--import', '-'], { env, stdin: `${header}\n` })).toBe('Nothing new: 0 events.\n');
  });

  it.each([
    [['--export', '-', '--import', '-'], '--export and --import are two things (--import). Do one after the other.'],
    [['--force'], '--force goes with --export (--force). Add --export FILE.'],
    [['--export', '-', '--json'], '--json does not go with --export (--json). Leave it out.'],
  ])('does one thing at a time: %s', async (flags, why) => {
    expect(await refusal(['progress', ...flags])).toBe(why);
  });

  it('is neither half exported nor half imported when the disk is full', async () => {
    const lines = Array.from({ length: 2000 }, (_, i) => line('one', { type: 'done', step: `s${i}` }, i));
    const [full, small] = [await home('full', ...lines), await home('small', missed)];
    const limited = (args: readonly string[], env: Record<string, string>) =>
      run('sh', ['-c', 'ulimit -f 64; exec "$0" "$@"', process.execPath, program, 'progress', ...args], { env });
    const [good, bad] = [join(folder, 'good.jsonl'), join(folder, 'bad.jsonl')];
    await genai(['progress', '--export', good], { env: full });
    await writeFile(bad, 'mine');
    const names = await readdir(folder);
    const exported = await limited(['--export', bad, '--force'], full);
    expect([exported.stderr, exported.status]).toEqual([
      expect.stringMatching(/^genai: no file may be this large here; nothing was written to .+bad\.jsonl/),
      2,
    ]);
    expect(await readFile(bad, 'utf8')).toBe('mine');
    expect(await readdir(folder)).toEqual(expect.arrayContaining(names));
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
    const imported = await limited(['--import', good], small);
    expect([imported.stdout, imported.stderr, imported.status]).toEqual([
      '',
      expect.stringMatching(/^genai: nothing was imported: .+EFBIG/),
      2,
    ]);
    expect(await output(['progress', '--export', '-'], { env: small })).toBe(`${header}\n${missed}\n`);
    const { stdout, stderr } = await genai(['progress', '--import', good], { env: small });
    expect([stdout, stderr]).toEqual(['Added 2000 of 2000 events.\n', '']);
  });
});

describe.concurrent('a review', () => {
  it('is told by progress, and listed where nobody can answer', async () => {
    const env = await home('due', missed);
    const told = await genai(['progress'], { env });
    expect(told.stdout).toMatch(/\n\n1 question to review\.\n$/);
    expect(told.stderr).toContain('hint: genai learn --review asks what you missed\n');
    const { stdout, stderr, status } = await genai(['learn', '--review'], { env });
    expect(stdout).toMatch(/One prompt, two endings +Predict the next token +3 days ago/);
    expect([stderr, status]).toEqual(['hint: in a terminal genai learn --review asks them\n', 0]);
  });

  it('of nothing says when there will be something', async () => {
    const env = await home(
      'later',
      line('next-token', { type: 'answer', step: 'same-prompt', answer: 0, right: false }, 0),
    );
    expect(await output(['learn', '--review'], { env })).toBe(
      'Nothing to review just now. The next question comes back in about 20 hours.\n',
    );
    expect((await genai(['progress'], { env })).stdout).toContain(
      'The next question comes back for review in about 20 hours.',
    );
    expect(await refusal(['learn', '--review', 'next-token'])).toMatch(/^--review asks about all lessons/);
  });
});
