/** Which model is asked, what it reads, and what a person is told before they believe it. */
import { describe, expect, it } from 'vitest';
import type { DataSource } from '../../../src/data/corpus.ts';
import { ask, promptFor } from '../../../src/labs/chat/ask.ts';
import { chatLab } from '../../../src/labs/chat/lab.ts';
import { notesOn, unknownWords } from '../../../src/labs/chat/notes.ts';
import type { Answer, Event, Result } from '../../../src/labs/chat/params.ts';
import { type Files, Shelf, type Staged } from '../../../src/labs/chat/shelf.ts';
import { percent } from '../../../src/labs/chat/view.ts';
import type { Lab, Schema } from '../../../src/labs/lab.ts';
import type { ChatModel } from '../../../src/labs/stages/chat.ts';
import { toyland } from '../../../src/models/pipeline/texts.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { packWeights, unpackWeights } from '../../../src/nn/packed-weights.ts';
import { read, tinyBoard, tinyChat } from '../tiny-chat.ts';
import { runLab } from '../tiny-transformer.ts';

const kernels = plainKernels('float64');
const question = 'Where does Ada Pepper live?';

/** @param stages of which there are files; without it the models are on board */
function shelf(stages?: readonly string[]): Shelf {
  const files = stages && (Object.fromEntries(stages.map((stage) => [stage, `./${stage}`])) as Files);
  const data: DataSource = {
    ...tinyBoard,
    open: (name) => ({ name, chunks: () => [tinyChat(name.slice(2), name.length)] }),
  };
  return new Shelf(files, { data, kernels, cache: new Map() });
}

function answerOf(staged: Staged, asked = question): Answer {
  const answering = ask(staged, asked, { temperature: 0, max_tokens: 40 }, 1);
  for (;;) {
    const { value, done } = answering.next();
    if (done) return value;
  }
}

describe('the shelf', () => {
  it('has the furthest model first, and knows which say different things', () => {
    expect([shelf().furthest, shelf().all]).toEqual(['dpo', ['base', 'sft', 'dpo', 'int4']]);
    const some = shelf(['base', 'sft', 'rlhf']);
    expect([some.furthest, some.all]).toEqual(['rlhf', ['base', 'sft', 'rlhf', 'int8', 'int4']]);
    expect([shelf(['int4']).furthest, shelf(['int4']).all]).toEqual(['int4', ['int4']]);
  });

  it.each(['int8', 'int4'] as const)(
    'makes %s from the furthest, as it would be read from a file',
    async (precision) => {
      const [whole, small] = [await shelf(['sft']).open('sft'), await shelf(['sft']).open(precision)];
      const { network, vocabulary, weights } = whole.model;
      const again = unpackWeights(packWeights(weights, precision), network.parameters(vocabulary), kernels);
      expect([...small.model.weights.values.data]).toEqual([...again.values.data]);
      expect([...small.model.weights.values.data]).not.toEqual([...weights.values.data]);
      expect(small.about).toContain('sft with each number in');
    },
  );

  it('takes small numbers from a file where there is one', async () => {
    const { model } = await shelf(['dpo', 'int4']).open('int4');
    expect(model.origin.stage).toBe('int4');
  });

  it('says how to come by what is not there', async () => {
    await expect(shelf().open('rlhf')).rejects.toThrow(
      'no model of the stage rlhf is on board. genai pipeline makes one in a folder; name that with --run.',
    );
    await expect(shelf(['base']).open('dpo')).rejects.toThrow('There are base, int8, int4.');
  });
});

describe('what is read', () => {
  it('is a question for a model that answers, and a text for one that goes on', async () => {
    const [base, sft] = [await shelf().open('base'), await shelf().open('sft')];
    const { user, model: answers } = sft.model.format;
    expect([base.goesOn, sft.goesOn]).toEqual([true, false]);
    const [text, asked] = [promptFor(base, question), promptFor(sft, question)];
    expect([...asked]).toEqual([text[0], user, ...text.slice(1), answers]);
  });

  it('is refused when it leaves less than a quarter of the context for the answer', async () => {
    const sft = await shelf().open('sft');
    const fits = 'a '.repeat(21).trim();
    expect(promptFor(sft, fits)).toHaveLength(24);
    expect(() => promptFor(sft, `${fits} a`)).toThrow(
      'a question of 25 tokens is too long for this model, which reads 24 before it answers',
    );
    expect(() => promptFor(sft, ' \n')).toThrow('there is no question');
  });
});

