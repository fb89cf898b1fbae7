/** What people type in a hurry becomes what the model has read. */
import { expect, test } from 'vitest';
import { makeWorld } from '../../../src/data/toyland/world.ts';
import { curriculumOf } from '../../../src/models/pipeline/exam-questions.ts';
import { hasty, tidied } from '../../../src/models/pipeline/tidy.ts';
import { Random } from '../../../src/nn/random.ts';

const world = makeWorld(1);
const { first, last, town } = world.people[0];

test('names get their capitals, sentences their marks', () => {
  const name = `${first} ${last}`;
  expect(tidied(`where does ${name.toLowerCase()} live`, world)).toBe(`Where does ${name} live?`);
  expect(tidied(`  tell me   about ${name.toLowerCase()}`, world)).toBe(`Tell me about ${name}.`);
  expect(tidied(`who's from ${town.toLowerCase()}`, world)).toBe(`Who is from ${town}?`);
  expect(tidied(`what is ${name.toLowerCase()}'s pet`, world)).toBe(`What is ${name}'s pet?`);
  expect(tidied(`What is ${name}’s pet?`, world)).toBe(`What is ${name}'s pet?`);
  expect(tidied('to whom does he write?', world)).toBe('To whom does he write?');
});

test('a bell is no family, a sum no sentence, and what is tidy stays', () => {
  expect(tidied('how do i polish the town bell', world)).toBe('How do I polish the town bell?');
  expect(tidied('3+4', world)).toBe('3+4');
  expect(tidied('', world)).toBe('');
  expect(tidied('Hello!', world)).toBe('Hello!');
});

test('every question of the examination survives a hurry, but for its mark', () => {
  const { facts, newForms, harmful } = curriculumOf(world, new Random(1));
  for (const { question } of [...facts, ...newForms, ...harmful]) {
    expect(tidied(question, world)).toBe(question);
    expect(tidied(hasty(question), world)).toBe(question);
  }
});
