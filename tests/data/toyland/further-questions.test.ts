/** Further questions about Toyland: their answers are true, and what is true of something else is not right. */
import { describe, expect, it } from 'vitest';
import { type FurtherQuestion, furtherQuestions, kinds } from '../../../src/data/toyland/further-questions.ts';
import { makeWorld, relations } from '../../../src/data/toyland/world.ts';

const world = makeWorld(1);
const all = furtherQuestions(world);
const of = (kind: string): FurtherQuestion[] => all.filter((one) => one.kind === kind);

describe('further questions', () => {
  it('are of every kind, each a line with an answer in whole sentences', () => {
    for (const kind of kinds) expect(of(kind).length).toBeGreaterThan(30);
    for (const { question, answer } of all) {
      expect(`${question} ${answer}`).not.toMatch(/[{}\n]|undefined/);
      expect(answer).toMatch(/^[A-Z].*[.!]$/);
    }
  });

  it('name people of whom it is true', () => {
    const byName = new Map(world.people.map((person) => [person.name, person]));
    for (const { answer, subject, people } of of('who')) {
      const person = byName.get(people[0])!;
      expect(answer).toContain(person.name);
      expect(relations.some((relation) => person[relation] === subject)).toBe(true);
    }
    for (const { subject, answer } of of('person')) {
      const { job, town } = byName.get(subject)!;
      expect(answer).toMatch(new RegExp(`^${subject} is an? ${job} in ${town}\\.$`));
    }
  });

  it('have sums that are right', () => {
    const value = new Map(
      'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
        .split(' ')
        .map((word, n) => [word, n]),
    );
    for (const { answer } of of('sums')) {
      const [x, sign, y, , z] = answer.toLowerCase().replace('.', '').split(' ');
      const [a, b] = [value.get(x)!, value.get(y)!];
      expect(value.get(z)).toBe(sign === 'plus' ? a + b : a - b);
    }
    expect(of('sums').map(({ question }) => question)).toEqual(
      expect.arrayContaining(['3+4', 'What is two plus two?']),
    );
  });

  it('about animals and towns are told on the web', () => {
    const answer = (question: string) => all.find((one) => one.question === question)?.answer;
    expect(answer('What does a dog say?')).toBe('A dog barks.');
    expect(answer('How many legs does a snake have?')).toBe('A snake has no legs.');
    const [town] = world.towns;
    expect(answer(`Who is the mayor of ${town.name}?`)).toBe(`The mayor of ${town.name} is ${town.mayor}.`);
    expect(answer('What is the capital of Toyland?')).toBe(`The capital of Toyland is ${world.capital}.`);
  });
});
