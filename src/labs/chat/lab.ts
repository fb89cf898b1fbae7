/** One question to a little chat model, or to each stage of its making. Read first: ./ask.ts, ./shelf.ts */
import { defineLab, type NeuralContext } from '../lab.ts';
import { ask } from './ask.ts';
import { notesOn } from './notes.ts';
import { type Answer, all, type Event, params, type Result, result } from './params.ts';
import { Shelf } from './shelf.ts';
import { type State, viewChat } from './view.ts';

export const chatLab = defineLab({
  id: 'chat',
  title: 'Talk with a little chat model',
  about:
    'It has read about Toyland, a small invented land, and answers what you ask, token by token, with how far it believes in each. ' +
    'Ask the same of an earlier stage of its making: what did each one add? Ask about somebody who does not exist.',
  params,
  result,
  kernels: true,
  pace: 12,

  async *run(settings, context): AsyncGenerator<Event, Result> {
    const { question, stage } = settings;
    const { seed } = context;
    const shelf = new Shelf(undefined, context as NeuralContext);
    const answers: Answer[] = [];
    for (const one of stage === all ? shelf.all : [stage]) {
      const staged = await shelf.open(one);
      const said = ask(staged, question, settings, seed);
      const { model, about } = staged;
      let { value, done } = said.next(); // refused before it is announced
      const { context: sees } = model.network;
      const parameters = model.weights.size;
      yield { kind: 'asked', stage: one, about, parameters, context: sees, notes: notesOn(question, model) };
      for (; !done; { value, done } = said.next()) yield value as Event;
      const answer = value as Answer;
      answers.push(answer);
      yield { kind: 'answered', answer };
    }
    return { seed, question, answers };
  },

  start: ({ question }): State => ({ question, said: [] }),

  reduce(state, event): State {
    if (event.kind === 'asked') {
      const { notes, stage, about } = event;
      return { ...state, notes, about, said: [...state.said, { stage, tokens: [] }] };
    }
    const before = state.said.slice(0, -1);
    const last = state.said[state.said.length - 1];
    if (event.kind === 'answered') return { ...state, said: [...before, { ...last, answer: event.answer }] };
    const { token, p, shown, likeliest } = event;
    return { ...state, said: [...before, { ...last, tokens: [...last.tokens, { token, p, shown, likeliest }] }] };
  },

  view: viewChat,

  line: (event) => (event.kind === 'answered' ? event.answer : undefined),
  tell: ({ answers }) =>
    answers.length === 1
      ? oneLine(answers[0].answer)
      : answers.map(({ stage, answer }) => `${stage}: ${oneLine(answer)}`).join('\n'),
});

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');
