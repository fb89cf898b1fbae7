import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { InputError } from '../../src/data/input-error.ts';
import { crc32, encodeCheckpoint } from '../../src/nn/checkpoint-format.ts';
import { RunFolder } from '../../src/store/run-folder.ts';
import { prepare } from '../../src/store/run-place.ts';
import { RunReader } from '../../src/store/run-reader.ts';
import { emptyFolder } from './folder.ts';

/** Writing fails with this code once so many writes went well. */
const writing = vi.hoisted(() => ({ code: '', after: 0 }));
vi.mock('../../src/store/whole-file.ts', async (original) => {
  const file = await original<typeof import('../../src/store/whole-file.ts')>();
  return {
    ...file,
    writeWhole: async (...all: Parameters<typeof file.writeWhole>) => {
      if (writing.code && writing.after-- <= 0) throw Object.assign(new Error('no'), { code: writing.code });
      return file.writeWhole(...all);
    },
  };
});

const stages = [
  { id: 'base', from: [] },
  { id: 'chat', from: ['base'] },
  { id: 'small', from: ['chat'] },
];
const bytes = (fill: number): Uint8Array => new Uint8Array(100).fill(fill);
const begun = (given: Record<string, unknown> = {}) => ({ given, usual: { seed: 1, quick: false, recipe: 'full' } });

let folder: string;
let path: string;
let opened: RunFolder[] = [];
beforeEach(async () => {
  folder = await emptyFolder();
  path = join(folder, 'above', 'run');
});
afterEach(async () => {
  writing.code = '';
  for (const run of opened) await run.close();
  opened = [];
});

async function open(given?: Record<string, unknown>, at = path): Promise<RunFolder> {
  const run = await RunFolder.open(at, stages, begun(given));
  opened.push(run);
  return run;
}

/** With every stage done. */
async function whole(): Promise<RunFolder> {
  const run = await open();
  await run.finish('base', { files: { 'base.bin': bytes(1), 'words.txt': bytes(2) }, result: { loss: 1.5 } });
  await run.finish('chat', { files: { 'chat.bin': bytes(3) }, result: { right: 0.9 } });
  await run.finish('small', { files: { 'small.bin': bytes(4) }, result: ['á', null] });
  return run;
}

const kinds = async (run: Pick<RunFolder, 'states'>): Promise<string[]> =>
  Array.from((await run.states()).values(), ({ kind }) => kind);

const failure = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => new Error('it went well'),
    (error) => error,
  );
  expect(error).toBeInstanceOf(InputError);
  return error.message.replaceAll(folder, 'FOLDER');
};

/** Of all files, to see that none was touched. */
async function contents(at: string): Promise<Record<string, string>> {
  const names = (await readdir(at, { withFileTypes: true })).filter((entry) => entry.isFile());
  return Object.fromEntries(
    await Promise.all(names.map(async ({ name }) => [name, await readFile(join(at, name), 'latin1')])),
  );
}

