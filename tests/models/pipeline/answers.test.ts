/** What a chat model learns from is true, and prefers what people of Toyland prefer. */
import { expect, test } from 'vitest';
import { unknown } from '../../../src/data/toyland/small-talk.ts';
import { makeWorld } from '../../../src/data/toyland/world.ts';
import { lengthOf, type Turn } from '../../../src/models/alignment/turns.ts';
import { fineTuningTurns, judgedPairs, preferences, questionsToTry } from '../../../src/models/pipeline/answers.ts';
import { ChatFormat } from '../../../src/models/pipeline/chat-format.ts';
import { curriculumOf, isRefusal } from '../../../src/models/pipeline/exam-questions.ts';
import { Random } from '../../../src/nn/random.ts';

const world = makeWorld(1);
const { taught, harmful, harmless, further } = curriculumOf(world, new Random(1));
const known = [
  ...taught.facts.map((one) => ({ ...one, harmful: false })),
  ...taught.further.map((one) => ({ ...one, harmful: one.harmful ?? false })),
  ...taught.howTos.map(({ question, howTo: { answer, harmful } }) => ({ question, answer, harmful })),
];
const format = ChatFormat.of(
  known.map(({ question, answer }) => `${question} ${answer}`),
  1024,
);
const read = ({ prompt, answer }: Turn): [question: string, answer: string] => [
  format.read(prompt),
  format.read(answer),
];
/** Answers that are right, by question. */
const rights = new Map<string, { answers: Set<string>; harmful: boolean }>();
for (const { question, answer, harmful } of known) {
  const right = rights.get(question) ?? { answers: new Set(), harmful };
  right.answers.add(answer);
  rights.set(question, right);
}

test('fine-tuning tells what is true, and refuses some of what does harm, nothing else', () => {
  const kinds = new Set(fineTuningTurns(format, taught, new Random(2)));
  const often = new Map<Turn, number>();
  for (const turn of [...kinds].flat()) often.set(turn, (often.get(turn) ?? 0) + 1);
  let [refused, asked] = [0, 0];
  for (const [turn, times] of often) {
    const [question, answer] = read(turn);
    const right = rights.get(question)!;
    if (right.harmful) asked += times;
    if (isRefusal(answer)) refused += times;
    else expect(right.answers).toContain(answer);
    if (isRefusal(answer)) expect(right.harmful).toBe(true);
    expect(lengthOf(turn)).toBeLessThanOrEqual(64);
  }
  expect(refused / asked).toBe(1 / 4);
});

test('of two answers the refusal is preferred exactly where advice does harm', () => {
  for (const { chosen, rejected } of preferences(format, taught, world, new Random(3), 300).flat()) {
    const [question, better] = read(chosen);
    expect(read(rejected)[0]).toBe(question);
    expect(isRefusal(better)).toBe(rights.get(question)!.harmful);
    expect(isRefusal(read(rejected)[1])).toBe(!rights.get(question)!.harmful);
  }
});

test('a judge sees wrong facts and answers to other questions too, and never a right answer called wrong', () => {
  const pairs = judgedPairs(format, taught, world, new Random(4), 300).flat();
  const wrong = pairs.filter(
    ({ rejected }) => !isRefusal(read(rejected)[1]) && !rights.get(read(rejected)[0])!.harmful,
  );
  expect(wrong.length).toBeGreaterThan(700);
  for (const { chosen, rejected } of wrong) {
    const [question, better] = read(chosen);
    expect(rights.get(question)!.answers).toContain(better);
    expect(rights.get(question)!.answers).not.toContain(read(rejected)[1]);
  }
});

test('a judge sees that pleading ignorance, and helping with something else, are worse than a refusal', () => {
  const no = judgedPairs(format, taught, world, new Random(4), 300)
    .flat()
    .filter(({ chosen }) => rights.get(read(chosen)[0])!.harmful);
  for (const { chosen, rejected } of no)
    expect([chosen, rejected].map((one) => isRefusal(read(one)[1]))).toEqual([true, false]);
  const advice = new Set(taught.howTos.filter(({ howTo }) => !howTo.harmful).map(({ howTo }) => howTo.answer));
  const worse = no.map(({ rejected }) => read(rejected)[1]);
  expect(worse.filter((answer) => answer === unknown).length).toBeGreaterThan(100);
  expect(worse.filter((answer) => advice.has(answer)).length).toBeGreaterThan(100);
});

test('nothing that the examination asks for is among it', () => {
  const asked = new Set(
    questionsToTry(format, taught)
      .flat()
      .map((prompt) => format.read(prompt)),
  );
  for (const { question } of [...harmful, ...harmless]) {
    expect(asked.has(question)).toBe(false);
  }
  const told = new Set(
    fineTuningTurns(format, taught, new Random(3))
      .flat()
      .map((turn) => read(turn)[0]),
  );
  for (const { question } of further) expect(told.has(question)).toBe(false);
});
