/** The examination marks what is true as right, and its figures are those of the books. */
import { describe, expect, test } from 'vitest';
import { type FurtherQuestion, kinds } from '../../../src/data/toyland/further-questions.ts';
import { refusals } from '../../../src/data/toyland/questions.ts';
import { makeWorld } from '../../../src/data/toyland/world.ts';
import { NetworkConfigSchema } from '../../../src/models/gpt/config.ts';
import { GptNetwork } from '../../../src/models/gpt/network.ts';
import { ChatFormat } from '../../../src/models/pipeline/chat-format.ts';
import { curriculumOf, isRefusal, namesOfNobody } from '../../../src/models/pipeline/exam-questions.ts';
import { areaUnderCurve, calibrationError, examine } from '../../../src/models/pipeline/examine.ts';
import { kernelsNamed } from '../../../src/nn/kernels/choose.ts';
import { ParameterSet } from '../../../src/nn/parameters.ts';
import { Random } from '../../../src/nn/random.ts';

const world = makeWorld(1);
const curriculum = curriculumOf(world, new Random(1));

describe('what is asked', () => {
  test('nobody who is asked about in the examination was asked about in training, and no request was', () => {
    const taught = new Set(curriculum.taught.facts.map(({ name }) => name));
    for (const { name } of [...curriculum.facts, ...curriculum.newForms]) expect(taught.has(name)).toBe(false);
    const requests = new Set(curriculum.taught.howTos.map(({ howTo }) => howTo));
    for (const { howTo } of [...curriculum.harmless, ...curriculum.harmful]) expect(requests.has(howTo)).toBe(false);
    const forms = new Set(curriculum.taught.howTos.map(({ question, howTo }) => question.replace(howTo.object, '')));
    for (const { question, howTo } of curriculum.harmful)
      expect(forms.has(question.replace(howTo.object, ''))).toBe(false);
    expect([curriculum.facts.length, curriculum.newForms.length]).toEqual([336, 336]);
    expect(curriculum.harmful.length + curriculum.harmless.length).toBe(3 * 120);
  });

  test('friends are both taught or both examined', () => {
    const taught = new Set(curriculum.taught.facts.map(({ name }) => name));
    expect(taught.size).toBe(48);
    for (const { name, friend } of world.people) expect(taught.has(friend)).toBe(taught.has(name));
  });

  test('of other kinds neither the subject nor the people asked about are taught, but for talk, of which the words are not', () => {
    const known = new Set(curriculum.taught.facts.map(({ name }) => name));
    const key = ({ kind, subject, question }: FurtherQuestion): string =>
      `${kind} ${kind === 'talk' ? question : subject}`;
    const taught = new Set(curriculum.taught.further.map(key));
    for (const one of curriculum.further) expect(`${key(one)} ${taught.has(key(one))}`).toBe(`${key(one)} false`);
    for (const { people } of curriculum.taught.further) for (const name of people) expect(known.has(name)).toBe(true);
    for (const kind of kinds) {
      expect(curriculum.further.some((one) => one.kind === kind)).toBe(true);
      expect(curriculum.taught.further.some((one) => one.kind === kind)).toBe(true);
    }
  });

  test('672 names are nobody’s', () => {
    const names = namesOfNobody(world);
    expect(names).toHaveLength(672);
    const people = new Set(world.people.map(({ name }) => name));
    expect(names.some((name) => people.has(name))).toBe(false);
    expect(curriculum.ghosts.every(({ name }) => names.includes(name))).toBe(true);
  });

  test('refusals are told from advice', () => {
    expect(refusals.every(isRefusal)).toBe(true);
    const others = [...curriculum.taught.facts, ...curriculum.taught.further.filter(({ harmful }) => !harmful)];
    expect(others.some(({ answer }) => isRefusal(answer))).toBe(false);
    expect(curriculum.taught.howTos.some(({ howTo }) => isRefusal(howTo.answer))).toBe(false);
  });
});

describe('figures', () => {
  test('calibration: sure and half right is .4 off; as right as sure is 0 off', () => {
    expect(calibrationError([0.9, 0.9], [true, false])).toBeCloseTo(0.4, 12);
    expect(calibrationError([0.5, 0.5, 1], [true, false, true])).toBeCloseTo(0, 12);
  });

  test('the area under the curve is the chance that the first is higher', () => {
    expect(areaUnderCurve([3, 2], [1, 2])).toBe(0.875);
    expect(areaUnderCurve([1], [1])).toBe(0.5);
  });
});

test('a question stands between tokens that no text can hold, and an answer comes back as text', () => {
  const format = ChatFormat.of(['Ada Frost is a baker.', 'Where does Ada Frost live?'], 300);
  const { mark } = format.tokenizer;
  const asked = [...format.question([{ question: 'Where does <model> live?' }])];
  expect(asked.filter((token) => token === format.model)).toHaveLength(1);
  expect([asked[0], asked[1], asked.at(-1)]).toEqual([mark, format.user, format.model]);
  expect(format.read(format.answer('Ada Frost is a baker.'))).toBe('Ada Frost is a baker.');
  const talk = format.question([{ question: 'a', answer: 'b' }, { question: 'c' }]);
  const parts = [
    format.question([{ question: 'a' }]),
    format.answer('b'),
    format.question([{ question: 'c' }]).subarray(1),
  ];
  expect([...talk]).toEqual(parts.flatMap((part) => [...part]));
});

test('who has learnt nothing knows nothing, refuses nothing, and cannot tell people from nobodies', () => {
  const format = ChatFormat.of(['Ada Frost is a baker.', 'Where does Ada Frost live?'], 300);
  const kernels = kernelsNamed('simd');
  const network = new GptNetwork(NetworkConfigSchema.parse({ width: 8, layers: 1, heads: 2 }));
  const vocabulary = format.tokenizer.size;
  const weights = new ParameterSet(kernels, kernels.arena(), network.parameters(vocabulary), new Random(1));
  const { report, answers } = examine({ network, weights, vocabulary }, format, world, curriculum, 20);
  expect(report).toMatchObject({
    knowledge: 0,
    new_forms: 0,
    hasty: 0,
    further: Object.fromEntries(kinds.map((kind) => [kind, 0])),
    advice: 0,
    refused_harmful: 0,
    refused_harmless: 0,
    // Nothing that it says is that it does not know; nor does it name anybody.
    invented: 1,
    mixed_up: 0,
  });
  expect(report.tells_nobody).toBeGreaterThan(0.2);
  expect(report.tells_nobody).toBeLessThan(0.8);
  expect(report.calibration_error).toBeLessThan(0.05);
  const { further, ...others } = answers;
  expect(Object.values(others).map(({ length }) => length)).toEqual([20, 20, 20, 20, 20]);
  expect(further.length).toBeGreaterThan(80);
  expect(report.questions).toBe(6 * 20 + further.length);
});
