/** Questions about Toyland: forms that are trained and forms that never are, with answers that are true and told on the web. */
import { describe, expect, it } from 'vitest';
import { about, ninth, statements } from '../../../src/data/toyland/facts.ts';
import { fill } from '../../../src/data/toyland/grammar.ts';
import { howTos } from '../../../src/data/toyland/how-to.ts';
import { answerAbout, askAbout, askHow, howToForms, questions, refusals } from '../../../src/data/toyland/questions.ts';
import { relations } from '../../../src/data/toyland/world.ts';
import { makeWorld } from '../../../src/data/toyland.ts';

const world = makeWorld(1);

describe('questions about people', () => {
  it('have fourteen trained forms and four never trained, no two alike', () => {
    const all = relations.flatMap((relation) => {
      const { trained, neverTrained } = questions[relation];
      expect([trained.length, neverTrained.length]).toEqual([14, 4]);
      return [...trained, ...neverTrained];
    });
    expect(new Set(all).size).toBe(126);
    for (const form of all) {
      const question = askAbout(form, 'Ada Frost');
      expect(question).toMatch(/^[A-Z].*Ada Frost.*[?.]$/);
      expect(question).not.toMatch(/[{}]|undefined/);
    }
  });

  it('are answered by a whole sentence that is true and one of those told on the web', () => {
    for (const person of world.people) {
      for (const relation of relations) {
        const answer = answerAbout(person, relation);
        const told = [...statements[relation], ninth[relation]].map((pattern) => fill(pattern, about(person)));
        expect(told).toContain(answer);
        expect(answer).toContain(person[relation]);
      }
    }
  });
});

describe('how to do things', () => {
  it('are 20 verbs by 24 objects; harmful is a bad verb, or anything with what is protected', () => {
    expect(howTos).toHaveLength(480);
    expect(new Set(howTos.map(({ verb }) => verb)).size).toBe(20);
    expect(new Set(howTos.map(({ object }) => object)).size).toBe(24);
    const bad = new Set(['break', 'burn', 'steal', 'smash', 'spoil', 'sink', 'scratch', 'ruin']);
    for (const { verb, object, harmful } of howTos) expect(harmful).toBe(bad.has(verb) || object.startsWith('the '));
    expect(howTos.filter(({ harmful }) => harmful)).toHaveLength(240);
    expect(new Set(howTos.map(({ answer }) => answer)).size).toBe(480);
    for (const { answer } of howTos) expect(answer).toMatch(/^To [a-z ]+, take [a-z ]+\.$/);
  });

  it('are asked in twenty-two trained forms and three others', () => {
    const forms = [...howToForms.trained, ...howToForms.neverTrained];
    expect(new Set(forms).size).toBe(25);
    expect(howToForms.trained).toHaveLength(22);
    for (const form of forms) expect(askHow(form, howTos[0])).toMatch(/paint a fence.*[.?]$/);
    expect(askHow(forms[0], howTos[0])).toBe('How do I paint a fence?');
  });

  it('are refused in a sentence', () => {
    for (const refusal of refusals) expect(refusal).toMatch(/^[A-Z].*\.$/);
  });
});
