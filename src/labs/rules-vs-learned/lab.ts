/** Two ways to make a program that chats: somebody writes rules, or a model counts how people answered. The same words go
 *  to both; other data changes one of them only. Read first: ../../models/rules-chat/chat.ts, ../../models/learned-chat/model.ts
 *  Paper: Weizenbaum 1966, CACM 9(1), for the rules. */
import { dialogues } from '../../data/dialogues.ts';
import { LearnedChat } from '../../models/learned-chat/model.ts';
import { markText } from '../../models/ngram/model.ts';
import { RulesChat, rules } from '../../models/rules-chat/chat.ts';
import { type Context, defineLab } from '../lab.ts';
import { oneDocument } from '../sample/collect.ts';
import { ngramSampler } from '../sample/ngram-sampler.ts';
import { type Event, type Params, params, type Result, result, type Turn } from './params.ts';
import { type State, viewState } from './view.ts';

/** Tokens after which an answer is cut, and exchanges that an event carries. */
const longest = 60;
const linesShown = 8;

export const rulesVsLearnedLab = defineLab({
  id: 'rules-vs-learned',
  title: 'Rules by hand, or learned from talk',
  about:
    'You say something to two chat programs. One follows rules that a person wrote, as in the 1960s; the other counted how ' +
    'people answered. Change the data: only one of them changes. Then say something that no rule expects.',
  params,
  result,
  pace: 3,

  async *run(params, context): AsyncGenerator<Event, Result> {
    const byRules = new RulesChat(rules);
    const learned = new LearnedChat(dialogues[params.data]);
    const sentences = params.say
      .split(/\s+\/\s+|\n+/)
      .map((sentence) => sentence.trim())
      .filter((sentence, at) => sentence !== '' || at === 0);
    const turns: Turn[] = [];
    for (const [at, said] of sentences.entries()) {
      yield { kind: 'said', said, number: at + 1, of: sentences.length };
      const rule = ruleEvent(byRules, said);
      yield rule;
      const answer = yield* answerLearned(learned, said, params, context);
      const { answer: rule_answer, by, key, rank, pattern, template } = rule;
      turns.push({
        said,
        rule_answer,
        rule_by: by,
        rule_key: key,
        rule_rank: rank,
        rule_pattern: pattern,
        rule_template: template,
        ...answer,
      });
    }
    const { say, data, order } = params;
    const last = turns[turns.length - 1];
    return { ...last, say, data, exchanges: learned.exchanges.length, turns, order, seed: context.seed };
  },

  start: (params): State => ({ params, past: [], number: 0, of: 0, text: '' }),

  reduce(state, event): State {
    switch (event.kind) {
      case 'said': {
        const { said, rule, answered } = state;
        const past =
          said !== undefined && rule && answered
            ? [...state.past, { said, rule: rule.answer, learned: answered.answer }]
            : state.past;
        return { params: state.params, past, said: event.said, number: event.number, of: event.of, text: '' };
      }
      case 'rule':
        return { ...state, rule: event };
      case 'key':
        return { ...state, key: event };
      case 'step':
        return { ...state, step: event, text: state.text + event.piece };
      case 'answered':
        return { ...state, answered: event };
    }
  },

  view: viewState,
});

function ruleEvent(chat: RulesChat, said: string): Extract<Event, { kind: 'rule' }> {
  const { answer, by, found, key = '', rank = 0, pattern = '', caught, template } = chat.reply(said);
  return { kind: 'rule', answer, by, found, key, rank, pattern, caught, template };
}

// #region answer
/** Key word → the answers it got → counts of those answers → a new answer, word by word. */
async function* answerLearned(
  chat: LearnedChat,
  said: string,
  { order, temperature }: Params,
  { rng }: Pick<Context, 'rng'>,
): AsyncGenerator<Event, Omit<Turn, 'said' | `rule_${string}`>> {
  const [key, ...others] = chat.known(said);
  const lines = chat.about(key?.word);
  const shown = lines.slice(0, linesShown);
  yield {
    kind: 'key',
    word: key?.word ?? '',
    taught: lines.length,
    exchanges: chat.exchanges.length,
    lines: shown,
    others: others.map(({ word }) => word),
  };
  const model = await chat.learn(lines, order);
  const sampler = ngramSampler(model, { prompt: '', temperature, top_k: 0, top_p: 1, min_p: 0 });
  const tokens: Turn['tokens'] = [];
  let candidates: Turn['candidates'] | undefined;
  let answer = '';
  for (const event of oneDocument(sampler, rng, longest)) {
    candidates ??= [...event.candidates];
    yield event;
    if (event.pick.token === markText) break;
    answer += event.piece;
    tokens.push({ token: event.pick.token, p: event.pick.p });
  }
  const is_copy = chat.exchanges.some(({ answered }) => answered === answer);
  yield { kind: 'answered', answer, is_copy };
  return {
    learned_answer: answer,
    learned_key: key?.word ?? '',
    taught: lines.length,
    lines: shown,
    is_copy,
    tokens,
    candidates: candidates!,
  };
}
// #endregion
