/** Packs: what pack.yaml says, what is kept under which key, and files that were made to do harm. */
import { describe, expect, it } from 'vitest';
import { keptOf, lessonKey, packsIn } from '../../src/course/lesson-key.ts';
import { examineLesson, examinePack } from '../../src/course/load.ts';
import { noLesson, type Progress } from '../../src/course/progress.ts';
import { changed, readSmall, smallText } from './small.ts';

const told = (text: string): string[] => examineLesson(text, 'small.yaml').problems.map(({ message }) => message);

describe('pack.yaml', () => {
  it('says whose the pack is', () => {
    expect(examinePack('id: mine\ntitle: Mine\nauthor: Me\n', 'pack.yaml').value).toEqual({
      id: 'mine',
      title: 'Mine',
      author: 'Me',
    });
  });

  it('is told all that is wrong', () => {
    const { value, problems } = examinePack('id: My Pack\ntitel: Mine\n', 'pack.yaml');
    expect(value).toBeUndefined();
    expect(problems.map(({ message }) => message)).toEqual([
      '"id" is not possible: an id is lower-case words joined by hyphens (pack.yaml:1:5). Change it there.',
      'there is no field "titel" here (pack.yaml:2:1). Correct its name, or take it out.',
    ]);
  });
});

describe('keys of progress', () => {
  const progress: Progress = new Map(
    ['next-token', 'mine/next-token', 'mine/two', 'other/next-token', 'odd/a/b'].map((key) => [
      key,
      { ...noLesson, lastAt: key },
    ]),
  );

  it('keep courses apart that have lessons of the same id', () => {
    const keptAt = (pack?: string) => [...keptOf(progress, pack)].map(([id, { lastAt }]) => [id, lastAt]);
    expect(keptAt()).toEqual([['next-token', 'next-token']]);
    expect(keptAt('mine')).toEqual([
      ['next-token', 'mine/next-token'],
      ['two', 'mine/two'],
    ]);
    expect(keptAt('other')).toEqual([['next-token', 'other/next-token']]);
    expect(keptAt('nobody')).toEqual([]);
    expect(packsIn(progress)).toEqual(['mine', 'other', 'odd']);
  });

  it('are found again', () => {
    for (const pack of [undefined, 'mine']) {
      const one: Progress = new Map([[lessonKey('two', pack), noLesson]]);
      expect([...keptOf(one, pack).keys()]).toEqual(['two']);
      expect(keptOf(one, 'else').size).toBe(0);
    }
  });
});

describe('a lesson file', () => {
  it('is told all that is wrong with its shape', () => {
    expect(
      told(
        changed(
          ['minutes: 3', 'minutes: 99\nred: 1\nblue: 2'],
          ['kind: lab', 'kind: labb'],
          ['explain: It is', 'explian: It is'],
        ),
      ),
    ).toEqual([
      '"minutes" is too large (small.yaml:5:10). At most 30.',
      expect.stringMatching(/^there is no field "red" here \(small.yaml:6:1\)/),
      expect.stringMatching(/^there is no field "blue" here \(small.yaml:7:1\)/),
      expect.stringMatching(/^there is no field "explian" here \(small.yaml:28:5\)/),
      '"kind" is missing or unknown (small.yaml:37:11). It is one of text, predict, lab, quiz, source, shell, recap.',
    ]);
  });

  it('with line ends of Windows is the same, and its places too', () => {
    const windows = smallText.replaceAll('\n', '\r\n');
    const { value, problems } = examineLesson(windows, 'small.yaml');
    expect(problems).toEqual([]);
    expect(value!.lesson).toEqual(readSmall().lesson);
    for (const path of [['minutes'], ['steps', 4, 'knobs', 1], ['steps', 10, 'check', 'where']]) {
      expect(value!.locate(path)).toBe(readSmall().locate(path));
    }
    const wrong = windows.replace('minutes: 3', 'minutes: 99');
    expect(examineLesson(wrong, 'small.yaml').problems[0].where).toBe('small.yaml:5:10');
  });

  it.each<[string, text: string, what: RegExp]>([
    ['nested without end', '['.repeat(30_000), /^this is nested too deeply \(small.yaml:1:\d+\)/],
    ['fields in fields', '{a: '.repeat(10_000), /^this is nested too deeply/],
    ['lists in lists', '- '.repeat(30_000), /^this is nested too deeply/],
    ['lists in lists, closed again', `a: ${'['.repeat(1000)}${']'.repeat(1000)}`, /^this is nested too deeply/],
    ['aliases of aliases', `a: &a [x]\nb: [${'*a, '.repeat(5000)}]`, /^there are too many aliases/],
    ['a field over and over', 'a: 1\n'.repeat(2000), /^this field stands here twice \(small.yaml:2:1\)/],
    ['a tag of its own', 'id: !run {a: b}', /^this is not YAML: Unresolved tag: !run/],
    ['a tag without end', `id: !${'x'.repeat(50_000)} a`, /^this is not YAML: .{1,130} \(small.yaml:1:5\)/],
    ['a name of another world', '__proto__: {id: small}\nconstructor: 1', /"id" is missing/],
    [
      'a heading of many lines',
      changed(['title: A small lesson', 'title: "A\\nB"']),
      /"title" is not possible: it is one line/,
    ],
    [
      'a heading of nothing',
      changed(['title: A small lesson', 'title: "\\e[31m\\u202e "']),
      /"title" is not possible: it is one/,
    ],
    [
      'a word without end',
      changed(['"Read **this**."', 'x'.repeat(1001)]),
      /^"text" is too long \(.+\)\. At most 1000 characters/,
    ],
  ])('%s gets one clear line', (_, text, what) => {
    const [problem] = told(text);
    expect(problem).toMatch(what);
    expect(problem.length).toBeLessThan(300);
    expect(Object.hasOwn(Object.prototype, 'id')).toBe(false);
  });
});
