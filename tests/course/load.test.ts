/** What an author is told when a lesson file is wrong: the line, the column, what is wrong, what to do. The expected
 *  place is where the changed text stands in the file, looked up in the text itself. */
import { describe, expect, it } from 'vitest';
import { twinProblems } from '../../src/course/lesson-file.ts';
import { parseLesson, readLesson } from '../../src/course/load.ts';
import { InputError } from '../../src/data/input-error.ts';
import { changed, readSmall, small, smallText } from './small.ts';

function refusal(text: string): InputError {
  try {
    parseLesson(text, 'small.yaml');
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('the lesson was accepted');
}

/** "small.yaml:line:column" of the first place where `part` stands. */
function placeOf(text: string, part: string): string {
  const before = text.slice(0, text.indexOf(part)).split('\n');
  return `small.yaml:${before.length}:${before[before.length - 1].length + 1}`;
}

describe('a lesson', () => {
  it('is read with its defaults', () => {
    expect(small.steps.map(({ kind }) => kind)).toEqual(
      'text predict predict predict lab quiz quiz quiz quiz source shell shell recap'.split(' '),
    );
    expect(small.steps[1]).toMatchObject({ run: { lab: 'sample', params: { temperature: 0 }, seed: 1 } });
    expect(small.steps[6]).toMatchObject({ hints: [] });
    expect(small.steps[5]).toMatchObject({
      question: { type: 'choice' },
      hints: ['Look at the bars.', 'The longest bar.'],
    });
  });

  it('has nothing in it that commands a terminal', () => {
    const { lesson } = readSmall(['title: A small lesson', 'title: "A \\e[31mred\\u202e lesson"']);
    expect(lesson.title).toBe('A red lesson');
  });

  it('knows where each value stands', () => {
    const { locate } = readSmall();
    expect(locate(['steps', 4, 'run', 'seed'])).toBe(placeOf(smallText, '3 }\n    knobs'));
    expect(locate(['steps', 4, 'knobs', 1])).toBe(placeOf(smallText, 'prompt]'));
    expect(locate(['title'])).toBe(placeOf(smallText, 'A small lesson'));
    // A block, and what is not there, is named by the nearest key around it.
    expect(locate(['steps', 5, 'question'])).toBe(placeOf(smallText, 'question:'));
    expect(locate(['steps', 5, 'question', 'nowhere'])).toBe(placeOf(smallText, 'question:'));
    expect(locate([])).toBe(placeOf(smallText, 'id: small'));
  });
});

describe('a wrong shape', () => {
  const long = Array.from({ length: 71 }, (_, index) => `w${index}`).join(' ');
  it.each<[string, from: string, to: string, place: string, what: string, remedy: string]>([
    [
      'a wrong type',
      'minutes: 3',
      'minutes: soon',
      'soon',
      '"minutes" has to be a number',
      'Give a number, without quotes.',
    ],
    [
      'half a minute',
      'minutes: 3',
      'minutes: 3.5',
      '3.5',
      '"minutes" has to be a whole number',
      'Give a whole number, without quotes.',
    ],
    ['too many minutes', 'minutes: 3', 'minutes: 99', '99', '"minutes" is too large', 'At most 30.'],
    ['no minutes', 'minutes: 3\n', '', 'id: small', '"minutes" is missing', 'Add it: a number.'],
    [
      'a number for a text',
      'title: A small lesson',
      'title: 2026',
      '2026',
      '"title" has to be a text',
      'If it is one, put it in quotes.',
    ],
    ['an empty text', 'title: A small lesson', 'title: ""', '""', '"title" is too short', 'At least 1 characters.'],
    [
      'an unknown field',
      'minutes: 3',
      'minutes: 3\ncolour: red',
      'colour',
      'there is no field "colour" here',
      'Correct its name, or take it out.',
    ],
    [
      'a misspelt field',
      'explain: Counting says so.',
      'explian: Counting says so.',
      'explian',
      'there is no field "explian" here',
      'Correct its name, or take it out.',
    ],
    [
      'an unknown kind',
      'kind: lab',
      'kind: labb',
      'labb',
      '"kind" is missing or unknown',
      'It is one of text, predict, lab, quiz, source, shell, recap.',
    ],
    [
      'an unknown question',
      'type: several',
      'type: severe',
      'severe',
      '"type" is missing or unknown',
      'It is one of choice, several, number, short.',
    ],
    [
      'an unknown guess',
      'guess: { type: number',
      'guess: { type: numbr',
      'numbr',
      '"type" is missing or unknown',
      'It is one of choose, number, spread, next.',
    ],
    [
      'a text for a list',
      'goals: [Go through every kind of step.]',
      'goals: everything',
      'everything',
      '"goals" has to be a list',
      'Write a list, such as [one, two].',
    ],
    [
      'an empty list',
      'goals: [Go through every kind of step.]',
      'goals: []',
      'goals:',
      '"goals" is too short',
      'At least 1 entries.',
    ],
    [
      'an id with capitals',
      'id: small',
      'id: Small',
      'Small',
      '"id" is not possible: an id is lower-case words joined by hyphens',
      'Change it there.',
    ],
    [
      'a text of few words that are very long',
      'text: "Read **this**."',
      `text: "${'[a]('.repeat(300)}"`,
      '"[a](',
      '"text" is too long',
      'At most 1000 characters.',
    ],
    [
      'too many words',
      'text: Turn the knob.',
      `text: ${long}`,
      long,
      '"text" is not possible: too many words for one screen: at most 70',
      'Change it there.',
    ],
    [
      'a pointer without its slash',
      'at: /tokens/0/token',
      'at: tokens/0/token',
      'tokens/0/token',
      '"at" is not possible: a pointer into the result, such as /candidates/0/token',
      'Change it there.',
    ],
    [
      'a field of an entry',
      'value: roof }',
      'valeu: roof }',
      'valeu',
      'there is no field "valeu" here',
      'Correct its name, or take it out.',
    ],
    [
      'a comma in a text',
      'text: roof, value: roof }',
      'text: roof, or so, value: roof }',
      'or so',
      'there is no field "or so" here',
      'If it is part of a text, put the text in quotes.',
    ],
    ['no value at all', 'value: roof }', '}', '{ text: roof', '"value" is missing', 'Compare it with another lesson.'],
    [
      'a switch in words',
      'text: one, right: true',
      'text: one, right: "yes"',
      '"yes"',
      '"right" has to be true or false',
      'Write true or false, without quotes.',
    ],
    [
      'a text for fields',
      'run: { lab: sample, seed: 3 }',
      'run: sample',
      'sample\n    knobs',
      '"run" has to be a group of fields',
      'Give its fields, each with its name and a colon.',
    ],
    [
      'a check of neither kind',
      'question: { type: short, answer: ["42"]',
      'question: { type: short, answer: 42',
      '42, why',
      '"answer" is nothing that may stand here',
      'Compare it with another lesson.',
    ],
  ])('%s', (_, from, to, place, what, remedy) => {
    const text = changed([from, to]);
    const error = refusal(text);
    expect([error.what, error.remedy]).toEqual([what, remedy]);
    expect(error.where).toBe(placeOf(text, place));
  });

  it('of the whole file is said too', () => {
    expect(refusal('just words').message).toBe(
      'this file has to be a group of fields (small.yaml:1:1). Give its fields, each with its name and a colon.',
    );
    expect(refusal('').where).toBe('small.yaml:1:1');
  });
});

describe('what is no YAML', () => {
  it.each<[string, from: string, to: string, place: string, what: string]>([
    ['a field twice', 'minutes: 3', 'minutes: 3\nminutes: 4', 'minutes: 4', 'this field stands here twice'],
    [
      'a colon in a text',
      'text: Turn the knob.',
      'text: Turn it: the knob.',
      'Turn it',
      'a colon stands in the middle of a text',
    ],
    ['a second document', 'minutes: 3', '---\nminutes: 3', '---', 'a second document begins here'],
  ])('%s', (_, from, to, place, what) => {
    const text = changed([from, to]);
    const error = refusal(text);
    expect(error.what).toBe(what);
    expect(error.where).toBe(placeOf(text, place));
    expect(error.remedy).toMatch(/\.$/);
  });

  it('anything else is said in the words of the parser, on one line', () => {
    const error = refusal('id: [a, b\ntitle: x');
    expect(error.what).toMatch(/^this is not YAML: .*[^.]$/);
    expect(error.message).not.toContain('\n');
    expect(error.where).toMatch(/^small\.yaml:\d+:\d+$/);
    expect(error.remedy).toBe('Mend the indentation, quotes or colons there.');
  });

  it('a tab in the indentation', () => {
    expect(refusal('id:\n\ta: 1\n')).toMatchObject({
      what: 'a tab stands in the indentation',
      where: expect.stringMatching(/^small\.yaml:2:\d+$/),
    });
  });

  it('aliases that multiply without end', () => {
    const bomb = [
      'a: &a [x, x, x]',
      'b: &b [*a, *a, *a, *a]',
      'c: &c [*b, *b, *b, *b]',
      'd: &d [*c, *c, *c, *c]',
      'e: [*d, *d, *d, *d]',
    ];
    expect(refusal(bomb.join('\n')).what).toBe('there are too many aliases');
    expect(refusal('a: &a [*a]').what).toBe('this is nested too deeply');
  });

  it('an alias that nothing is named by', () => {
    expect(refusal('id: *nowhere').what).toBe('the alias "nowhere" stands for nothing');
  });

  // Deep in itself, YAML once filled the stack, or the memory with ever longer names.
  it.each([
    ['lists in lists', '['.repeat(5000)],
    ['lists in lists, each on a line', '- '.repeat(5000)],
    ['fields in fields', Array.from({ length: 600 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['names in names', '? '.repeat(490)],
    ['a list as a name', '? [a, b]\n: c'],
    ['as deep as no lesson is', `id: ${'['.repeat(30)}${']'.repeat(30)}`],
  ])('%s', (_, text) => {
    const begun = process.cpuUsage();
    const { what, where, remedy } = refusal(text);
    expect(what).toMatch(/^(this is nested too deeply|the name of a field has to be a word|this is not YAML: .+)$/);
    expect([where, remedy]).toEqual([expect.stringMatching(/^small\.yaml:\d+:\d+$/), expect.stringMatching(/\.$/)]);
    expect(process.cpuUsage(begun).user / 1e6).toBeLessThan(5);
  });
});

describe('a course', () => {
  it('has each lesson once', () => {
    const other = readLesson(changed(['id: small', 'id: other']), 'b.yaml');
    expect([...twinProblems([readSmall(), other])]).toEqual([]);
    const twin = readLesson(smallText, 'b.yaml');
    expect([...twinProblems([readSmall(), other, twin])].map(({ message }) => message)).toEqual([
      'the lesson id "small" is taken by small.yaml (b.yaml:2:5). Give each lesson an id of its own.',
    ]);
  });
});
