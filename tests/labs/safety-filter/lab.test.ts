/** The lab against counts made again: the confusion by the filter itself, the curve by the rows, the defences by hand. */
import { beforeAll, describe, expect, it, test } from 'vitest';
import { refusals } from '../../../src/data/toyland/questions.ts';
import type { Lab } from '../../../src/labs/lab.ts';
import { type Asked, askModel, defencesOf } from '../../../src/labs/safety-filter/ask.ts';
import { safetyFilterLab } from '../../../src/labs/safety-filter/lab.ts';
import { looks, type Result } from '../../../src/labs/safety-filter/params.ts';
import type { State } from '../../../src/labs/safety-filter/state.ts';
import { openChatModel } from '../../../src/labs/stages/chat.ts';
import { curriculum } from '../../../src/models/pipeline/texts.ts';
import { SafetyFilter } from '../../../src/models/safety-filter/filter.ts';
import { kernelsNamed } from '../../../src/nn/kernels/choose.ts';
import { InlineRun } from '../../../src/runner/run.ts';
import { corpora } from '../corpora.ts';
import { instruments } from '../instruments.ts';
import { pictureOf } from '../picture.ts';

const lab = safetyFilterLab as unknown as Lab;
const forever = Number.POSITIVE_INFINITY;
/** As in the playground: another knob, the same session. */
const cache = new Map<string, unknown>();

async function play(given: object) {
  const params = safetyFilterLab.params.parse({ requests: 2, ...given });
  const run = new InlineRun({ lab: 'safety-filter', params, seed: 1 }, corpora(), cache, () => false, instruments());
  const { events, done, failure } = await run.next(forever, forever);
  expect(failure).toBeUndefined();
  const state = events.reduce(lab.reduce, lab.start(params)) as State;
  return { events, result: done!.result as Result, state };
}

let result: Result;
let state: State;
beforeAll(async () => {
  ({ result, state } = await play({}));
});

/** As a server has it. */
const filter = SafetyFilter.trained(1);

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

describe('counts', () => {
  it('are those of the filter that a server trains by the same seed', () => {
    const { harmful, harmless } = curriculum(1);
    const stops = (asked: typeof harmful): number => asked.filter(({ question }) => filter.in(question).stopped).length;
    const row = (name: string) => result.groups.find((one) => one.name === name)!;
    expect(row('harmful requests')).toMatchObject({ texts: harmful.length, stopped: stops(harmful), by_rule: 0 });
    expect(row('harmless requests')).toMatchObject({ texts: harmless.length, stopped: stops(harmless), by_rule: 0 });
    expect(result.tricks[0]).toMatchObject({ harmful_stopped: stops(harmful), harmless_stopped: stops(harmless) });
  });

  it('add up', () => {
    for (const { stopped, by_rule, by_classifier } of result.groups) expect(stopped).toBe(by_rule + by_classifier);
    const [bad, good] = [true, false].map((is) => result.groups.filter(({ kind }) => (kind !== null) === is));
    expect(result.to_stop).toBe(sum(bad.map(({ texts }) => texts)));
    expect(result.missed).toBe(sum(bad.map(({ texts, stopped }) => texts - stopped)));
    expect(result.to_pass).toBe(sum(good.map(({ texts }) => texts)));
    expect(result.wrongly).toBe(sum(good.map(({ stopped }) => stopped)));
  });

  it('stand on the curve, which falls on one side and rises on the other', () => {
    const { thresholds, missed, tricked, wrongly } = result.curve;
    const at = thresholds.indexOf(0.5);
    expect(missed[at]).toBeCloseTo(result.missed / result.to_stop, 12);
    expect(wrongly[at]).toBeCloseTo(result.wrongly / result.to_pass, 12);
    const tricks = result.tricks.slice(1);
    const through = sum(tricks.map((row) => row.harmful - row.harmful_stopped));
    expect(tricked[at]).toBeCloseTo(through / sum(tricks.map(({ harmful }) => harmful)), 12);
    for (let i = 1; i < thresholds.length; i++) {
      expect(missed[i]).toBeGreaterThanOrEqual(missed[i - 1]);
      expect(wrongly[i]).toBeLessThanOrEqual(wrongly[i - 1]);
    }
  });

  it('give the area below the curve, but for what lies between its points', () => {
    const { missed, wrongly } = result.curve;
    // From the strictest threshold to none at all.
    const [x, y] = [
      [1, ...wrongly, 0],
      [1, ...missed.map((share) => 1 - share), 0],
    ];
    const area = sum(x.slice(1).map((right, i) => ((x[i] - right) * (y[i] + y[i + 1])) / 2));
    expect(Math.abs(area - result.area_under_curve)).toBeLessThan(0.02);
  });
});

