/** An answer is right by the truth and not by its words. */
import { describe, expect, test } from 'vitest';
import { type FurtherQuestion, furtherQuestions } from '../../../src/data/toyland/further-questions.ts';
import { makeWorld } from '../../../src/data/toyland/world.ts';
import { curriculumOf } from '../../../src/models/pipeline/exam-questions.ts';
import { fits, isRight } from '../../../src/models/pipeline/marks.ts';
import { Random } from '../../../src/nn/random.ts';

const world = makeWorld(1);
const { facts } = curriculumOf(world, new Random(1));
const all = furtherQuestions(world);
const asked = (question: string): FurtherQuestion => all.find((one) => one.question === question)!;

test('the right answer to every question about a person is right, that to another is not, nor both together', () => {
  for (const [i, question] of facts.entries()) {
    expect(isRight(question.answer, question, world)).toBe(true);
    const other = facts.find(
      (one, j) =>
        j !== i && one.relation === question.relation && one.value !== question.value && one.value !== question.name,
    )!;
    expect(isRight(other.answer.replace(other.name, question.name), question, world)).toBe(false);
    expect(isRight(`${question.answer} ${other.answer}`, question, world)).toBe(false);
  }
});

test('whoever goes on and on has not answered', () => {
  const { name, job } = world.people[0];
  const job_ = facts.find(({ relation }) => relation === 'job')!;
  expect(isRight(`${job_.name} is a friend of mine. ${job_.answer}`, job_, world)).toBe(false);
  expect(isRight(`${name} is a ${job}`, { ...job_, name, value: job }, world)).toBe(true);
});

describe('further questions', () => {
  test('their own answers are right', () => {
    for (const one of all) expect(`${one.answer} ${fits(one.answer, one)}`).toBe(`${one.answer} true`);
  });

  test('to who does something, everybody is right of whom it is true, and nobody else', () => {
    for (const { name, job } of world.people) {
      expect(fits(`${name} works as a ${job}.`, asked(`Who is the ${job}?`))).toBe(true);
      expect(fits(`The ${job} is ${name}.`, asked(`Who is the ${job}?`))).toBe(true);
      expect(fits(`${name} works as a ${job}.`, asked(`Who is the ${job === 'baker' ? 'cook' : 'baker'}?`))).toBe(
        false,
      );
    }
    const [baker, other] = [
      world.people.find(({ job }) => job === 'baker')!,
      world.people.find(({ job }) => job !== 'baker')!,
    ];
    expect(fits(`${other.name} works as a baker.`, asked('Who is the baker?'))).toBe(false);
    expect(fits(`${baker.name} and ${other.name} work as a baker.`, asked('Who is the baker?'))).toBe(false);
    expect(fits('Somebody works as a baker.', asked('Who is the baker?'))).toBe(false);
  });

  test('sums, animals, talk and what nobody can know', () => {
    expect(fits('Three plus four is seven.', asked('3+4'))).toBe(true);
    expect(fits('Four plus three is seven.', asked('3+4'))).toBe(true);
    expect(fits('Three plus four is seventeen.', asked('3+4'))).toBe(false);
    expect(fits('A dog meows.', asked('What does a dog say?'))).toBe(false);
    expect(fits('A cat barks.', asked('What does a dog say?'))).toBe(false);
    expect(fits('Paris lies by the sea.', asked('Where is Paris?'))).toBe(false);
    expect(fits('Goodbye!', asked('Hello!'))).toBe(false);
  });
});
