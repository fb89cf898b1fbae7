/** `genai pipeline` in small: all stages, and all that may happen to a run on its way. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { program } from './genai.ts';
import { call, folder, refusal } from './in-process.ts';

const exam = ['--exam', '4'];
/** Knobs with which a stage takes no time. */
const small: Readonly<Record<string, readonly string[]>> = {
  collect: ['--depth', '3'],
  pretrain: ['--steps', '6', '--batch', '4', '--width', '16', '--layers', '1', '--vocabulary-size', '800'],
  finetune: ['--steps', '6', '--rows', '2', '--earlier', '2', ...exam],
  reward: ['--steps', '6', '--batch', '2', ...exam],
  rlhf: ['--steps', '4', '--questions', '2', '--tries', '2', '--earlier', '2', ...exam],
  dpo: ['--steps', '6', '--batch', '2', '--earlier', '2', ...exam],
  quantize: ['--bits', '8 4', ...exam],
  evaluate: exam,
};
const stages = Object.keys(small);
const models: Readonly<Record<string, string>> = {
  pretrain: 'base.bin',
  finetune: 'sft.bin',
  reward: 'judge.bin',
  rlhf: 'rlhf.bin',
  dpo: 'dpo.bin',
};

const whole = join(folder, 'whole');
const stage = (id: string, run: string, ...flags: string[]): string[] => [
  'pipeline',
  id,
  '--run',
  run,
  ...small[id],
  ...flags,
];
const bytesOf = (run: string, file: string): Buffer => readFileSync(join(run, file));
/** A copy of the whole run, to do something to. */
function copy(name: string): string {
  const run = join(folder, name);
  cpSync(whole, run, { recursive: true });
  return run;
}

beforeAll(async () => {
  for (const id of stages) {
    const { stdout, stderr, status } = await call(stage(id, whole, '--seed', '3'));
    expect({ stderr, status }, id).toEqual({ stderr: '', status: 0 });
    expect(stdout, id).toMatch(new RegExp(`^${id}: `, 'm'));
  }
}, 180_000);

describe('a whole run', () => {
  it('made a model after each stage', () => {
    for (const file of [...Object.values(models), 'int8.bin', 'int4.bin', 'documents.txt', 'held-out.txt'])
      expect(existsSync(join(whole, file)), file).toBe(true);
    expect(bytesOf(whole, 'int8.bin').length).toBeLessThan(0.5 * bytesOf(whole, 'dpo.bin').length);
  });

  it('is told again at once: a line for each stage, a table of stages, the targets', async () => {
    const { stdout, stderr, status } = await call(['pipeline', '--run', whole]);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    for (const id of stages) expect(stdout).toMatch(new RegExp(`^${id}: +\\S`, 'm'));
    expect(stdout).toContain('harmful refused');
    expect(stdout).toContain('not met');
    for (const line of stdout.split('\n').slice(-20)) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('is JSON lines, the last one with targets and the results of all stages', async () => {
    const { stdout, status } = await call(['pipeline', '--run', whole, '--json']);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect([status, lines.length]).toEqual([0, stages.length + 1]);
    expect(lines.slice(0, -1)).toEqual(stages.map((id) => expect.objectContaining({ stage: id, done: true, seed: 3 })));
    const target = z.object({ what: z.string(), met: z.boolean().nullable(), value: z.number().nullable() });
    const last = z
      .object({
        done: z.literal(true),
        seed: z.literal(3),
        targets: z.array(target).min(8),
        results: z.object({}).loose(),
      })
      .parse(lines.at(-1));
    expect(Object.keys(last.results)).toEqual(stages);
  });

  it('becomes a page, which nothing replaces unasked', async () => {
    const page = join(folder, 'report.html');
    const args = ['pipeline', '--run', whole, '--out', page];
    expect((await call(args)).stderr).toBe(`saved ${page}\n`);
    expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>[\s\S]*Targets/);
    expect(await refusal(args)).toContain('exists already');
    expect(await refusal(['pipeline', '--run', whole, '--out', 'report.txt'])).toContain('.html');
  });

  it('a stage that is done is not made again, unless with other knobs or by --again; to the same bytes nothing else is', async () => {
    const run = copy('again');
    const before = bytesOf(run, 'dpo.bin');
    expect((await call(stage('dpo', run))).stderr).toBe('');
    await call(stage('dpo', run, '--beta', '1'));
    expect(bytesOf(run, 'dpo.bin').equals(before)).toBe(false);
    await call(stage('dpo', run, '--again'));
    expect(bytesOf(run, 'dpo.bin').equals(before)).toBe(true);
    const { stdout, stderr } = await call(['pipeline', '--run', run]);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^evaluate: /m);
  });
});

it('a stage is made anew when a file that it was given has changed since, under the same name', async () => {
  const run = copy('preferences');
  const file = join(folder, 'preferences.ndjson');
  const prefer = (chosen: string, rejected: string): void =>
    writeFileSync(file, `${JSON.stringify({ question: 'Who is there?', chosen, rejected })}\n`);
  const own = stage('dpo', run, '--preferences', file, '--lr', '0.01');
  const made = async (): Promise<Buffer> => {
    expect((await call(own)).status).toBe(0);
    return bytesOf(run, 'dpo.bin');
  };
  prefer('Nobody.', 'Somebody.');
  const first = await made();
  expect((await made()).equals(first)).toBe(true);
  prefer('Somebody.', 'Nobody.');
  expect((await made()).equals(first)).toBe(false);
});

