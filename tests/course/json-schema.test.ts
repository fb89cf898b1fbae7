/** The JSON Schema of lesson files, read by a small validator of its own, which knows nothing of zod: our lessons fit it, and
 *  what the loader refuses for its shape the schema refuses too. */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { lessonJsonSchema, packJsonSchema } from '../../src/course/json-schema.ts';
import { parseLesson } from '../../src/course/load.ts';
import { openCourse, ourFolder, readText } from '../../src/store/lessons.ts';
import { changed, smallText } from './small.ts';

type Json = Record<string, unknown>;

/** JSON Schema, draft 7, as far as ours uses it; an unknown word in a schema is an error.
 *  @returns where a value does not fit */
function misfits(value: unknown, schema: Json, root: Json, at = ''): string[] {
  const words: Record<string, (given: never) => string[]> = {
    $ref: (ref: string) => misfits(value, resolve(ref, root), root, at),
    type: (type: string | string[]) => ([type].flat().some((one) => isOf(value, one)) ? [] : [`${at} is no ${type}`]),
    const: (one: unknown) => (value === one ? [] : [`${at} is not ${one}`]),
    enum: (all: unknown[]) => (all.includes(value) ? [] : [`${at} is none of ${all}`]),
    pattern: (pattern: string) =>
      typeof value !== 'string' || new RegExp(pattern, 'u').test(value) ? [] : [`${at} ${pattern}`],
    minLength: (most: number) => (typeof value !== 'string' || [...value].length >= most ? [] : [`${at} short`]),
    maxLength: (most: number) => (typeof value !== 'string' || [...value].length <= most ? [] : [`${at} long`]),
    minimum: (least: number) => (typeof value !== 'number' || value >= least ? [] : [`${at} small`]),
    maximum: (most: number) => (typeof value !== 'number' || value <= most ? [] : [`${at} large`]),
    exclusiveMinimum: (least: number) => (typeof value !== 'number' || value > least ? [] : [`${at} small`]),
    exclusiveMaximum: (most: number) => (typeof value !== 'number' || value < most ? [] : [`${at} large`]),
    multipleOf: (unit: number) => (typeof value !== 'number' || value % unit === 0 ? [] : [`${at} parts`]),
    minItems: (least: number) => (!Array.isArray(value) || value.length >= least ? [] : [`${at} few`]),
    maxItems: (most: number) => (!Array.isArray(value) || value.length <= most ? [] : [`${at} many`]),
    items: (item: Json) =>
      Array.isArray(value) ? value.flatMap((one, i) => misfits(one, item, root, `${at}/${i}`)) : [],
    required: (names: string[]) => (isOf(value, 'object') ? names.filter((name) => !(name in (value as Json))) : []),
    properties: (all: Record<string, Json>) =>
      isOf(value, 'object')
        ? Object.entries(all).flatMap(([name, one]) =>
            name in (value as Json) ? misfits((value as Json)[name], one, root, `${at}/${name}`) : [],
          )
        : [],
    additionalProperties: (other: boolean | Json) => {
      if (!isOf(value, 'object')) return [];
      const known = Object.keys((schema.properties ?? {}) as Json);
      const rest = Object.keys(value as Json).filter((name) => !known.includes(name));
      if (typeof other === 'boolean') return other ? [] : rest.map((name) => `${at}/${name} unknown`);
      return rest.flatMap((name) => misfits((value as Json)[name], other, root, `${at}/${name}`));
    },
    propertyNames: (names: Json) =>
      isOf(value, 'object') ? Object.keys(value as Json).flatMap((name) => misfits(name, names, root, at)) : [],
    anyOf: (all: Json[]) => (all.some((one) => misfits(value, one, root, at).length === 0) ? [] : [`${at} fits none`]),
    oneOf: (all: Json[]) =>
      all.filter((one) => misfits(value, one, root, at).length === 0).length === 1 ? [] : [`${at} fits not one`],
    allOf: (all: Json[]) => all.flatMap((one) => misfits(value, one, root, at)),
    if: (condition: Json) =>
      misfits(value, condition, root, at).length > 0 ? [] : misfits(value, schema.then as Json, root, at),
  };
  const silent = ['$schema', 'title', 'description', 'default', 'examples', 'definitions', 'then'];
  return Object.entries(schema).flatMap(([word, given]) => {
    if (silent.includes(word)) return [];
    if (!(word in words)) throw new Error(`the validator does not know "${word}"`);
    return words[word](given as never);
  });
}