describe('a run', () => {
  test('begins with nothing, keeps what is made, and is found again', async () => {
    const run = await open({ seed: 7 });
    expect(run.settings).toEqual({ seed: 7, quick: false, recipe: 'full' });
    expect(await kinds(run)).toEqual(['missing', 'missing', 'missing']);
    await run.close();
    await (await whole()).close();
    expect((await readdir(path)).sort()).toEqual(
      ['base.bin', 'base.json', 'chat.bin', 'chat.json', 'run.json', 'small.bin', 'small.json', 'words.txt'].sort(),
    );
    const again = await open();
    expect(again.settings.seed).toBe(7);
    expect(await kinds(again)).toEqual(['done', 'done', 'done']);
    expect(new Uint8Array(await again.read('base', 'words.txt'))).toEqual(bytes(2));
    expect(await again.result('small')).toEqual(['á', null]);
  });

  test('says on the disk what it is, in words that other programs read', async () => {
    await whole();
    const record = JSON.parse(await readFile(join(path, 'chat.json'), 'utf8'));
    expect(record).toMatchObject({ version: 1, stage: 'chat', result: { right: 0.9 } });
    expect(record.files).toEqual([
      { name: 'chat.bin', bytes: 100, sha256: createHash('sha256').update(bytes(3)).digest('hex') },
    ]);
    expect(Object.keys(record.from)).toEqual(['base']);
    expect(JSON.parse(await readFile(join(path, 'run.json'), 'utf8')).settings).toEqual(begun().usual);
  });

  test('notices another model of the same size: a checkpoint ends with a CRC, so all of them have the same one', async () => {
    const model = (x: number): Uint8Array =>
      encodeCheckpoint({
        kind: 'model',
        about: {},
        tensors: new Map([['w', { shape: [1], data: Float32Array.of(x) }]]),
      });
    expect([model(1).length, crc32(model(1))]).toEqual([model(2).length, crc32(model(2))]);
    const run = await open();
    await run.finish('base', { files: { 'base.bin': model(1) }, result: 1 });
    await run.finish('chat', { files: { 'chat.bin': bytes(3) }, result: 1 });
    await run.finish('base', { files: { 'base.bin': model(2) }, result: 1 });
    expect((await run.state('chat')).kind).toBe('stale');
    await run.finish('base', { files: { 'base.bin': model(1) }, result: 1 });
    expect((await run.state('chat')).kind).toBe('done');
  });

  test('of which nothing is done has no files to read', async () => {
    const run = await open();
    expect(await failure(run.read('chat', 'chat.bin'))).toBe(
      'the stage chat is not done yet (FOLDER/above/run). Make it with genai pipeline.',
    );
    expect(await failure(run.result('chat'))).toMatch(/^the stage chat is not done yet/);
    await run.finish('base', { files: {}, result: 1 });
    expect(await failure(run.read('base', 'base.bin'))).toMatch(/^the stage base made no base\.bin/);
  });

  test('takes no names that would be in its own way, and no stages out of order', async () => {
    const run = await open();
    for (const name of [
      'run.json',
      'chat.json',
      'x.part',
      'lock-1',
      '../x.bin',
      'con.bin',
      'A.bin',
      'a/b.bin',
      '.bin',
    ]) {
      const made = { files: { [name]: bytes(1) }, result: 0 };
      await expect(run.finish('base', made), name).rejects.toThrow('is no name for a file');
    }
    await expect(run.finish('chat', { files: {}, result: 0 })).rejects.toThrow('what chat is made from is not there');
    await expect(run.state('nothing')).rejects.toThrow('there is no stage nothing');
    for (const wrong of [[{ id: 'run', from: [] }], [{ id: 'Base', from: [] }], [{ id: 'b', from: ['a'] }]]) {
      await expect(RunFolder.open(join(folder, 'x'), wrong, begun())).rejects.toThrow(/no id|comes before/);
    }
    expect(await readdir(folder)).toEqual(['above']);
  });
});

describe('a stage under way', () => {
  test('goes on from its part, which is gone when the stage is done', async () => {
    const run = await open();
    await run.savePart('base', bytes(1));
    await run.savePart('base', bytes(2));
    await run.close();
    const again = await open();
    expect(await again.state('base')).toEqual({ kind: 'part', damage: [], changed: [] });
    expect((await again.part('base'))?.bytes).toEqual(bytes(2));
    await again.finish('base', { files: {}, result: 0 });
    expect(await readdir(path)).not.toContain('base.part');
    expect(await again.part('base')).toBeUndefined();
  });

  test('begins anew when what it is made from has changed meanwhile', async () => {
    const run = await open();
    const make = (fill: number) => run.finish('base', { files: { 'base.bin': bytes(fill) }, result: 0 });
    await make(1);
    await run.savePart('chat', bytes(9));
    await make(2);
    expect((await run.state('chat')).kind).toBe('missing');
    expect(await run.part('chat')).toBeUndefined();
    await make(1);
    expect((await run.state('chat')).kind).toBe('part');
  });
});

