/** The same requests, answered in four ways, and by larger and larger batches.
 *  Read first: ./servers.ts, ./queue.ts, ../../models/serving/batch.ts */
import { Decoder } from '../../models/gpt/decoder.ts';
import { type Context, defineLab, type MeasuringContext, type NeuralContext } from '../lab.ts';
import { openChatModel } from '../stages/chat.ts';
import { type Event, type Params, params, type Result, result, type Way, ways, withRow } from './params.ts';
import { aloneTime, questionsFor, warm } from './prepare.ts';
import { arrivals, measure, type Request, requestsAt, type Service, serve } from './queue.ts';
import { BatchServer, type Limits, RereadServer, type Server } from './servers.ts';
import { reduceState, type State, startState, viewState } from './view.ts';

/** Places that are tried. */
const sizes = [1, 2, 4, 8, 16, 32] as const;
/** Signs of life for each row. */
const signs = 20;

interface Row {
  readonly list: 'ways' | 'sizes';
  readonly way: Way;
  readonly server: () => Server;
  readonly requests: readonly Request[];
  /** Once is enough where chance of the machine does not matter. */
  readonly once: boolean;
}

export const servingLab = defineLab({
  id: 'serving',
  title: 'Many at once: batches that change at every step',
  about:
    'Questions come to the chat model on board faster than it could answer them one after the other. They are answered ' +
    'without a cache, with one, in batches that wait for their last, and in batches that anybody may join at any step. ' +
    'How many tokens come in a second, and how long does each asker wait?',
  params,
  result,
  kernels: true,
  measures: true,

  async *run(settings: Params, context: Context): AsyncGenerator<Event, Result> {
    const { seed, rng, clock, ...tools } = context as NeuralContext & MeasuringContext;
    const model = await openChatModel(undefined, 'chat-dpo', tools);
    const { format } = model;
    const questions = questionsFor(model, settings.requests, rng);
    const prompts = questions.map((question) => format.question([{ question }]));
    const limits: Limits = { end: format.tokenizer.mark, most: settings.tokens };
    const asked = sizes.filter((size) => size <= settings.requests);
    const decoder = new Decoder(model);
    const reread = new RereadServer(model, limits);
    const batchOf = (places: number): Server => new BatchServer(decoder, places, limits);
    try {
      warm(decoder, Math.max(settings.batch, ...asked));
      const alone_ms = aloneTime(() => batchOf(1), prompts, clock);
      const gap = settings.rate > 0 ? alone_ms / settings.rate : 0;
      const requests_per_second = gap > 0 ? 1000 / gap : null;
      const numbers = { parameters: model.weights.size, requests: prompts.length, alone_ms, requests_per_second };
      yield { kind: 'begin', ...numbers };

      const coming = requestsAt(prompts, arrivals(prompts.length, gap, rng));
      const together = requestsAt(prompts);
      const rows: Row[] = [
        ...ways.map(
          (way): Row => ({
            list: 'ways',
            way,
            server: () => (way === 'reread' ? reread.anew() : batchOf(way === 'alone' ? 1 : settings.batch)),
            requests: coming,
            once: way === 'reread',
          }),
        ),
        ...asked.map(
          (size): Row => ({
            list: 'sizes',
            way: 'continuous',
            server: () => batchOf(size),
            requests: together,
            once: false,
          }),
        ),
      ];
      const turns = Array.from({ length: settings.rounds }, (_, i) => i + 1).flatMap((round) =>
        rows.filter(({ once }) => round === 1 || !once).map((row) => ({ round, ...row })),
      );
      const found: Pick<Result, 'ways' | 'sizes'> = { ways: [], sizes: [] };
      let first: Service | undefined;
      let same = true;
      for (const [turn, { round, list, way, server, requests }] of turns.entries()) {
        const now = server();
        const steps = serve(now, requests, way !== 'static', clock);
        const every = Math.ceil(requests.length / signs);
        let answers = 0;
        let step = steps.next();
        for (; !step.done; step = steps.next()) {
          const { text, tokens } = step.value;
          if (++answers % every !== 0) continue;
          const share = (turn + answers / requests.length) / turns.length;
          yield { kind: 'working', answers, question: questions[text], answer: format.read(tokens), share };
        }
        first ??= step.value;
        same &&= alike(first, step.value);
        const row = { way, ...measure(step.value, now.size) };
        found[list] = withRow(found[list], row);
        yield { kind: 'measured', round, list, row, same };
      }
      return {
        seed,
        ...numbers,
        prompt_tokens: prompts.reduce((sum, { length }) => sum + length, 0),
        answer_tokens: first!.answers.reduce((sum, { tokens }) => sum + tokens.length, 0),
        ...found,
        same,
      };
    } finally {
      reread.end();
      decoder.end();
    }
  },

  start: (params): State => startState(params),
  reduce: reduceState,
  view: viewState,

  share: (event) => (event.kind === 'working' ? event.share : undefined),

  line(event) {
    if (event.kind !== 'measured') return undefined;
    const { round, list, row, same } = event;
    return { round, all_at_once: list === 'sizes', ...row, same };
  },

  passes: ({ same }) => same,
});

const alike = ({ answers: a }: Service, { answers: b }: Service): boolean =>
  a.every(({ tokens }, i) => tokens.join() === b[i].tokens.join());
