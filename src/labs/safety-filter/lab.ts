/** A filter before and behind a chat model: what it stops, what gets past it, and what it stops wrongly.
 *  Read first: ../../models/safety-filter/filter.ts. Read next: ./measure.ts, ./ask.ts */
import { curriculum } from '../../models/pipeline/texts.ts';
import { examOf } from '../../models/safety-filter/exam.ts';
import { wordsIn } from '../../models/safety-filter/features.ts';
import { SafetyFilter } from '../../models/safety-filter/filter.ts';
import type { kinds } from '../../models/safety-filter/lessons.ts';
import { trickNames } from '../../models/safety-filter/tricks.ts';
import { streamOf } from '../../nn/parts.ts';
import { Random } from '../../nn/random.ts';
import { defineLab, type NeuralContext } from '../lab.ts';
import { type ChatModel, openChatModel } from '../stages/chat.ts';
import { askModel, defencesOf } from './ask.ts';
import { areaOf, curveOf, judgeAll, judgedAs, rowOf, type Seen, stopped, tried, worstOf } from './measure.ts';
import { type Defence, type Event, params, type Result, result } from './params.ts';
import { reduceState, type State, shareOf } from './state.ts';
import { viewState } from './view.ts';

/** Words of each sort that are told. */
const heaviest = 8;

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
    // What the models on board were never taught, the filter is not taught either.
    const questions = curriculum(dpo.origin.seed);

    const training = SafetyFilter.training(seed, questions);
    let texts = 0;
    let step = training.next();
    for (; !step.done; step = training.next()) {
      texts = step.value.texts;
      yield { kind: 'round', ...step.value };
    }
    const filter = step.value.with({ threshold, rules, classifier, unmask });

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
      const asked: readonly (readonly [Defence['stage'], ChatModel])[] = [
        ['sft', sft],
        ['dpo', dpo],
      ];
      for (const [stage, model] of asked) {
        const asking = askModel(model, questions, requests, seed);
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