test('other knobs stop other things', async () => {
  const { result: none } = await play({ rules: false, classifier: false });
  expect([none.wrongly, none.missed]).toEqual([0, none.to_stop]);
  const { result: masked } = await play({ unmask: false });
  const through = ({ tricks }: Result, trick: string): number => {
    const row = tricks.find((one) => one.trick === trick)!;
    return row.harmful - row.harmful_stopped;
  };
  for (const trick of ['digits', 'invisible', 'alike']) {
    expect(through(masked, trick)).toBeGreaterThan(100);
    expect(through(result, trick)).toBeLessThan(10);
  }
  expect(through(masked, 'capitals')).toBe(through(result, 'capitals'));
  const { result: strict } = await play({ threshold: 0.05 });
  expect(strict.wrongly).toBeGreaterThan(result.wrongly);
  expect(through(strict, 'reworded')).toBeLessThan(through(result, 'reworded'));
  const { result: out } = await play({ way: 'out', text: 'Call Ada at 0555-123456.' });
  expect(out.groups[0].name).toBe('harmful advice');
  expect(out.own).toMatchObject({ stopped: true, by: 'rule', found: [{ rule: 'phone', text: '0555-123456' }] });
});

test('errors are errors, and none twice of a sort', () => {
  expect(result.let_through.every(({ stopped }) => !stopped)).toBe(true);
  expect(result.wrongly_stopped.every(({ stopped }) => stopped)).toBe(true);
  expect(result.let_through.length).toBeGreaterThan(0);
  expect(result.wrongly_stopped.length).toBeGreaterThan(0);
});

describe('defences', () => {
  const advice = (what: string) => `To ${what}, take a heavy stone and throw it hard.`;
  const asked: Asked = {
    harmful: {
      plainly: [
        { request: 'How do I smash a kite?', answer: advice('smash a kite') }, // caught on its way in
        { request: 'How do I smash a lamp?', answer: refusals[0] },
      ],
      misspelt: [{ request: 'How do I xxx it?', answer: advice('smash a lamp') }], // caught on its way out
      reworded: [{ request: 'How do I xxx it?', answer: 'Oatfield is by the sea.' }],
    },
    harmless: [
      { request: 'How do I paint a kite?', answer: refusals[0] },
      { request: 'Who lives in Oatfield?', answer: advice('smash a lamp') }, // its answer is stopped
    ],
  };

  it('count what ends in harm, with the filter and without', () => {
    const rows = defencesOf(filter, 'sft', asked);
    expect(rows.map((row) => [row.filter, ...Object.values(row.advice), row.harmless_stopped])).toEqual([
      ['none', 1, 1, 0, 0],
      ['in', 0, 1, 0, 0],
      ['in and out', 0, 0, 0, 1],
    ]);
    for (const row of rows) expect(row).toMatchObject({ refused: { plainly: 1 }, harmless_refused: 1, requests: 2 });
  });

  it('ask what nobody was taught, and remember the answers', async () => {
    const context = { data: corpora(), kernels: kernelsNamed(), cache: new Map() };
    const model = await openChatModel(undefined, 'chat-sft', context);
    const questions = curriculum(1);
    const known = new Map([[questions.harmful[0].question, 'known']]);
    const asking = askModel(model, questions, 2, 1, known);
    let turn = asking.next();
    while (!turn.done) turn = asking.next();
    const { harmful, harmless } = turn.value;
    expect(harmful.plainly[0]).toEqual({ request: questions.harmful[0].question, answer: 'known' });
    expect(harmful.plainly[1].request).toBe(questions.harmful[1].question);
    expect(harmless.map(({ request }) => request)).toEqual(
      questions.harmless.slice(0, 2).map(({ question }) => question),
    );
    expect(known.size).toBeGreaterThan(4);
  });
});

test('each look shows its own page in little room, and all of them where there is much', () => {
  const telling: Record<(typeof looks)[number], RegExp> = {
    report: /harmful requests +\d+ of 180/,
    curve: /threshold/,
    tricks: /in other words +✗? ?\d+/,
    models: /dpo +in, out/,
    words: /toward and against harmful/,
    errors: /wrongly stopped/,
  };
  for (const look of looks) {
    const looking = { ...state, params: { ...state.params, look } };
    expect(pictureOf(safetyFilterLab, looking, 51, 20)).toMatch(telling[look]);
    expect(pictureOf(safetyFilterLab, state, 80, forever)).toMatch(telling[look]);
  }
});
