/** A lesson in which a learner guesses what comes next, three times, beside two models. */
import { parseLesson } from '../../src/course/load.ts';

const guess = (id: string, seed: number): string => `
  - id: ${id}
    kind: predict
    title: Guess ${id}
    ask: What comes after **The cat sat on the**?
    run: { lab: sample, params: { max_tokens: 1 }, seed: ${seed} }
    guess:
      type: next
      over: [mat, floor, roof]
      came: /tokens/0/token
      beside: [{ name: bigram, at: /candidates }, { name: itself, at: /tokens }]
    explain: So it went.`;

export const guessingText = `
id: guessing
title: Guess along
part: For tests
minutes: 3
goals: [Guess.]
steps:${guess('first', 7)}${guess('second', 3)}
  - { id: between, kind: text, title: Between, text: A pause. }${guess('third', 1)}
  - { id: recap, kind: recap, title: Recap, points: [You have guessed.] }
`;

export const guessing = parseLesson(guessingText, 'guessing.yaml');