describe('what may happen', () => {
  it.each(Object.entries(models))('Ctrl-C while %s learns: it goes on to the same model', async (id, file) => {
    const run = copy(`stopped-${id}`);
    const stop = new AbortController();
    const steps = id === 'rlhf' ? '16' : '40';
    const many = stage(id, run, '--again', '--steps', steps, '--every', '10');
    const running = call(many, { signal: stop.signal });
    await until(() => existsSync(join(run, 'lock-1')) && !existsSync(join(run, `${id}.json`)));
    await setTimeout(400);
    stop.abort();
    const stopped = await running;
    expect(stopped.stdout).not.toMatch(new RegExp(`^${id}:`, 'm'));
    expect(stopped.status).toBe(130);
    expect(stopped.stderr).toContain(`go on with genai pipeline --run ${run}`);
    // What was saved on the way remembers its knobs; Ctrl-C may have come before that.
    const isSaved = existsSync(join(run, `${id}.part`));
    const again = isSaved ? ['pipeline', id, '--run', run] : stage(id, run, '--steps', steps, '--every', '10');
    expect((await call(again)).status).toBe(0);
    const other = copy(`undisturbed-${id}`);
    await call(stage(id, other, '--again', '--steps', steps, '--every', '10'));
    expect(bytesOf(run, file).equals(bytesOf(other, file))).toBe(true);
  });

  it('killed, it goes on', async () => {
    const run = join(folder, 'killed');
    const args = [program, ...stage('finetune', run, '--seed', '3')];
    for (const wait of [900, 1800, 2600]) {
      const child = spawn(process.execPath, args, { stdio: 'ignore' });
      const over = new Promise((done) => child.once('exit', done));
      await Promise.race([setTimeout(wait), over]);
      child.kill('SIGKILL');
      await over;
    }
    for (const id of ['collect', 'pretrain', 'finetune']) await call(stage(id, run));
    expect(bytesOf(run, 'sft.bin').length).toBeGreaterThan(1000);
    expect((await call(['pipeline', 'finetune', '--run', run])).stderr).toBe('');
  });

  it('a damaged model is told of and made again', async () => {
    const run = copy('damaged');
    const bytes = bytesOf(run, 'sft.bin');
    bytes[bytes.length >> 1] ^= 1;
    writeFileSync(join(run, 'sft.bin'), bytes);
    const { stderr, status } = await call(stage('finetune', run));
    expect({ stderr, status }).toEqual({ stderr: 'hint: sft.bin is damaged: finetune is made anew\n', status: 0 });
    expect(bytesOf(run, 'sft.bin').equals(bytesOf(whole, 'sft.bin'))).toBe(true);
    expect((await call(['pipeline', '--run', run])).stderr).toBe('');
  });

  it('a run of another version, other settings, no run at all: one line, and nothing is touched', async () => {
    const run = copy('newer');
    const record = readFileSync(join(run, 'run.json'), 'utf8');
    writeFileSync(join(run, 'run.json'), record.replace(/"version":\s*1/, '"version": 2'));
    expect(await refusal(['pipeline', '--run', run])).toMatch(/newer|damaged/);
    expect(await refusal(['pipeline', '--run', whole, '--seed', '4'])).toContain('was begun with --seed 3, not 4');
    expect(await refusal(['pipeline', '--run', whole, '--quick'])).toContain('without --quick');
    expect(await refusal(['pipeline', 'finetoon', '--run', whole])).toContain('finetune');
    const none = join(folder, 'none');
    expect(await refusal(['pipeline', 'dpo', '--run', none, '--beta', '9'])).toContain('--beta');
    expect(existsSync(none)).toBe(false);
    writeFileSync(join(folder, 'letter.txt'), 'Dear Ada');
    expect(await refusal(['pipeline', '--run', folder])).toContain('holds other things');
  });

  it('a disk that is full: one line, and what was there before is there', async () => {
    const run = copy('full');
    const script = `ulimit -f 20; exec "$0" "$@"`;
    const args = ['-c', script, process.execPath, program, ...stage('pretrain', run, '--again', '--width', '64')];
    const child = spawn('bash', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (chunk) => void (stderr += chunk));
    const status = await new Promise((done) => child.once('exit', done));
    expect(status).toBe(2);
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^genai: .*(full|large|written).*base\.bin/);
    expect((await call(stage('pretrain', run))).status).toBe(0);
  });
});

it('several seeds: a run each, and a table of what was reached', async () => {
  const many = join(folder, 'many');
  for (const seed of ['3', '4']) {
    const run = join(many, `seed-${seed}`);
    if (seed === '3') cpSync(whole, run, { recursive: true });
    else for (const id of stages) await call(stage(id, run, '--seed', seed));
  }
  const { stdout, stderr, status } = await call(['pipeline', '--run', many, '--seeds', '2', '--seed', '3']);
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  expect(stdout).toMatch(/seed 3 +seed 4 +met/);
}, 120_000);

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await setTimeout(20);
}
