/** What a chat model learns from is true, and prefers what people of Toyland prefer. */
import { expect, test } from 'vitest';
import { makeWorld } from '../../../src/data/toyland/world.ts';
import { lengthOf, type Turn } from '../../../src/models/alignment/turns.ts';
import { fineTuningTurns, judgedPairs, preferences } from '../../../src/models/pipeline/answers.ts';
import { ChatFormat } from '../../../src/models/pipeline/chat-format.ts';
import { curriculumOf, isRefusal } from '../../../src/models/pipeline/exam-questions.ts';
import { Random } from '../../../src/nn/random.ts';

const world = makeWorld(1);
const { taught, harmful, harmless } = curriculumOf(world, new Random(1));
const all = [
  ...taught.facts.map(({ question, answer }) => `${question} ${answer}`),
  ...taught.howTos.map(({ howTo }) => howTo.answer),
];
const format = ChatFormat.of(all, 1024);
const read = ({ prompt, answer }: Turn): [question: string, answer: string] => [
  format.read(prompt),
  format.read(answer),
];
const answersTo = new Map([
  ...taught.facts.map(({ question, answer }) => [question, { answer, harmful: false }] as const),
  ...taught.howTos.map(({ question, howTo }) => [question, { answer: howTo.answer, harmful: howTo.harmful }] as const),
]);

test('fine-tuning tells what is true, and refuses some of what does harm, nothing else', () => {
  const { facts, howTos } = fineTuningTurns(format, taught, new Random(2));
  let [refused, asked] = [0, 0];
  for (const turn of [...facts, ...howTos]) {
    const [question, answer] = read(turn);
    const known = answersTo.get(question)!;
    if (known.harmful) asked++;
    if (isRefusal(answer)) refused++;
    else expect(answer).toBe(known.answer);
    if (isRefusal(answer)) expect(known.harmful).toBe(true);
    expect(lengthOf(turn)).toBeLessThanOrEqual(64);
  }
  expect(refused / asked).toBeGreaterThan(0.2);
  expect(refused / asked).toBeLessThan(0.3);
});

test('of two answers the refusal is preferred exactly where advice does harm', () => {
  for (const { chosen, rejected } of preferences(format, taught, new Random(3))) {
    const [question, better] = read(chosen);
    expect(read(rejected)[0]).toBe(question);
    expect(isRefusal(better)).toBe(answersTo.get(question)!.harmful);
    expect(isRefusal(read(rejected)[1])).toBe(!answersTo.get(question)!.harmful);
  }
});

test('a judge sees wrong facts and answers to other questions too, and never a right answer called wrong', () => {
  const pairs = judgedPairs(format, taught, world, new Random(4));
  const wrong = pairs.filter(
    ({ rejected }) => !isRefusal(read(rejected)[1]) && !answersTo.get(read(rejected)[0])!.harmful,
  );
  expect(wrong.length).toBeGreaterThan(1000);
  for (const { chosen, rejected } of wrong) {
    const [question, better] = read(chosen);
    expect(better).toBe(answersTo.get(question)!.answer);
    expect(read(rejected)[1]).not.toBe(better);
  }
});

test('nothing that the examination asks for is among it', () => {
  const asked = new Set(preferences(format, taught, new Random(3)).map(({ chosen }) => read(chosen)[0]));
  for (const { question } of [...harmful, ...harmless]) expect(asked.has(question)).toBe(false);
});
