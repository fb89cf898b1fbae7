/** Lesson files: ours, spoiled byte by byte and value by value, and YAML that was made to hurt. A file is refused in one line
 *  with line and column, or it is a lesson that can be read, drawn at any size and answered in any way. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { parseAnswer } from '../../../src/cli/plain/parse-answer.ts';
import { answersFrame, lessonIntro, stepText } from '../../../src/cli/plain/step-text.ts';
import { answerProblem, questionOf } from '../../../src/course/answer.ts';
import { checkLesson } from '../../../src/course/check.ts';
import type { Lesson } from '../../../src/course/lesson.ts';
import { readLesson } from '../../../src/course/load.ts';
import { markdownFrame } from '../../../src/course/markdown.ts';
import { InputError } from '../../../src/data/input-error.ts';
import { findLab } from '../../../src/labs/index.ts';
import type { Lab } from '../../../src/labs/lab.ts';
import type { Surface } from '../../../src/render/frame.ts';
import { smallText } from '../../course/small.ts';
import { type Edit, edited, edits } from '../edits.ts';
import { anyDouble, hostileNumber, hostileText } from '../hostile.ts';
import { codeIn, expectNoCode } from '../screen.ts';
import { type Target, target } from '../target.ts';
import { FakeApp } from '../world.ts';
import { keys } from './screens.ts';
import { expectFits, surfaces } from './text.ts';

const folder = new URL('../../../lessons/', import.meta.url);
const ours = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(new URL(name, folder)));

/** What YAML takes for more than text. */
const yamlParts = fc.constantFrom(
  ...[
    '&a ',
    '*a',
    '<<: *a\n',
    '!!js/function x',
    '!!binary aGk=',
    '!!set {a}',
    '!!omap [a: 1]',
    '!!timestamp 2020-01-01',
  ],
  ...[
    '!<tag:yaml.org,2002:int> 3',
    '%YAML 1.1\n---\n',
    '---\n',
    '...\n',
    '? [a, b]\n: c\n',
    '{a: {b: {c: ',
    '[[[[',
    ']]',
    '}}',
  ],
  ...[
    '|\n',
    '>-\n',
    '"\\x1b[31m"',
    '"\\u202e"',
    '"\\ud800"',
    "''",
    '"',
    '\t',
    '#',
    ': ',
    '- ',
    '\n  - ',
    '0o17',
    '.inf',
    '.nan',
  ],
  ...[
    '1e400',
    '0x7fffffffffffffffffff',
    '123456789012345678901234567890',
    'null',
    '~',
    'yes',
    '__proto__: 1\n',
    '2020-01-01',
  ],
);

const hostileYaml: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.oneof(yamlParts, hostileText(200)), { maxLength: 6 }).map((parts) => parts.join('')),
  fc.nat(12).map((depth) => bomb(depth)),
  fc
    .tuple(fc.constantFrom('[', '{a: ', '- ', '? ', '&a [', '"', '*a ', '!!map {'), fc.nat(3000))
    .map(([unit, n]) => unit.repeat(n)),
  fc.nat(2000).map((n) => Array.from({ length: n }, (_, i) => `${' '.repeat(i)}a:`).join('\n')),
);

