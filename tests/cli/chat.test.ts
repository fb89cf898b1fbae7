/** `genai chat`: every face of it, over tiny models in files and in the folder of a run. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { typed } from '../../src/cli/chat/typed.ts';
import { Wrapped } from '../../src/cli/chat/wrapped.ts';
import { folderStages } from '../../src/cli/pipeline/stages.ts';
import { answer as schema } from '../../src/labs/chat/params.ts';
import { RunFolder } from '../../src/store/run-folder.ts';
import { tinyChat } from '../labs/tiny-chat.ts';
import { call, folder, type Given } from './in-process.ts';

const question = 'Where does Ada Pepper live?';
const run = join(folder, 'run');
const file = (stage: string): string => join(folder, `${stage}.bin`);
const few = ['--max-tokens', '4'];
const answerSchema = schema.strict();

beforeAll(async () => {
  for (const stage of ['sft', 'int4', 'judge', 'nobody']) writeFileSync(file(stage), tinyChat(stage));
  const made = await RunFolder.open(run, folderStages, { given: {}, usual: {} });
  await made.finish('collect', { files: {}, result: {} });
  const models = [['pretrain', 'base'], ['finetune', 'sft'], ['reward', 'judge'], ['rlhf', 'rlhf']] as const; // biome-ignore format: a line
  for (const [stage, name] of models) {
    await made.finish(stage, { files: { [`${name}.bin`]: tinyChat(name, name.length) }, result: {} });
  }
  await made.close();
});

async function output(args: readonly string[], given?: Given): Promise<string> {
  const { stdout, stderr, status } = await call(['chat', ...args], given);
  expect([stderr.replace(/^hint: .*\n/gm, ''), status], args.join(' ')).toEqual(['', 0]);
  return stdout;
}

async function refusal(args: readonly string[], given?: Given): Promise<string> {
  const { stdout, stderr, status } = await call(['chat', ...args], given);
  expect([stdout, status], stderr).toEqual(['', 2]);
  return stderr;
}

const told = async (args: readonly string[], given?: Given) =>
  (await output([...args, '--json'], given))
    .trimEnd()
    .split('\n')
    .map((line) => answerSchema.parse(JSON.parse(line)));

const shown = (answer: string): string => answer.replace(/[\x00-\x1f\x7f-\x9f]/g, '').trim();

describe('one question', () => {
  it('is answered by the answer alone, the same as JSON has it', async () => {
    const [answer] = await told([question, '--weights', file('sft')]);
    expect(answer).toMatchObject({ question, stage: 'sft', unknown_words: [] });
    expect(shown(await output([question, '--weights', file('sft')]))).toBe(shown(answer.answer));
    expect(await output(question.split(' ').concat('--weights', file('sft')))).toBe(
      await output([question, '--weights', file('sft')]),
    );
  });

  it('is drawn by the seed', async () => {
    const warm = [question, '--weights', file('sft'), '--temperature', '2'];
    const [one, again, other] = [await told([...warm, '--seed', '1']), await told([...warm, '--seed', '1']), await told([...warm, '--seed', '2'])]; // biome-ignore format: a line
    expect(again).toEqual(one);
    expect(other[0].tokens).not.toEqual(one[0].tokens);
  });

  it('of strange words is answered, and what was never read is said', async () => {
    const { stdout, stderr, status } = await call([
      'chat',
      'Where does Berlin live, Ada Peper?',
      '--weights',
      file('sft'),
      ...few,
    ]);
    expect([status, stdout.split('\n').length]).toEqual([0, 2]);
    expect(stderr).toContain('hint: it has never read "peper"; did you mean "Pepper"?\n');
    expect(stderr).toMatch(/hint: "berlin" stands in nothing that it has read/);
    const [{ unknown_words }] = await told(['Where does Berlin live, Ada Peper?', '--weights', file('sft'), ...few]);
    expect(unknown_words.map(({ word }) => word)).toEqual(['berlin', 'peper']);
  });

  it('sends no code of its own to a terminal, and none of the model', async () => {
    const { stdout, stderr } = await call([
      'chat',
      'Who \x1b[31mis\x07 Ada?',
      '--weights',
      file('sft'),
      '--temperature',
      '5',
    ]);
    expect(stdout + stderr).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
  });

  it.each([
    [['x', '--weights', 'no/such'], 'there is no such file'],
    [['x', '--weights', 'judge.bin'], 'this is a model of the stage "judge", which does not talk'],
    [['x', '--weights', 'sft.bin', '--run', 'run'], '--run and --weights do not go together'],
    [['x', '--weights', 'sft.bin', '--stage', 'dpo'], 'There are sft, int8, int4.'],
    [['x', '--run', 'sft.bin'], 'this is a file, not a folder'],
    [['x', '--run', 'no/such'], 'there is no such folder'],
    [['x', '--run', '.'], 'this folder holds no run'],
    [['x', '--run', 'run', '--stage', 'dpo'], 'There are base, sft, rlhf, int8, int4.'],
    [['x', '--stage', 'rlhf'], 'genai pipeline makes one in a folder; name that with --run.'],
    [['', '--weights', 'sft.bin'], 'there is no question'],
    [
      ['a '.repeat(99), '--weights', 'sft.bin'],
      'is too long for this model, which reads 24 before it answers. Ask in fewer words',
    ],
    [['-', '--weights', 'sft.bin'], 'there is no question (stdin)'],
  ])('is refused: %j', async (args, why) => {
    const named = args.map((arg) => (/\.bin$|^run$|^\.$/.test(arg) ? join(folder, arg) : arg));
    expect(await refusal(named)).toContain(why);
  });
});

describe('a run of the pipeline', () => {
  it('is asked at its furthest stage, or at all of them', async () => {
    const all = await told([question, '--run', run, '--stage', 'all', '--seed', '1']);
    expect(all.map(({ stage }) => stage)).toEqual(['base', 'sft', 'rlhf', 'int8', 'int4']);
    expect(await told([question, '--run', run, '--seed', '1'])).toEqual([all[2]]);
    const lines = (await output([question, '--run', run, '--stage', 'all'])).trimEnd().split('\n');
    expect(lines.map((line) => line.split(':')[0])).toEqual(all.map(({ stage }) => stage));
  });

  it('says which of its models are damaged, and asks the others', async () => {
    const hurt = join(folder, 'hurt');
    const made = await RunFolder.open(hurt, folderStages, { given: {}, usual: {} });
    await made.finish('collect', { files: {}, result: {} });
    await made.finish('pretrain', { files: { 'base.bin': tinyChat('base') }, result: {} });
    await made.finish('finetune', { files: { 'sft.bin': tinyChat('sft') }, result: {} });
    await made.close();
    writeFileSync(join(hurt, 'sft.bin'), tinyChat('sft').subarray(0, 100));
    const { stdout, stderr, status } = await call(['chat', question, '--run', hurt, '--json', ...few]);
    expect([JSON.parse(stdout).stage, status]).toEqual(['base', 0]);
    expect(stderr).toMatch(/^hint: sft\.bin .+: genai pipeline makes it anew$/m);
    mkdirSync(join(folder, 'new'));
    const fresh = await RunFolder.open(join(folder, 'new'), folderStages, { given: {}, usual: {} });
    await fresh.close();
    expect(await refusal(['x', '--run', join(folder, 'new')])).toContain('there is no model in this run yet');
  });
});

describe('lines of stdin', () => {
  const stdin = `${question}\n\nWho has a cat?\n`;

  it('are questions, and a line answers each; empty ones stay empty', async () => {
    const lines = (await output(['--run', run], { stdin })).split('\n');
    const alone = [await output([question, '--run', run]), await output(['Who has a cat?', '--run', run])];
    expect(lines).toEqual([alone[0].trimEnd(), '', alone[1].trimEnd(), '']);
    expect(await output(['-', '--run', run], { stdin })).toBe(lines.join('\n'));
  });

  it('each have a seed of their own in JSON, with which they can be asked alone', async () => {
    const warm = ['--run', run, '--temperature', '1'];
    const [first, second] = await told([...warm, '--seed', '4'], { stdin });
    expect([first.seed, second.seed]).toEqual([4, 6]);
    expect(await told(['Who has a cat?', ...warm, '--seed', '6'])).toEqual([second]);
  });

  it('are all answered or none', async () => {
    expect(await refusal(['--run', run], { stdin: `${stdin}${'cat '.repeat(99)}` })).toContain('(line 4)');
    expect(await refusal(['--run', run], { stdin: new Uint8Array([0x41, 0xff]) })).toContain('not UTF-8');
    expect(await refusal(['--run', run], { stdin: '\n \n' })).toContain('there is no question');
  });
});

describe('a conversation', () => {
  const talk = async (lines: readonly string[], args: readonly string[] = ['--run', run]) => {
    const terminal = { columns: 80, rows: 24 };
    const env = { NO_COLOR: '1' };
    const ran = await call(['chat', ...args, ...few, '--seed', '3'], { stdin: `${lines.join('\n')}\n`, terminal, env });
    expect(ran.stderr).toBe('');
    return ran;
  };

  it('begins in four lines that name what one may ask, and whom', async () => {
    const { stdout, status } = await talk([]);
    const [about, first, more, rest] = stdout.split('\n');
    expect(about).toMatch(/^A model of [\d,]+ numbers, which has read about Toyland, a small invented land\.$/);
    expect(`${first} ${more}`).toMatch(
      /Where does Ada \w+ live\? What pet does (Ada|Bert) \w+ have\? Who is a friend of (Ada|Bert) \w+\?$/,
    );
    expect(rest).toContain('/people and /help');
    expect(status).toBe(0);
  });

  it('answers as one question would, at the stage that is chosen, and asks the last one again there', async () => {
    const { stdout } = await talk([question, '/sft', '/why', '/all', '/quit', 'Who?']);
    const at = async (stage: string) =>
      (await told([question, '--run', run, ...few, '--seed', '3', '--stage', stage]))[0];
    for (const stage of ['rlhf', 'sft']) expect(stdout).toContain(`${shown((await at(stage)).answer)} (`);
    expect(stdout).toContain(`rlhf> ${question}\n`);
    expect(stdout).toContain(`sft: then it was shown questions with their answers\n> ${question}\n`);
    expect(stdout).toMatch(/sft> \/why\n(.+\n)+All of them together: /);
    expect(stdout.split('/all\n')[1]).toMatch(
      /base: .+\n(.+\n)*sft: .+\n(.+\n)*rlhf: .+\n(.+\n)*int8: .+\n(.+\n)*int4: /,
    );
    expect(stdout).toMatch(/sft> \/quit\n$/);
  });

  it('says how far it believes as JSON does', async () => {
    const { stdout } = await talk([question]);
    const [{ confidence }] = await told([question, '--run', run, ...few]);
    const percent = Math.round(100 * confidence);
    expect(stdout).toContain(`(${percent === 0 ? '<1' : percent} %`);
  });

  it('goes on after whatever is typed', async () => {
    const { stdout } = await talk(['/why', '/all', '/dpo', '/peple', '/temperature hot', '/temperature 2', '/seed 9', 'Who?', '/seed', 'cat '.repeat(50), '/people', 'help', 'Who likes Berlin?', '']); // biome-ignore format: a line
    for (const told of [
      'Ask something first; then /why',
      'Ask something first; then /all',
      'there is no model of the stage dpo. There are base, sft, rlhf, int8, int4.',
      'There is no "/peple". Did you mean /people?',
      '/temperature takes a number from 0 to 10, not "hot".',
      'temperature 2\n',
      ') seed 9\n',
      'the next question has seed 10',
      'is too long for this model',
      'Ada Frost ',
      '/temperature T',
      '"berlin" stands in nothing that it has read',
    ]) {
      expect(stdout).toContain(told);
    }
    // Only what moves the cursor in the line that is typed.
    expect(stdout.replace(/\x1b\[\d*[GJK]|[\r\n]/g, ' ')).not.toMatch(/[\x00-\x1f\x7f-\x9f]/);
  });
});

it('what is typed is a question, or an order', () => {
  expect(typed(' Who  is it? ')).toEqual({ kind: 'question', question: 'Who is it?' });
  expect(['', '/Probs', 'quit', '/?', '/int4', '/all', '/seed 7'].map(typed)).toEqual([
    { kind: 'nothing' },
    { kind: 'why' },
    { kind: 'quit' },
    { kind: 'help' },
    { kind: 'stage', stage: 'int4' },
    { kind: 'stage', stage: undefined },
    { kind: 'seed', value: 7 },
  ]);
  for (const wrong of ['/sft now', '/seed -1', '/seed 1.5', '/temperature 11', '/temperature x', '/constructor', '/']) {
    expect(typed(wrong).kind, wrong).toBe('wrong');
  }
});

it('a text that comes piece by piece breaks between words', () => {
  const text = new Wrapped(10);
  expect(text.isEmpty).toBe(true);
  expect([' Ada', ' Pep', 'per', ' likes', ' plums'].map((piece) => text.add(piece)).join('')).toBe(
    'Ada Pepper\nlikes\nplums',
  );
  expect([text.gap('(9 %)'), text.gap('(98 %)')]).toEqual(['\n', '\n']);
  expect(text.gap('(9)')).toBe(' ');
});
