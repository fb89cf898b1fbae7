/** Toyland: sizes, and that what is told is true of the world. */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeToyland, makeWorld } from '../../src/data/toyland.ts';

const seed = 1;
const world = makeWorld(seed);
let lines: string[];
beforeAll(() => {
  lines = makeToyland(seed).trimEnd().split('\n');
});

const numbers =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );

describe('the corpus toyland', () => {
  it('is a few thousand different lines of plain text', () => {
    expect(lines.length).toBeGreaterThan(3000);
    expect(lines.length).toBeLessThan(8000);
    expect(new Set(lines).size).toBe(lines.length);
    for (const line of lines) expect(line).toMatch(/^["A-Z][\x20-\x7e]*[.!?]"?$/);
    expect(lines.filter((line) => /[{}[\]|]| {2}|undefined/.test(line))).toEqual([]);
    expect(lines.filter((line) => /\ba [aeio]|\ban [bcdfgjklmnpqrstvwxyz]/i.test(line))).toEqual([]);
  });

  it('is the same for the same seed, and another for another', () => {
    expect(makeToyland(7)).toBe(makeToyland(7));
    expect(makeToyland(8)).not.toBe(makeToyland(7));
    expect(makeWorld(7)).toEqual(makeWorld(7));
    expect(makeWorld(8).people).not.toEqual(makeWorld(7).people);
  });

  it('stays as it is, for lessons quote it and a network that ships has learnt it', () => {
    expect(createHash('sha256').update(makeToyland(1)).digest('hex').slice(0, 16)).toBe('4d651f8fd1f4adfb');
  });

  it('has 96 people of different names, friends in pairs, and a president in the capital', () => {
    const { people } = world;
    expect(people).toHaveLength(96);
    const byName = new Map(people.map((person) => [person.name, person]));
    expect(byName.size).toBe(96);
    for (const person of people) {
      expect(person.name).toBe(`${person.first} ${person.last}`);
      expect(person.friend).not.toBe(person.name);
      expect(byName.get(person.friend)!.friend).toBe(person.name);
      expect(world.towns.map(({ name }) => name)).toContain(person.town);
    }
    expect(byName.get(world.president.name)).toEqual(world.president);
    expect(world.president.town).toBe(world.capital);
    for (const { mayor, name } of world.towns) expect(byName.get(mayor)!.town).toBe(name);
    for (const { president } of world.clubs) expect(byName.has(president)).toBe(true);
  });

  it('tells of people what is true: jobs, towns, pets, food, colours, hobbies, friends', () => {
    const byName = new Map(world.people.map((person) => [person.name, person]));
    let told = 0;
    const check = (pattern: RegExp, key: 'job' | 'town' | 'pet' | 'food' | 'colour' | 'hobby' | 'friend'): void => {
      for (const line of lines) {
        const found = pattern.exec(line);
        const person = found && byName.get(found[1]);
        if (!person) continue;
        told++;
        expect(`${person.name}: ${found[2]}`).toBe(`${person.name}: ${person[key]}`);
      }
    };
    const who = '([A-Z][a-z]+ [A-Z][a-z]+)';
    check(new RegExp(`^${who} works as an? (\\w+)\\.$`), 'job');
    check(new RegExp(`^${who} is from (\\w+)\\.$`), 'town');
    check(new RegExp(`^${who} lives with an? (\\w+)\\.$`), 'pet');
    check(new RegExp(`^The favourite food of ${who} is (.+)\\.$`), 'food');
    check(new RegExp(`^${who} wears an? (\\w+) hat\\.$`), 'colour');
    check(new RegExp(`^The hobby of ${who} is (.+)\\.$`), 'hobby');
    check(new RegExp(`^${who} is a friend of ${who}\\.$`), 'friend');
    expect(told).toBeGreaterThan(90);
  });

  it('tells of towns, clubs, the president and animals what is true', () => {
    const { towns, clubs, president, capital, animals } = world;
    for (const { name, place, goods, sight, mayor } of towns) {
      expect(lines).toContain(`${name} lies ${place}.`);
      expect(lines).toContain(`${name} is famous for ${goods}.`);
      expect(lines).toContain(`There is ${sight} in ${name}.`);
      expect(lines).toContain(`The mayor of ${name} is ${mayor}.`);
    }
    for (const club of clubs) expect(lines).toContain(`The president of the ${club.club} club is ${club.president}.`);
    expect(lines).toContain(`The president of Toyland is ${president.name}.`);
    expect(lines).toContain(`The capital of Toyland is ${capital}.`);
    for (const line of lines) {
      const found = /^The (president|capital) of Toyland is ([A-Z][\w ]+)\.$/.exec(line);
      if (found) expect(found[2]).toBe(found[1] === 'capital' ? capital : president.name);
    }
    for (const { animal, legs } of animals) {
      const told = lines.filter((line) => new RegExp(`^An? ${animal} has (\\w+) legs\\.$`).test(line));
      expect(told).toEqual([`${/^[aeiou]/.test(animal) ? 'An' : 'A'} ${animal} has ${legs} legs.`]);
    }
  });

  it('adds and subtracts rightly', () => {
    let sums = 0;
    for (const line of lines) {
      for (const [, a, sign, b, c] of line.toLowerCase().matchAll(/(\w+) (plus|minus) (\w+) is (\w+)/g)) {
        if (a === 'what') continue;
        const [x, y, z] = [a, b, c].map((word) => numbers.indexOf(word));
        if (x < 0 || y < 0 || z < 0) continue;
        sums++;
        expect(`${line}: ${sign === 'plus' ? x + y : x - y}`).toBe(`${line}: ${z}`);
      }
    }
    expect(sums).toBeGreaterThan(100);
  });

  it('asks nothing about people: that is the test that later shows what fine-tuning adds', () => {
    const names = world.people.map(({ name }) => name);
    const questions = lines.flatMap((line) => line.match(/[^.!?]*\?/g) ?? []);
    expect(questions.length).toBeGreaterThan(50);
    expect(questions.filter((question) => names.some((name) => question.includes(name)))).toEqual([]);
  });
});