/** Each list holds the one before nine times. */
function bomb(depth: number): string {
  const lists = Array.from({ length: depth }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}]`);
  return ['a0: &a0 x', ...lists].join('\n');
}

/** A value put where another one stood, and where: each number picks one of what is there. */
interface Change {
  readonly path: readonly number[];
  readonly do: 'set' | 'remove' | 'rename' | 'add';
  readonly value: unknown;
}

const values = fc.oneof(
  hostileText(100),
  hostileNumber,
  anyDouble,
  fc.boolean(),
  fc.constantFrom(null, [], {}, [[]], 'sample', 'a', 'b', 'quiz', 'number', '/candidates/0/p', '/x//y', 2, 3, -1),
  fc.array(hostileText(20), { maxLength: 4 }),
  fc.dictionary(fc.constantFrom('text', 'why', 'right', 'value', 'min', '__proto__', 'lab'), hostileText(20), {
    maxKeys: 3,
  }),
);

const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.record({
    path: fc.array(fc.nat(20), { minLength: 1, maxLength: 5 }),
    do: fc.constantFrom('set', 'set', 'set', 'remove', 'rename', 'add'),
    value: values,
  }),
  { minLength: 1, maxLength: 3 },
);

function change(root: Record<string, unknown>, { path, do: what, value }: Change): void {
  let parent: Record<string, unknown> = root;
  let key = '';
  for (const [depth, pick] of path.entries()) {
    const names = Object.keys(parent);
    if (names.length === 0) break;
    key = names[pick % names.length];
    const inner = parent[key];
    if (depth === path.length - 1 || typeof inner !== 'object' || inner === null) break;
    parent = inner as Record<string, unknown>;
  }
  if (what === 'remove') delete parent[key];
  else if (what === 'add') parent[Array.isArray(parent) ? String(parent.length) : 'extra'] = value;
  else if (what === 'rename' && !Array.isArray(parent)) {
    parent[typeof value === 'string' ? value.slice(0, 50) : 'other'] = parent[key];
    delete parent[key];
  } else parent[key] = value;
}

/** The lesson, if it is one.
 *  @throws Error when it is refused as nobody could mend it */
function read(text: string): ReturnType<typeof readLesson> | undefined {
  try {
    return readLesson(text, 'x.yaml');
  } catch (error) {
    expectPlace(error);
    return undefined;
  }
}

function expectPlace(error: unknown): void {
  if (!(error instanceof InputError)) throw error;
  if (!/^x\.yaml:\d+:\d+$/.test(error.where ?? '')) throw new Error(`no place: ${error.message}`);
  if (!error.remedy) throw new Error(`no remedy: ${error.message}`);
  if (codeIn(error.message) !== undefined || /\n/.test(error.message)) {
    throw new Error(`not one line: ${JSON.stringify(error.message)}`);
  }
}

const labs = new Map<string, Lab>();

interface Play {
  readonly surface: Surface;
  readonly keys: readonly string[];
  readonly answer: string;
}

const play: fc.Arbitrary<Play> = fc.record({
  surface: surfaces.map((surface) => ({ ...surface, height: Number.isFinite(surface.height) ? surface.height : 24 })),
  keys: fc.array(keys, { maxLength: 25 }),
  answer: fc.oneof(hostileText(20), hostileNumber),
});

/** Everything that can be done with a lesson. */
async function take(file: ReturnType<typeof readLesson>, { surface, keys, answer }: Play): Promise<void> {
  const { lesson } = file;
  try {
    await checkLesson(file);
  } catch (error) {
    expectPlace(error);
    return;
  }
  for (const step of lesson.steps) {
    if ('run' in step) labs.set(step.run.lab, await findLab(step.run.lab));
  }
  readOut(lesson, surface, answer);
  const world = {
    lessons: [lesson],
    labs,
    endings: [{ result: { tokens: [{ token: 'mat' }] } }, undefined],
    text: answer,
  };
  const app = new FakeApp(world, { screen: 'lesson', id: lesson.id }, surface);
  for (const [at, { id }] of lesson.steps.entries()) {
    app.send({ kind: 'lesson-ready', opened: { lesson, labs }, step: id });
    app.look();
    const key = keys[at % Math.max(1, keys.length)];
    if (key !== undefined) app.press(key);
  }
  for (const key of keys) app.press(key);
}

function readOut(lesson: Lesson, surface: Surface, typed: string): void {
  expectFits(lessonIntro(lesson), surface);
  for (const step of lesson.steps) {
    expectNoCode(step.title, 'a title');
    expectFits(markdownFrame(stepText(step)), surface);
    const to = step.kind === 'predict' ? step.guess : questionOf(step);
    if (!to) continue;
    expectFits(answersFrame(to, true), surface);
    answerProblem(to, parseAnswer(to, typed));
  }
}

const small = (text: string, list: readonly Edit[]): string => edited(Buffer.from(text), list).toString();

export const targets: readonly Target[] = [
  target({
    name: 'lessons-bytes',
    cases: 250,
    input: fc.record({ edits: edits(hostileYaml), play }),
    async check({ edits, play }) {
      const file = read(small(smallText, edits));
      if (file) await take(file, play);
    },
  }),
  target({
    name: 'lessons-values',
    cases: 125,
    input: fc.record({ changes, play }),
    async check({ changes, play }) {
      const lesson = parse(smallText);
      for (const one of changes) change(lesson, structuredClone(one));
      const file = read(stringify(lesson));
      if (file) await take(file, play);
    },
  }),
  target({
    name: 'lessons-yaml',
    cases: 150,
    input: fc.record({ text: hostileYaml, whole: fc.boolean() }),
    check: ({ text, whole }) => void read(whole ? text : `id: x\ntitle: ${text}\nsteps: []\n`),
  }),
  target({
    name: 'lessons-ours',
    cases: 20,
    input: fc.record({ which: fc.nat(ours.length - 1), edits: edits(hostileYaml), play }),
    async check({ which, edits, play }) {
      const file = read(edited(ours[which], edits.slice(0, 1)).toString());
      if (file) await take(file, play);
    },
  }),
];