describe('a stage that is made again', () => {
  test('leaves those after it valid if it comes out the same, and makes them stale if not', async () => {
    const run = await whole();
    await run.forget('base');
    expect(await readdir(path)).not.toContain('base.bin');
    expect(await kinds(run)).toEqual(['missing', 'stale', 'stale']);
    expect((await run.state('chat')).changed).toEqual(['base']);
    await run.finish('base', { files: { 'words.txt': bytes(2), 'base.bin': bytes(1) }, result: 'another' });
    expect(await kinds(run)).toEqual(['done', 'done', 'done']);
    await run.finish('base', { files: { 'words.txt': bytes(2), 'base.bin': bytes(5) }, result: { loss: 1.5 } });
    expect(await kinds(run)).toEqual(['done', 'stale', 'stale']);
    await run.finish('chat', { files: { 'chat.bin': bytes(3) }, result: 0 });
    expect(await kinds(run)).toEqual(['done', 'done', 'done']); // the same chat.bin: small.bin need not be made again
  });

  test('is stale when it builds on other stages than it did', async () => {
    await (await whole()).close();
    const others = [stages[0], { id: 'chat', from: [] }, { id: 'small', from: ['base', 'chat'] }];
    const run = await RunFolder.look(path, others);
    expect(await kinds(run)).toEqual(['done', 'stale', 'stale']);
    expect((await run.state('small')).changed).toEqual(['base', 'chat']);
  });

  test('is whole or not there, whichever write of it fails', async () => {
    const run = await whole();
    for (let after = 0; after < 3; after++) {
      await run.finish('base', { files: { 'base.bin': bytes(1), 'words.txt': bytes(2) }, result: 0 });
      await run.savePart('base', bytes(8));
      Object.assign(writing, { code: 'ENOSPC', after });
      const made = { files: { 'base.bin': bytes(6), 'words.txt': bytes(7) }, result: 1 };
      const file = ['base.bin', 'words.txt', 'base.json'][after];
      expect(await failure(run.finish('base', made))).toBe(
        `the disk is full; nothing was written to FOLDER/above/run/${file} (--run). Make some room, or name another folder.`,
      );
      writing.code = '';
      expect(await run.state('base')).toEqual({ kind: 'part', damage: [], changed: [] });
      expect((await run.part('base'))?.bytes).toEqual(bytes(8));
    }
  });

  test('keeps its last part when there is no room for another', async () => {
    const run = await open();
    await run.savePart('base', bytes(1));
    writing.code = 'EDQUOT';
    expect(await failure(run.savePart('base', bytes(2)))).toMatch(/^your share of the disk is full; .*base\.part/);
    expect((await run.part('base'))?.bytes).toEqual(bytes(1));
  });
});

describe('damage', () => {
  test('of any byte of any file is noticed, and mended by making that stage again', async () => {
    const run = await whole();
    await run.savePart('small', bytes(5));
    const before = await contents(path);
    expect((await run.part('small'))?.bytes).toEqual(bytes(5));
    for (const [name, text] of Object.entries(before)) {
      if (name.startsWith('lock')) continue;
      const good = Buffer.from(text, 'latin1');
      const stage = { 'words.txt': 'base' }[name] ?? name.split('.')[0];
      for (let at = 0; at < good.length; at += Math.ceil(good.length / 16)) {
        const bad = Buffer.from(good);
        bad[at] ^= 1 << (at % 8);
        await writeFile(join(path, name), bad);
        if (name === 'run.json') {
          const found = await RunFolder.look(path, stages).catch((error: Error) => error);
          if (isBlank(good, at) && found instanceof RunReader) continue;
          expect((found as Error).message, `${at}`).toMatch(/^run\.json in this folder is damaged/);
          continue;
        }
        if (name === 'small.part') {
          expect(await run.part('small'), `${at}`).toBeUndefined();
          continue;
        }
        const { kind, damage } = await run.state(stage);
        if (kind === 'done' && isBlank(good, at)) continue; // between two words of a record: nothing was lost
        expect(kind === 'damaged' || (stage === 'small' && kind === 'part'), `${name} ${at} ${kind}`).toBe(true);
        expect(damage).toEqual([{ file: name, what: 'is damaged' }]);
        const file = name.endsWith('.json') ? `${stage}.bin` : name;
        expect(await failure(run.read(stage, file))).toBe(
          `${name} is damaged (FOLDER/above/run). Make it with genai pipeline.`,
        );
      }
      await writeFile(join(path, name), good);
    }
    expect(await kinds(run)).toEqual(['done', 'done', 'done']);
  });

  /** A blank that layout alone put there, and that may have become another. */
  const isBlank = (text: Buffer, at: number): boolean => text[at] === 0x20 || text[at] === 0x0a;

  test('is told with the file, and what rests on it is stale until that is made again', async () => {
    const run = await whole();
    await writeFile(join(path, 'base.bin'), bytes(1).subarray(0, 99));
    await rm(join(path, 'words.txt'));
    const states = await run.states();
    expect(states.get('base')).toEqual({
      kind: 'damaged',
      damage: [
        { file: 'base.bin', what: 'is cut off' },
        { file: 'words.txt', what: 'is gone' },
      ],
      changed: [],
    });
    expect(states.get('chat')).toEqual({ kind: 'stale', damage: [], changed: ['base'] });
    expect(states.get('small')).toEqual({ kind: 'stale', damage: [], changed: ['chat'] });
    expect(await run.result('base')).toEqual({ loss: 1.5 });
    await run.finish('base', { files: { 'base.bin': bytes(1), 'words.txt': bytes(2) }, result: 0 });
    expect(await kinds(run)).toEqual(['done', 'done', 'done']);
  });

  test('of every sort is none that stops the program', async () => {
    const run = await whole();
    const record = await readFile(join(path, 'chat.json'), 'utf8');
    const wrong = ['', '{', 'null', '[]', '7', '{"version":1}', record.slice(0, -9), record.replace('0.9', '0.8')];
    for (const text of [...wrong, '['.repeat(100_000), `${record}${record}`]) {
      await writeFile(join(path, 'chat.json'), text);
      expect((await run.state('chat')).damage, text.slice(0, 20)).toEqual([{ file: 'chat.json', what: 'is damaged' }]);
      await writeFile(join(path, 'chat.part'), text);
      expect(await run.part('chat')).toBeUndefined();
      expect((await run.state('chat')).damage[1]).toEqual({ file: 'chat.part', what: 'is damaged' });
      await rm(join(path, 'chat.part'));
    }
    await writeFile(join(path, 'chat.json'), await readFile(join(path, 'base.json'))); // whole, but of another stage
    expect((await run.state('chat')).kind).toBe('damaged');
    await run.forget('chat');
    expect(await kinds(run)).toEqual(['done', 'missing', 'stale']);
  });

  test('is what a link, a folder or a longer file is; no link is followed out of the folder', async () => {
    const run = await whole();
    const elsewhere = join(folder, 'mine.bin');
    await rename(join(path, 'chat.bin'), elsewhere);
    await symlink(elsewhere, join(path, 'chat.bin'));
    expect((await run.state('chat')).damage).toEqual([{ file: 'chat.bin', what: 'is no ordinary file' }]);
    await run.finish('chat', { files: { 'chat.bin': bytes(9) }, result: 0 });
    expect(new Uint8Array(await readFile(elsewhere))).toEqual(bytes(3));
    await writeFile(join(path, 'base.bin'), new Uint8Array(101));
    expect((await run.state('base')).damage).toEqual([{ file: 'base.bin', what: 'is too large' }]);
    await rm(join(path, 'small.json'));
    await mkdir(join(path, 'small.json'));
    expect((await run.state('small')).damage).toEqual([{ file: 'small.json', what: 'is no ordinary file' }]);
    expect(await failure(run.finish('small', { files: {}, result: 0 }))).toBe(
      'there is a folder in place of FOLDER/above/run/small.json (--run). Remove it, or name another one.',
    );
  });
});