it('what was said is told with what was believed: tokens and text, product and confidence agree', async () => {
  for (const stage of ['base', 'sft', 'dpo'] as const) {
    const { answer, tokens, confidence, finish_reason, ...others } = answerOf(await shelf().open(stage));
    expect(
      tokens
        .map(({ token }) => token)
        .join('')
        .trim(),
    ).toBe(answer);
    expect(confidence).toBeCloseTo(Math.exp(tokens.reduce((sum, { p }) => sum + Math.log(p), 0)), 12);
    expect(finish_reason === 'stop').toBe(tokens.at(-1)!.token === '' && tokens.length < 40 - 1);
    expect(others).toEqual({ question, stage, seed: 1, unknown_words: [] });
  }
});

describe('words', () => {
  it.each([
    ['Where is Berlin?', ['is', 'where'], [{ word: 'berlin', near: [] }]],
    ['where is ada’s CAT', ['ada', 'cat', 'is', 'where'], []],
    ['Who is Ada Peper?', ['ada', 'is', 'pepper', 'who'], [{ word: 'peper', near: ['pepper'] }]],
    ['2 plus zwei', ['plus', '2'], [{ word: 'zwei', near: [] }]],
  ])('of %j', (asked, words, unknown) => {
    expect(unknownWords(asked, words)).toEqual(unknown);
  });
});

describe('a note', () => {
  const words = toyland()
    .people.flatMap(({ first, last }) => [first, last])
    .concat('where does live and his cat is he'.split(' '))
    .map((word) => word.toLowerCase());
  const model = { origin: { stage: 'dpo', seed: 1, words } } as unknown as ChatModel;
  it.each([
    ['Where does Ada Pepper live?', []],
    ['Where is Berlin?', ['"berlin" stands in nothing that it has read: what it says of that is made up']],
    ['Where is Ada Peper?', ['it has never read "peper"; did you mean "Pepper"?']],
    ['Where is Ada?', [/^Ada may be Ada \w+, Ada \w+ or Ada \w+: ask with the whole name$/]],
    ['Where does Ada Wren live?', ['nobody in Toyland is called Ada Wren: what it says of them is made up']],
    ['where does ada pepper live', ['it has read Ada Pepper with capitals: other letters are other tokens']],
    ['And his cat?', ['it remembers no question before this one: say whom you mean by "his"']],
    ['Is Ada Pepper where his cat is?', []],
  ])('on %j', (asked, notes) => {
    expect(notesOn(asked, model)).toEqual(
      notes.map((note) => (typeof note === 'string' ? note : expect.stringMatching(note))),
    );
  });

  it('on names that this model never read is about words alone', () => {
    const { people } = toyland();
    const ghost = people.find(({ first }) => first === 'Ned')!.name;
    const origin = { stage: 'dpo', seed: 1, words: ['where', 'is'] };
    expect(notesOn(`Where is ${ghost}?`, { origin } as ChatModel)).toEqual([
      expect.stringContaining('stand in nothing'),
    ]);
  });
});

it('a share is never told as none or all when it is not', () => {
  expect([0, 0.001, 0.5, 0.9999, 1].map(percent)).toEqual(['0 %', '<1 %', '50 %', '>99 %', '100 %']);
});

describe('the lab', () => {
  const lab = chatLab as unknown as Lab<Schema, Event, never, Result>;

  it('asks all stages the same, one after the other, as each is asked alone', async () => {
    const { events, result } = await runLab(lab, { stage: 'all', question }, tinyBoard);
    expect(result.answers.map(({ stage }) => stage)).toEqual(['base', 'sft', 'dpo', 'int4']);
    for (const answer of result.answers) {
      const alone = await runLab(lab, { stage: answer.stage, question }, tinyBoard);
      expect(alone.result.answers).toEqual([answer]);
    }
    const tokens = events.flatMap((event) => (event.kind === 'token' && event.stage === 'sft' ? [event.p] : []));
    expect(tokens).toEqual(result.answers[1].tokens.map(({ p }) => p));
    expect(new Set(result.answers.slice(0, 3).map(({ answer }) => answer)).size).toBe(3);
  });

  it('begins nothing when it refuses', async () => {
    await expect(runLab(lab, { question: read.join(' ') }, tinyBoard)).rejects.toThrow('too long for this model');
    await expect(runLab(lab, { question: '' }, tinyBoard)).rejects.toThrow('there is no question');
  });
});
