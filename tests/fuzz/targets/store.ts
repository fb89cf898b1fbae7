/** What lasts: the journal of progress and the runs of a challenge, with lines damaged, torn off and of other versions.
 *  Loading never throws, no good line is lost, and what is written afterwards is there. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { exportText, missing, readExport } from '../../../src/course/journal.ts';
import { openLesson } from '../../../src/course/player.ts';
import { InputError } from '../../../src/data/input-error.ts';
import { openChallenge, readRuns, recordRun } from '../../../src/store/challenge.ts';
import { ProgressStore } from '../../../src/store/progress.ts';
import { firstLesson } from '../../tui/course.ts';
import { type Edit, edited, edits } from '../edits.ts';
import { hostileText } from '../hostile.ts';
import { expectNoCode } from '../screen.ts';
import { type Target, target } from '../target.ts';

const folder = mkdtempSync(join(tmpdir(), 'genai-tutor-fuzz-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const clear = (): void => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
};

const changes = fc.oneof(
  fc.record({ type: fc.constant('at'), step: hostileText(20) }),
  fc.record({ type: fc.constant('done'), step: hostileText(20), skipped: fc.boolean() }),
  fc.record({
    type: fc.constant('answer'),
    step: fc.constantFrom('one', 'spread', 'count', '__proto__'),
    answer: fc.oneof(hostileText(20), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.array(fc.nat(200))),
  }),
  fc.constantFrom({ type: 'finished' }, { type: 'restart' }, { type: 'hint', step: 'one' }),
);

/** A line of a journal: a good event, or one that is spoiled or another program's. */
type Line =
  | { readonly good: unknown }
  | { readonly spoiled: readonly Edit[] }
  | { readonly other: unknown }
  | { readonly text: string };

const lines: fc.Arbitrary<Line[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: changes.map((good) => ({ good })) },
    { weight: 2, arbitrary: edits(hostileText(20)).map((spoiled) => ({ spoiled })) },
    { weight: 1, arbitrary: fc.jsonValue().map((other) => ({ other })) },
    { weight: 1, arbitrary: hostileText(100).map((text) => ({ text: text.replaceAll('\n', ' ') })) },
  ),
  { maxLength: 12 },
);

const event = (lesson: string, change: unknown): string =>
  JSON.stringify({ v: 1, at: '2026-05-01T12:00:00.000Z', lesson, change });

function lineOf(line: Line, index: number): Buffer {
  if ('good' in line) return Buffer.from(event(`good ${index}`, line.good));
  if ('other' in line) return Buffer.from(JSON.stringify(line.other));
  if ('text' in line) return Buffer.from(line.text);
  const bytes = edited(Buffer.from(event('spoiled', { type: 'finished' })), line.spoiled);
  // One line stays one: a good one behind it is not to be touched.
  return Buffer.from(bytes.map((byte) => (byte === 0x0a ? 0x20 : byte)));
}

/** The clock of a store: each look is a second later, as for a person. */
function clock(): () => Date {
  let seconds = 0;
  return () => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds++));
}

export const targets: readonly Target[] = [
  target({
    name: 'progress',
    cases: 200,
    input: fc.record({ lines, header: fc.boolean(), torn: fc.boolean(), twice: lines }),
    async check({ lines, header, torn, twice }) {
      clear();
      const start = header ? [Buffer.from('{"format":"genai-tutor progress","version":1}')] : [];
      const all = [...start, ...lines.map(lineOf)].flatMap((line) => [line, Buffer.from('\n')]);
      writeFileSync(join(folder, 'progress.jsonl'), Buffer.concat(torn ? all.slice(0, -1) : all));
      const store = new ProgressStore(folder, clock());
      const good = lines.flatMap((line, index) => ('good' in line ? [`good ${index}`] : []));
      const expectGood = async (): Promise<boolean> => {
        const { progress, notice } = await store.load();
        for (const lesson of good) if (!progress.has(lesson)) throw new Error(`${lesson} is lost`);
        for (const lesson of progress.values()) openLesson(firstLesson, lesson);
        // The folder's name is a person's own; the rest of a notice is ours.
        if (notice !== undefined) expectNoCode(notice, 'a notice');
        return notice !== undefined && /newer/.test(notice);
      };
      const newer = await expectGood();
      if ((await expectGood()) !== newer) throw new Error('a second look tells something else');
      if (newer) return;
      await store.append('after', [{ type: 'finished' }]);
      good.push('after');
      await expectGood();
      // And once more: what was set aside before is not overwritten.
      if (twice.length === 0) return;
      const aside = readdirSync(folder).length;
      writeFileSync(join(folder, 'progress.jsonl'), Buffer.concat([...twice.map(lineOf), Buffer.from('{"v":1,')]));
      good.length = 0;
      await expectGood();
      if (readdirSync(folder).length < aside) throw new Error('a file that was set aside has gone');
    },
  }),
  target({
    name: 'exports-of-progress',
    cases: 300,
    input: fc.record({ lines, header: fc.boolean() }),
    check({ lines, header }) {
      const text = Buffer.concat(lines.map(lineOf).flatMap((line) => [line, Buffer.from('\n')])).toString();
      const start = header ? '{"format":"genai-tutor progress","version":1}\n' : '';
      let events: ReturnType<typeof readExport>;
      try {
        events = readExport(start + text, 'x');
      } catch (error) {
        if (!(error instanceof InputError) || !/^x(:\d+)?$/.test(error.where ?? '') || !error.remedy) throw error;
        return;
      }
      // All or nothing: what was taken comes back, and once more adds nothing.
      if (JSON.stringify(readExport(exportText(events), 'x')) !== JSON.stringify(events)) throw new Error('it changes');
      if (missing(events, events).length > 0) throw new Error('an event that it lacks itself');
    },
  }),
  target({
    name: 'challenges',
    cases: 150,
    input: fc.record({ runs: edits(hostileText(50)), challenge: edits(hostileText(50)), open: fc.boolean() }),
    async check({ runs, challenge, open }) {
      clear();
      const one = { lesson: 'first', step: 'shell' };
      const run = { lab: 'sample', params: { temperature: 0 }, seed: 1, result: { text: 'x' } };
      const line = `${JSON.stringify({ ...one, run })}\n`;
      writeFileSync(
        join(folder, 'challenge-runs.jsonl'),
        Buffer.concat([edited(Buffer.from(line.repeat(3)), runs), Buffer.from(`\n${line}`)]),
      );
      writeFileSync(
        join(folder, 'challenge.json'),
        edited(Buffer.from(JSON.stringify({ version: 1, ...one })), challenge),
      );
      const before = await readRuns(folder, one);
      if (before.length === 0) throw new Error('the good run is lost');
      if (open) await openChallenge(folder, one);
      await recordRun(folder, run);
      const after = await readRuns(folder, one);
      if (open && JSON.stringify(after.at(-1)) !== JSON.stringify(run)) throw new Error('a run was not recorded');
    },
  }),
];