describe('no run is begun or gone on with', () => {
  const changed = async (edit: (text: string) => string): Promise<string> => {
    await (await whole()).close();
    const file = join(path, 'run.json');
    await writeFile(file, edit(await readFile(file, 'utf8')));
    const before = await contents(path);
    const message = await failure(open());
    expect(await failure(RunFolder.look(path, stages))).toBe(message);
    expect(await contents(path)).toEqual(before);
    return message;
  };
  /** As another version would have written it. */
  const sealed = (value: object): string =>
    JSON.stringify({ ...value, crc: crc32(new TextEncoder().encode(JSON.stringify(value))) });

  test.each([
    ['is empty', () => ''],
    ['is cut off', (text: string) => text.slice(0, 50)],
    ['has another seed in it', (text: string) => text.replace('"seed": 1', '"seed": 3')],
    ['is of another program', () => sealed({ kind: 'npm', version: 1, settings: {} })],
  ])('where run.json %s', async (_, edit) => {
    expect(await changed(edit)).toBe(
      'run.json in this folder is damaged, or not of genai pipeline; nothing was touched (FOLDER/above/run). ' +
        'Name another folder, or remove this one.',
    );
  });

  test.each([
    [
      2,
      'run.json was written by a newer version of this program (FOLDER/above/run). Update genai-tutor, or name another folder.',
    ],
    [0, 'run.json was written by an older version of this program (FOLDER/above/run). Name another folder.'],
  ])('where run.json is of version %i', async (version, message) => {
    expect(await changed(() => sealed({ kind: 'genai pipeline', version, more: true }))).toBe(message);
  });

  test('where a stage was made by the version of tomorrow', async () => {
    const run = await whole();
    await writeFile(join(path, 'chat.json'), sealed({ version: 2, stage: 'chat', made: [] }));
    expect(await failure(run.states())).toMatch(/^chat\.json was written by a newer version of this program/);
  });

  test('with other settings than those it was begun with', async () => {
    await (await open({ seed: 1, quick: true, top_k: 3 })).close();
    const refused = (given: Record<string, unknown>): Promise<string> => failure(open(given));
    expect(await refused({ seed: 2 })).toBe(
      'this run was begun with --seed 1, not 2 (FOLDER/above/run). Go on without the flag, or name another folder.',
    );
    expect(await refused({ quick: false, seed: 1 })).toMatch(/^this run was begun with --quick \(/);
    expect(await refused({ recipe: 'a b', top_k: 4 })).toBe(
      'this run was begun with --recipe full, not "a b" and with --top-k 3, not 4 (FOLDER/above/run). ' +
        'Go on without these flags, or name another folder.',
    );
    expect(await refused({ beta: 0.1 })).toMatch(/^this run was begun without --beta \(/);
    expect((await open({ seed: 1, top_k: 3, beta: undefined, exact: false })).settings.quick).toBe(true);
  });

  test('in a folder of somebody else, of which nothing is touched', async () => {
    await writeFile(join(folder, 'letter.txt'), 'mine');
    const message =
      'this folder holds other things ("letter.txt") and no run (FOLDER). Name a new folder, or an empty one.';
    expect(await failure(open({}, folder))).toBe(message);
    expect(await contents(folder)).toEqual({ 'letter.txt': 'mine' });
    expect(await failure(RunFolder.look(folder, stages))).toMatch(/^this folder holds no run/);
  });

  test('at a file, below a file, and nowhere', async () => {
    const file = join(folder, 'letter.txt');
    await writeFile(file, 'mine');
    for (const at of [file, join(file, 'run', 'deep')]) {
      expect(await failure(open({}, at))).toBe(
        'FOLDER/letter.txt is a file, not a folder (--run). Name another folder.',
      );
    }
    expect(await failure(RunFolder.look(file, stages))).toMatch(/^this is a file, not a folder/);
    expect(await failure(RunFolder.look(join(folder, 'no'), stages))).toMatch(
      /^there is no such folder \(FOLDER\/no\)/,
    );
    expect(await failure(open({}, ''))).toBe('no folder is named (--run). Name one.');
    expect(await failure(open({}, join(folder, 'new', 'x'.repeat(300))))).toMatch(/^there can be no file with a name/);
    expect(await failure(prepare('runs/aux', '--run', 'win32'))).toMatch(/^aux is a device on Windows/);
    expect(await readdir(folder)).toEqual(['letter.txt']);
  });

  test.each([
    ['EACCES', /^there is no permission to write FOLDER\/above\/run \(--run\)\. Name a folder of yours\.$/],
    ['ENOSPC', /^the disk is full; nothing was written to FOLDER\/above\/run \(--run\)/],
  ])('where writing fails with %s; no folder is left behind', async (code, message) => {
    writing.code = code;
    writing.after = 0;
    expect(await failure(open())).toMatch(message);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('what a killed program left', () => {
  /** No process has this number: Linux counts to 2^22. */
  const gone = 99_999_999;

  test('before its first word is no run of somebody else, and stands in nobody’s way', async () => {
    await mkdir(path, { recursive: true });
    await writeFile(join(path, 'lock-1'), '');
    await writeFile(join(path, `.genai-${gone}-0.part`), 'half');
    await writeFile(join(path, '.DS_Store'), '');
    await open();
    expect((await readdir(path)).sort()).toEqual(['.DS_Store', 'lock-2', 'run.json']);
  });

  test('half-written is removed, but not what somebody still writes', async () => {
    await (await open()).close();
    const alive = `.genai-${process.ppid}-0.part`;
    for (const name of [alive, `.genai-${gone}-3.part`, `.genai-${process.pid}-999.part`, '.genai-notes']) {
      await writeFile(join(path, name), '');
    }
    await (await open()).close();
    expect((await readdir(path)).sort()).toEqual(['.genai-notes', alive, 'run.json'].sort());
  });
});

test('a look reads a run while somebody works in it, and changes nothing', async () => {
  await whole();
  const before = await contents(path);
  const run = await RunFolder.look(path, stages);
  expect(await kinds(run)).toEqual(['done', 'done', 'done']);
  expect(new Uint8Array(await run.read('chat', 'chat.bin'))).toEqual(bytes(3));
  expect(run.settings.recipe).toBe('full');
  expect(await contents(path)).toEqual(before);
});
