/** What the other targets do not reach: pictures saved as files, a lesson taken line by line, and the built program itself. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { Output } from '../../../src/cli/output.ts';
import type { LineInput } from '../../../src/cli/plain/line-input.ts';
import { Paper } from '../../../src/cli/plain/paper.ts';
import { Sitting } from '../../../src/cli/plain/sitting.ts';
import { exportFrames } from '../../../src/export/export.ts';
import { InlineHost } from '../../../src/runner/run.ts';
import { courseNamed } from '../../../src/store/lessons.ts';
import { fakeIo } from '../../cli/streams.ts';
import { readXml } from '../../export/xml.ts';
import { frames } from '../../render/frames.ts';
import { corpora, firstLesson } from '../../tui/course.ts';
import { bytesFrom, hostileBytes, hostileNumber, hostileText } from '../hostile.ts';
import { expectNoCode } from '../screen.ts';
import { type Target, target } from '../target.ts';

const folder = mkdtempSync(join(tmpdir(), 'genai-tutor-fuzz-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const course = await courseNamed(undefined);
const program = fileURLToPath(new URL('../../../dist/genai.js', import.meta.url));

const words = [
  '',
  '',
  'hint',
  '?',
  'show',
  'skip',
  'back',
  'again',
  'restart',
  'yes',
  'help',
  'h',
  's',
  'b',
  '1',
  '2',
  '17',
];
const typed = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...words, 'token', 'mat', '1 3', '40 30 10', 'temperature 0.5', 'seed 3') },
  { weight: 1, arbitrary: hostileText(50).map((text) => text.replaceAll('\n', '')) },
  { weight: 1, arbitrary: hostileNumber },
  { weight: 1, arbitrary: hostileNumber.map((number) => `temperature ${number}`) },
);

export const targets: readonly Target[] = [
  target({
    name: 'exports',
    cases: 60,
    input: fc.record({
      pictures: fc.array(frames, { minLength: 1, maxLength: 2 }),
      kind: fc.constantFrom('svg' as const, 'html' as const, 'txt' as const, 'png' as const, 'gif' as const),
      text: hostileText(200),
      columns: fc.constantFrom(20, 80),
    }),
    check({ pictures, kind, text, columns }) {
      const options = { columns, title: text, description: text };
      const bytes = exportFrames([...pictures, { kind: 'text', text }], kind, options);
      if (bytes.length === 0) throw new Error('nothing was saved');
      if (kind === 'txt') expectNoCode(Buffer.from(bytes).toString(), 'a text file');
      if (kind === 'svg' || kind === 'html') readXml(bytes);
    },
  }),
  target({
    name: 'sittings',
    cases: 50,
    seconds: 4,
    input: fc.record({ lines: fc.array(typed, { maxLength: 25 }), columns: fc.integer({ min: 0, max: 100 }) }),
    async check({ lines, columns }) {
      const { io, stdout } = fakeIo({}, { columns });
      const left = [...lines];
      const input = { ask: async () => left.shift() } as unknown as LineInput;
      await new Sitting({
        course,
        lesson: firstLesson,
        paper: new Paper(io, new Output(io.stdout)),
        host: new InlineHost(corpora),
        signal: new AbortController().signal,
        folder,
        input,
        keep: async () => {},
      }).go();
      expectNoCode(stdout.text, 'a lesson', { colours: true });
      if (/undefined|\[object|NaN/.test(stdout.text)) throw new Error(stdout.text.slice(-500));
    },
  }),
  target({
    name: 'processes',
    cases: 8,
    seconds: 10,
    input: fc.record({
      argv: fc.constantFrom<string[]>(
        ['sample'],
        ['sample', 'the', '--corpus', '-', '-n', '20'],
        ['sample', '-', '--unit', 'char', '--explain', '--json'],
        ['gan', '--data', '-', '--steps', '2'],
        ['diffuse', '-', '--steps', '2'],
        ['lab', 'neuron', '--data', '-'],
      ),
      stdin: hostileBytes(5000),
    }),
    check({ argv, stdin }) {
      if (!existsSync(program)) throw new Error('dist/genai.js is missing: run "npm run build" first');
      const env = { PATH: process.env.PATH, LANG: 'C.UTF-8', GENAI_TUTOR_HOME: folder };
      const ran = spawnSync(process.execPath, [program, ...argv], {
        input: bytesFrom(stdin),
        env,
        timeout: 60_000,
      });
      const [stdout, stderr] = [ran.stdout.toString(), ran.stderr.toString()];
      if (ran.status !== 0 && ran.status !== 2) throw new Error(`status ${ran.status}: ${stderr}`);
      if (/something went wrong/.test(stderr)) throw new Error(stderr);
      expectNoCode(stdout, 'stdout', { selectors: true });
      expectNoCode(stderr, 'stderr', { selectors: true });
    },
  }),
];
