import { describe, expect, it } from 'vitest';
import type { Guess, StepOf } from '../../src/course/lesson.ts';
import { gradePrediction, short } from '../../src/course/predict.ts';

const step = (guess: Guess): StepOf<'predict'> => ({
  kind: 'predict',
  id: 'guess',
  title: 'A guess',
  ask: 'What?',
  run: { lab: 'sample', params: {}, seed: 1 },
  guess,
  explain: 'So.',
});

describe('choosing', () => {
  const guess = step({
    type: 'choose',
    choices: [
      { text: 'the mat', value: 'mat' },
      { text: 'seventeen', value: 17 },
    ],
    at: '/answer',
  });

  it('is held against the value of the run', () => {
    expect(gradePrediction(guess, 0, { answer: 'mat' })).toEqual({
      type: 'choose',
      right: true,
      actual: 'the mat',
      said: 'As you said: the mat.',
    });
    expect(gradePrediction(guess, 0, { answer: 17 })).toMatchObject({
      right: false,
      actual: 'seventeen',
      said: 'The run says: seventeen.',
    });
  });

  it('takes numbers that differ by rounding for equal', () => {
    expect(gradePrediction(guess, 1, { answer: 17 + 1e-9 })).toMatchObject({ right: true });
    expect(gradePrediction(guess, 1, { answer: 17.001 })).toMatchObject({ right: false });
  });

  it('says what the run says where no choice stands for it', () => {
    expect(gradePrediction(guess, 0, { answer: 'roof' })).toMatchObject({ right: false, actual: 'roof' });
  });

  it('has no outcome where the run says nothing', () => {
    expect(gradePrediction(guess, 0, { other: 1 })).toBeUndefined();
    expect(gradePrediction(guess, 0, undefined)).toBeUndefined();
  });
});

describe('a number', () => {
  const guess = step({ type: 'number', min: 0, max: 10, unit: 'bits', at: '/p' });

  it('is off by so much', () => {
    expect(gradePrediction(guess, 2, { p: 3.5 })).toEqual({
      type: 'number',
      actual: 3.5,
      off: 1.5,
      said: 'You said 2 bits, the run says 3.5 bits: 1.5 off.',
    });
    expect(gradePrediction(guess, 3.5, { p: 3.5 })).toMatchObject({
      off: 0,
      said: expect.stringMatching(/exactly\.$/),
    });
  });

  it('needs a number to be held against', () => {
    expect(gradePrediction(guess, 2, { p: '3.5' })).toBeUndefined();
  });
});

describe('a spread', () => {
  const guess = step({ type: 'spread', over: ['mat', 'floor'], at: '/candidates' });
  const result = {
    candidates: [
      { token: 'mat', p: 0.5 },
      { token: 'floor', p: 0.25 },
    ],
  };

  it('is scored in bits, said with the bits that nobody can avoid', () => {
    const outcome = gradePrediction(guess, [25, 25, 50], result);
    // −½·log2 ¼ − ¼·log2 ¼ − ¼·log2 ½ = 1 + ½ + ¼; own: ½ + ½ + ½
    expect(outcome).toMatchObject({ type: 'spread', surprise: 1.75, entropy: 1.5 });
    expect(outcome?.said).toContain('1.75 bits');
    expect(outcome?.said).toContain('1.50 bits');
    expect(outcome?.said).toContain('The 0.25 bits between');
  });

  it('that is the model’s own leaves nothing to know', () => {
    expect(gradePrediction(guess, [50, 25, 25], result)?.said).toContain('You knew what there is to know.');
  });

  it('that calls possible things impossible is told the first of them', () => {
    const said = gradePrediction(guess, [0, 0, 100], result)?.said;
    expect(said).toContain('You gave "mat" no chance at all, yet the model gives it 50.0 %');
    expect(said).toContain('∞');
  });

  it('needs a list of tokens with their chances', () => {
    for (const candidates of [[], ['mat'], [{ token: 'mat' }], { token: 'mat', p: 1 }, undefined]) {
      expect(gradePrediction(guess, [50, 25, 25], { candidates })).toBeUndefined();
    }
  });
});

describe('what came next', () => {
  const guess = step({
    type: 'next',
    over: ['mat', 'floor'],
    came: '/came',
    beside: [{ name: 'bigram', at: '/bigram' }],
  });
  const bigram = [{ token: 'mat', p: 0.5 }];

  it('is scored beside the models', () => {
    const outcome = gradePrediction(guess, [25, 25, 50], { came: 'mat', bigram });
    expect(outcome).toMatchObject({ type: 'next', came: 'mat', bits: [2, 1] });
    expect(outcome?.said).toBe('It went on with "mat". You gave that 25 %: a surprise of 2.00 bits.');
  });

  it('that had no chance, or was none of the words, is said to be so', () => {
    expect(gradePrediction(guess, [25, 25, 50], { came: 'sea', bigram })?.said).toBe(
      'It went on with "sea", which is something else. You gave that 50 %: a surprise of 1.00 bits.',
    );
    expect(gradePrediction(guess, [100, 0, 0], { came: 'floor', bigram })?.said).toContain('∞ bits');
  });

  it('needs a token and what each model gave', () => {
    for (const result of [{ came: 'mat' }, { bigram }, { came: 1, bigram }, { came: 'mat', bigram: [] }, undefined]) {
      expect(gradePrediction(guess, [50, 25, 25], result)).toBeUndefined();
    }
  });
});

it('numbers are told in four figures at most', () => {
  expect([0.123456, 12345.6, 3, 1e-7, -2.00001].map(short)).toEqual(['0.1235', '12350', '3', '1e-7', '-2']);
});