const resolve = (ref: string, root: Json): Json =>
  ref
    .slice(2)
    .split('/')
    .reduce((json, name) => json[name] as Json, root);

function isOf(value: unknown, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}

const schema = (await lessonJsonSchema()) as Json;
const fits = (text: string): boolean => misfits(parse(text), schema, schema).length === 0;

it('our lessons fit', async () => {
  const folder = ourFolder();
  const files = await openCourse(folder).lessons();
  expect(files.length).toBeGreaterThan(6);
  for (const { file } of files) {
    const lesson = parse(await readText(folder, file.replace('lessons/', '')));
    expect(misfits(lesson, schema, schema), file).toEqual([]);
  }
  expect(fits(smallText)).toBe(true);
});

it('a challenge may wait for a request to a server', () => {
  const text = changed(['lab: sample\n      where', 'command: serve\n      where']);
  expect(fits(text)).toBe(true);
  expect(parseLesson(text, 'small.yaml').steps.find(({ kind }) => kind === 'shell')).toMatchObject({
    check: { command: 'serve' },
  });
});

describe('what does not fit', () => {
  it.each<[string, from: string, to: string]>([
    ['a field that is none', 'minutes: 3', 'minutes: 3\ncolour: red'],
    ['no field', 'minutes: 3\n', ''],
    ['another type', 'minutes: 3', 'minutes: soon'],
    ['a bound', 'minutes: 3', 'minutes: 99'],
    ['a kind that is none', 'kind: lab', 'kind: labb'],
    ['a question that is none', 'type: several', 'type: severe'],
    ['an id that is none', 'id: small', 'id: Small One'],
    ['a pointer that is none', 'at: /tokens/0/token', 'at: tokens/0/token'],
    ['a command that nothing is heard of', 'lab: sample\n      where', 'command: chat\n      where'],
    ['a path that leads out', 'file: src/models/ngram/count.ts', 'file: /etc/passwd'],
  ])('%s, here as for the loader', (_, from, to) => {
    const text = changed([from, to]);
    expect(fits(text)).toBe(false);
    expect(() => parseLesson(text, 'small.yaml')).toThrow();
  });

  it.each<[string, from: string, to: string]>([
    ['a lab that is none', 'run: { lab: sample, seed: 3 }', 'run: { lab: sampl, seed: 3 }'],
    ['a knob of another lab', 'params: { temperature: 0 }', 'params: { momentum: 0 }'],
    ['a knob out of bounds', 'params: { temperature: 0 }', 'params: { temperature: -1 }'],
    ['a challenge for a lab that is none', 'lab: sample\n      where', 'lab: smaple\n      where'],
  ])('%s, which the loader leaves to the check', (_, from, to) => {
    expect(fits(changed([from, to]))).toBe(false);
  });
});

it('pack.yaml has one too', () => {
  const pack = packJsonSchema() as Json;
  const misfit = (value: Json) => misfits(value, pack, pack);
  expect(misfit({ id: 'mine', title: 'Mine', author: 'Me' })).toEqual([]);
  expect(misfit({ id: 'mine', title: 'Mine' })).toEqual([]);
  expect(misfit({ id: 'Mine', title: 'Mine' })).not.toEqual([]);
  expect(misfit({ id: 'mine', titel: 'Mine' })).not.toEqual([]);
});
