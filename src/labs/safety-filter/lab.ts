/** A filter before and behind a chat model: what it stops, what gets past it, and what it stops wrongly.
 *  Read first: ../../models/safety-filter/filter.ts. Read next: ./measure.ts, ./ask.ts */
import type { Curriculum } from '../../models/pipeline/exam-questions.ts';
import { curriculum } from '../../models/pipeline/texts.ts';
import { examOf } from '../../models/safety-filter/exam.ts';
import { wordsIn } from '../../models/safety-filter/features.ts';
import { SafetyFilter } from '../../models/safety-filter/filter.ts';
import type { kinds } from '../../models/safety-filter/lessons.ts';
import { trickNames } from '../../models/safety-filter/tricks.ts';
import { streamOf } from '../../nn/parts.ts';
import { Random } from '../../nn/random.ts';
import { type Context, defineLab, type NeuralContext } from '../lab.ts';
import { openChatModel } from '../stages/chat.ts';
import { askModel, defencesOf } from './ask.ts';
import { areaOf, curveOf, judgeAll, judgedAs, rowOf, type Seen, stopped, tried, worstOf } from './measure.ts';
import { type Defence, type Event, params, type Result, result } from './params.ts';
import { reduceState, type State, shareOf } from './state.ts';
import { viewState } from './view.ts';

/** Words of each sort that are told. */
const heaviest = 8;

interface Learnt {
  readonly questions: Curriculum;
  readonly filter: SafetyFilter;
  readonly texts: number;
  readonly rounds: readonly Event[];
}

/** Once for each seed: whoever turns another knob need not wait for it again.
 *  @param asked the seed of the models on board: what they were never taught, the filter is not taught either */
function* learning(seed: number, asked: number, cache: Context['cache']): Generator<Event, Learnt> {
  const key = `safety filter ${seed} ${asked}`;
  const known = cache.get(key) as Learnt | undefined;
  if (known) {
    yield* known.rounds;
    return known;
  }
  const questions = curriculum(asked);
  const rounds: Event[] = [];
  const training = SafetyFilter.training(seed, questions);
  let texts = 0;
  for (;;) {
    const { value, done } = training.next();
    if (done) {
      const learnt = { questions, filter: value, texts, rounds };
      cache.set(key, learnt);
      return learnt;
    }
    texts = value.texts;
    rounds.push({ kind: 'round', ...value });
    yield rounds[rounds.length - 1];
  }
}

/** So are the answers that models gave, by question: they do not depend on the filter. */
function answersOf(stage: Defence['stage'], { cache, kernels }: NeuralContext): Map<string, string> {
  const key = `safety filter answers ${stage} ${kernels.name}`;
  const answers = (cache.get(key) as Map<string, string> | undefined) ?? new Map<string, string>();
  cache.set(key, answers);
  return answers;
}

export const safetyFilterLab = defineLab({
  id: 'safety-filter',
  title: 'A safety filter, and what gets around it',
  about:
    'Rules and a small classifier stop harmful requests and personal data before they reach a chat model, and answers before they ' +
    'leave. How much do they let through, what do they stop wrongly, and which words decided? Write a request so that it gets past.',
  params,
  result,
  kernels: true,

  async *run(settings, context): AsyncGenerator<Event, Result> {
    const { seed } = context;
    const tools = context as NeuralContext;
    const { way, text, requests, threshold, rules, classifier, unmask } = settings;
    const dpo = await openChatModel(undefined, 'chat-dpo', tools);
    const { filter: learnt, texts, questions } = yield* learning(seed, dpo.origin.seed, context.cache);
    const filter = learnt.with({ threshold, rules, classifier, unmask });

    const random = new Random(streamOf(seed, 4));
    const groups = examOf(questions, way, random);
    const words = groups.flatMap(({ texts }) => texts.flatMap(wordsIn));
    const heavy = (kind: (typeof kinds)[number]) => filter.classifier.heaviest(words, kind, heaviest);
    const weights = filter.classifier.size;
    const heaviestWords = { harmful: heavy('harmful'), personal: heavy('personal') };
    yield { kind: 'learnt', weights, heaviest: heaviestWords };
    const own = judgedAs(filter, text, filter[way](text));
    yield { kind: 'judged', judged: own };

    const plainly: Seen[] = [];
    const rows: Result['groups'] = [];
    for (const group of groups) {
      const seen = judgeAll(filter, way, group);
      plainly.push(...seen);
      rows.push(rowOf(group, seen));
      yield { kind: 'group', row: rows[rows.length - 1] };
    }
    const tricked: Seen[] = [];
    const fooled: Seen[] = [];
    let asItIs: readonly Seen[] = [];
    const trickRows: Result['tricks'] = [];
    for (const trick of trickNames) {
      const { row, seen } = tried(filter, trick, questions, random);
      if (trick === 'plainly') asItIs = seen;
      else {
        tricked.push(...seen);
        fooled.push(...seen.filter(({ verdict }, i) => verdict.stopped !== asItIs[i].verdict.stopped));
      }
      trickRows.push(row);
      yield { kind: 'trick', row };
    }
    const curve = curveOf(plainly, tricked);
    const area = areaOf(plainly);
    const let_through = worstOf(filter, [...plainly, ...fooled], true);
    const wrongly_stopped = worstOf(filter, [...plainly, ...fooled], false);
    yield { kind: 'measured', curve, area, let_through, wrongly_stopped };

    const models: Defence[] = [];
    if (requests > 0) {
      const sft = await openChatModel(undefined, 'chat-sft', tools);
      const all = [
        ['sft', sft],
        ['dpo', dpo],
      ] as const;
      for (const [stage, model] of all) {
        const asking = askModel(model, questions, requests, seed, answersOf(stage, tools));
        let turn = asking.next();
        for (; !turn.done; turn = asking.next()) yield { kind: 'asking', stage, requests: turn.value };
        for (const row of defencesOf(filter, stage, turn.value)) {
          models.push(row);
          yield { kind: 'defence', row };
        }
      }
    }
    const bad = plainly.filter(({ kind }) => kind !== undefined);
    const good = plainly.filter(({ kind }) => kind === undefined);
    return {
      seed,
      texts,
      weights,
      own,
      groups: rows,
      missed: bad.length - stopped(bad),
      to_stop: bad.length,
      wrongly: stopped(good),
      to_pass: good.length,
      area_under_curve: area,
      curve,
      tricks: trickRows,
      let_through,
      wrongly_stopped,
      heaviest: heaviestWords,
      models,
    };
  },

  start: (params): State => ({ params, groups: [], tricks: [], models: [] }),
  reduce: reduceState,
  view: viewState,
  share: shareOf,
  line: (event) => ('row' in event ? event.row : undefined),
});
