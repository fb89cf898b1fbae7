/** Knobs read off a schema, and params read off what a person gave. */
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { InputError } from '../../src/data/input-error.ts';
import { asFlag, describeRange, knobsOf, parseParams } from '../../src/labs/knobs.ts';

const schema = z.strictObject({
  steps: z.int().min(1).max(100).default(10).meta({ description: 'How many.', short: 'n', placeholder: 'N', step: 5 }),
  learning_rate: z.number().gt(0).max(1).default(0.1).meta({ description: 'How fast.', step: 2, log: true }),
  loss: z.enum(['classic', 'hinge']).default('classic').meta({ description: 'Which loss.' }),
  noisy: z.boolean().default(false).meta({ description: 'With noise.' }),
  name: z
    .string()
    .default('cat')
    .meta({ description: 'A name.', suggestions: ['cat', 'dog'] }),
  shape: z.string().default('round').meta({ description: 'A shape.', form: 'a shape such as round' }),
  limit: z.int().min(0).optional().meta({ description: 'A limit.' }),
  any: z.number().default(1).meta({ description: 'Any number.' }),
});
const knob = (name: string) => knobsOf(schema).find((knob) => knob.name === name)!;

describe('knobsOf', () => {
  it('reads name, kind, default and description, in the order of declaration', () => {
    expect(knobsOf(schema).map(({ name, kind, default: value }) => [name, kind, value])).toEqual([
      ['steps', 'integer', 10],
      ['learning_rate', 'number', 0.1],
      ['loss', 'choice', 'classic'],
      ['noisy', 'switch', false],
      ['name', 'text', 'cat'],
      ['shape', 'text', 'round'],
      ['limit', 'integer', undefined],
      ['any', 'number', 1],
    ]);
    expect(knobsOf(schema).map(({ about }) => about)[0]).toBe('How many.');
  });

  it('reads bounds, choices and hints for flags and keys', () => {
    expect(knob('steps')).toMatchObject({ min: 1, max: 100, short: 'n', placeholder: 'N', step: 5, optional: false });
    expect(knob('learning_rate')).toMatchObject({ min: 0, max: 1, log: true });
    expect(knob('loss').choices).toEqual(['classic', 'hinge']);
    expect(knob('name').choices).toEqual(['cat', 'dog']);
    expect(knob('limit')).toMatchObject({ optional: true, min: 0, max: undefined });
    expect([knob('any').min, knob('any').max]).toEqual([undefined, undefined]);
  });

  it('finds the description on either side of the default', () => {
    const inside = z.strictObject({ a: z.int().meta({ description: 'Inside.', short: 'a' }).default(1) });
    expect(knobsOf(inside)[0]).toMatchObject({ about: 'Inside.', short: 'a', default: 1 });
  });

  it('refuses a type that cannot be a knob', () => {
    expect(() => knobsOf(z.strictObject({ list: z.array(z.int()) }))).toThrow('knob list: a array cannot be a knob');
  });
});

describe('describeRange', () => {
  it('says what a knob may be', () => {
    expect(knobsOf(schema).map(describeRange)).toEqual([
      'a whole number from 1 to 100',
      'a number above 0, up to 1',
      'one of classic, hinge',
      'true or false',
      'a text',
      'a shape such as round',
      'a whole number from 0 up',
      'a number',
    ]);
    const text = z.strictObject({ stop: z.string().min(1).optional().meta({ description: 'Where to stop.' }) });
    expect(describeRange(knobsOf(text)[0])).toBe('a text that is not empty');
    const short = z.strictObject({ stop: z.string().max(9).default('') });
    expect(describeRange(knobsOf(short)[0])).toBe('a text of up to 9 characters');
    expect(describeRange({ ...knob('learning_rate'), max: undefined })).toBe('a number above 0');
    expect(describeRange({ ...knob('steps'), min: undefined })).toBe('a whole number up to 100');
  });
});

describe('parseParams', () => {
  const refused = (given: object, nameKnob = asFlag): string => {
    try {
      parseParams(schema, given, nameKnob);
    } catch (error) {
      if (error instanceof InputError) return error.message;
    }
    throw new Error('accepted');
  };

  it('fills in the defaults and keeps what was given', () => {
    expect(parseParams(schema, { steps: 3, name: 'x' })).toEqual({
      steps: 3,
      learning_rate: 0.1,
      loss: 'classic',
      noisy: false,
      name: 'x',
      shape: 'round',
      any: 1,
    });
  });

  it('names the knob, what it was and what it may be', () => {
    expect(refused({ steps: 0 })).toBe('0 is not possible here (--steps). Give a whole number from 1 to 100.');
    expect(refused({ steps: 2.5 })).toBe('2.5 is not possible here (--steps). Give a whole number from 1 to 100.');
    expect(refused({ learning_rate: 0 })).toBe(
      '0 is not possible here (--learning-rate). Give a number above 0, up to 1.',
    );
    expect(refused({ loss: 'hing' })).toContain('Give one of classic, hinge; did you mean hinge?');
    expect(refused({ noisy: 'yes' })).toContain('Give true or false.');
    expect(refused({ name: 7 })).toContain('7 is not possible here (--name). Give a text.');
  });

  it('suggests a knob for a near miss, else lists them', () => {
    expect(refused({ step: 1 })).toBe('there is no knob "step" (--step). Did you mean --steps?');
    expect(refused({ zebra: 1 })).toContain('There are --steps, --learning-rate,');
    expect(refused({ learningrate: 1 })).toContain('Did you mean --learning-rate?');
  });

  it('uses the names of the place where they were written', () => {
    expect(refused({ learning_rate: 2 }, (name) => `params.${name}`)).toContain('(params.learning_rate)');
  });

  it('does not take what every object has for a knob', () => {
    for (const name of ['constructor', 'toString', 'hasOwnProperty'])
      expect(refused({ [name]: 1 })).toContain('no knob');
  });

  it('says what a rule of the schema itself says', () => {
    const odd = z.strictObject({
      n: z
        .int()
        .default(1)
        .refine((n) => n % 2 === 1, 'only odd numbers will do')
        .meta({ description: 'Odd.' }),
    });
    expect(() => parseParams(odd, { n: 2 })).toThrow('only odd numbers will do (--n). Give a whole number.');
  });
});
