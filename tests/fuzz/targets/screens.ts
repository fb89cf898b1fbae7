/** Storms of keys over every screen: home, lessons, playgrounds, at any size, with results and texts of any kind. */
import fc from 'fast-check';
import type { Lesson } from '../../../src/course/lesson.ts';
import { findLab, labIds } from '../../../src/labs/index.ts';
import type { Lab } from '../../../src/labs/lab.ts';
import type { Surface } from '../../../src/render/frame.ts';
import { KeyReader, textOf } from '../../../src/tui/keys.ts';
import type { Start } from '../../../src/tui/state.ts';
import { firstLesson, secondLesson } from '../../tui/course.ts';
import { anyDouble, hostileNumber, hostileText } from '../hostile.ts';
import { expectNoCode } from '../screen.ts';
import { type Target, target } from '../target.ts';
import { type Ending, FakeApp } from '../world.ts';
import { surfaces } from './text.ts';

const named = [
  ...['up', 'down', 'left', 'right', 'home', 'end', 'pageup', 'pagedown', 'enter', 'enter', 'enter', 'escape', 'tab'],
  ...[
    'shift-tab',
    'backspace',
    'delete',
    'ctrl-a',
    'ctrl-e',
    'ctrl-u',
    'ctrl-w',
    'ctrl-k',
    'ctrl-d',
    'ctrl-z',
    'ctrl-@',
  ],
];

/** As the reader of keys makes them. */
export const keys: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...named) },
  { weight: 5, arbitrary: fc.constantFrom(...'?/qhjklrsnxebwR0123456789.,+-[] =') },
  { weight: 1, arbitrary: hostileText(50).map((text) => `paste:${text}`) },
  { weight: 1, arbitrary: hostileNumber.map((text) => `paste:${text}`) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }) },
);

const labs = new Map(await Promise.all(labIds.map(async (id): Promise<[string, Lab]> => [id, await findLab(id)])));

const results = fc.oneof(
  fc.constantFrom(
    null,
    { candidates: [{ token: 'mat', p: 0.34 }], tokens: [{ token: 'mat' }] },
    { candidates: [{ token: '__proto__', p: -1 }], tokens: [] },
  ),
  anyDouble.map((p) => ({
    candidates: [
      { token: 'mat', p },
      { token: 'roof', p: 1 - p },
    ],
    tokens: [{ token: p }],
  })),
  hostileText(100).map((token) => ({ candidates: [{ token, p: 0.5 }], tokens: [{ token }] })),
);

const endings: fc.Arbitrary<Ending[]> = fc.array(
  fc.oneof(
    results.map((result) => ({ result })),
    hostileText(100).map((failure) => ({ failure })),
    fc.constant(undefined),
  ),
  { maxLength: 4 },
);

const sizes = surfaces.map((surface) => ({
  ...surface,
  height: Number.isFinite(surface.height) ? surface.height : 24,
}));

type Act = { readonly key: string } | { readonly size: Surface } | { readonly step: number };

const storm = (most: number): fc.Arbitrary<Act[]> =>
  fc.array(
    fc.oneof(
      { weight: 20, arbitrary: keys.map((key) => ({ key })) },
      { weight: 1, arbitrary: sizes.map((size) => ({ size })) },
      { weight: 1, arbitrary: fc.nat(20).map((step) => ({ step })) },
    ),
    { maxLength: most },
  );

const lessons: readonly Lesson[] = [firstLesson, secondLesson];

const starts: fc.Arbitrary<Start> = fc.oneof(
  fc.constantFrom('home' as const, 'review' as const).map((screen) => ({ screen })),
  fc.constantFrom('first', 'second', 'nowhere').map((id) => ({ screen: 'lesson' as const, id })),
  fc.constantFrom(...labIds, 'nowhere').map((id) => ({ screen: 'lab' as const, id })),
);

export const targets: readonly Target[] = [
  target({
    name: 'screens',
    cases: 300,
    input: fc.record({ start: starts, acts: storm(60), endings, text: hostileText(300), size: sizes }),
    check({ start, acts, endings, text, size }) {
      const app = new FakeApp({ lessons, labs, endings, text }, start, size);
      app.look();
      for (const act of acts) {
        if ('key' in act) app.press(act.key);
        else if ('size' in act) app.surface = act.size;
        else {
          const { id } = firstLesson.steps[act.step % firstLesson.steps.length];
          app.send({ kind: 'lesson-ready', opened: { lesson: firstLesson, labs }, step: id });
        }
        app.look();
      }
    },
  }),
  target({
    name: 'screens-keys',
    cases: 1000,
    input: fc.array(
      fc.oneof(
        hostileText(300),
        fc.constantFrom(
          '\x1b[200~',
          '\x1b[201~',
          '\x1b[',
          '\x1b[A',
          '\x1bOA',
          '\x1b',
          '\r',
          '\x03',
          '\x1b[1;5C',
          '\x1b[3~',
        ),
      ),
      { maxLength: 12 },
    ),
    check(chunks) {
      const reader = new KeyReader();
      for (const chunk of chunks) {
        for (const key of [...reader.read(chunk), ...reader.flush()]) {
          const typed = textOf(key);
          if (typed !== undefined && /[\n\r\t\x1b]/.test(typed)) throw new Error(`types ${JSON.stringify(typed)}`);
          if (typed === undefined) expectNoCode(key, 'the name of a key');
        }
      }
      // However the keyboard was left, Ctrl-C is heard.
      const last = chunks.join('').lastIndexOf('\x1b[200~') > chunks.join('').lastIndexOf('\x1b[201~');
      if (!last && !reader.read('\x03').includes('ctrl-c')) throw new Error('Ctrl-C is not heard');
    },
  }),
];
