/** What a desk writes, held against what the same models write by themselves. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask as askAlone } from '../../src/labs/chat/ask.ts';
import { Shelf } from '../../src/labs/chat/shelf.ts';
import { openTextModel } from '../../src/labs/text-model.ts';
import { CachedText } from '../../src/models/gpt/cached-text.ts';
import { Decoder } from '../../src/models/gpt/decoder.ts';
import { textVector } from '../../src/models/gpt/text-vector.ts';
import { generate } from '../../src/models/text-network/generate.ts';
import { Reader } from '../../src/models/text-network/reader.ts';
import { TokenWriter } from '../../src/models/tokenizer/token-writer.ts';
import { kernelsNamed } from '../../src/nn/kernels/choose.ts';
import { Random } from '../../src/nn/random.ts';
import { clean } from '../../src/render/clean.ts';
import type { Said } from '../../src/serve/craft.ts';
import { Desk, type TextReply } from '../../src/serve/desk.ts';
import type { Ask, Heard } from '../../src/serve/engine.ts';
import { openServed } from '../../src/serve/models.ts';
import { chatLogprobs, completionLogprobs } from '../../src/serve/openai/logprobs.ts';
import { fileCorpora } from '../../src/store/corpora.ts';
import { askOf, talk, tinyOffer } from './tiny-models.ts';

const tiny = await tinyOffer();
afterAll(() => tiny.remove());
const tools = { data: fileCorpora(), kernels: kernelsNamed('plain'), cache: new Map() };

let said: Said<TextReply>[] = [];
let desk: Desk;
beforeAll(async () => {
  desk = new Desk(await openServed(tiny.offered, tools.data), 8, (one) => void said.push(one));
});

type Of<K extends Heard['kind']> = Extract<Heard, { kind: K }>;

/** Does all that is asked, side by side. */
function done(...asks: Ask[]) {
  said = [];
  for (const [id, ask] of asks.entries()) desk.take(id, { kind: 'write', ask });
  while (desk.step());
  return asks.map((_, i) => {
    const own = said.filter(({ id }) => id === i);
    const heard = own.map(({ value }) => value).filter((value): value is Heard => value !== undefined);
    const pieces = heard.filter((one): one is Of<'piece'> => one.kind === 'piece');
    return {
      text: pieces.map(({ text }) => text).join(''),
      pieces,
      tokens: pieces.flatMap(({ tokens }) => tokens),
      end: heard.find((one): one is Of<'end'> => one.kind === 'end'),
      over: own.at(-1)?.over,
    };
  });
}

const one = (ask: Ask) => done(ask)[0];

describe('what is offered', () => {
  test('one of your own comes first, then the furthest stage and the others', () => {
    const cards = desk.cards.map(({ id, does, context }) => [id, does, context]);
    expect(cards).toEqual([
      ['gpt', 'complete', 64],
      ['sft', 'chat', 32],
      ['base', 'complete', 32],
      ['int8', 'chat', 32],
      ['int4', 'chat', 32],
      ['ngram', 'complete', undefined],
    ]);
  });

  test('each has a print of its own, another one with other weights', async () => {
    const prints = desk.cards.map(({ print }) => print);
    expect(new Set(prints).size).toBe(prints.length);
    const { base } = tiny.offered.files!;
    const others = await openServed({ ...tiny.offered, files: { base, sft: base }, order: 2 }, tools.data);
    const now = new Map(others.map(({ card }) => [card.id, card.print]));
    const same = desk.cards.filter(({ id, print }) => now.get(id) === print).map(({ id }) => id);
    expect(same).toEqual(['gpt', 'base']);
  });

  test('a file that a pipeline made stands for the models of a pipeline', async () => {
    const { sft } = tiny.offered.files!;
    const served = await openServed({ weights: sft, corpus: 'cat', order: 4, kernel: 'plain' }, tools.data);
    expect(served.map(({ card }) => card.id)).toEqual(['sft', 'int8', 'int4', 'gpt', 'ngram']);
    expect(served.at(-1)!.card.about).toBe('counts which word follows the 3 before it, in cat: it goes on with a text');
  });
});

test('where each token stands in the text, when the first one loses its blank, and a character takes several', () => {
  let [blanks, parts] = [0, 0];
  for (const model of ['base', 'gpt']) {
    for (let seed = 0; seed < 60; seed++) {
      const { text, tokens } = one(askOf(model, '', { seed, most: 8, temperature: 2, likeliest: 1 }));
      const { text_offset } = completionLogprobs(tokens, 0);
      const bytes = chatLogprobs(tokens).content.flatMap((token) => token.bytes!.filter((byte) => byte !== 27)); // no escapes reach a text
      const whole = clean(Buffer.from(bytes).toString());
      expect([whole, whole.trimStart()]).toContain(text);
      for (const [i, { text: said, length }] of tokens.entries()) {
        const stands = text.slice(text_offset[i], text_offset[i + 1]);
        const isPart = (at: number): boolean => /\\x[0-9a-f]{2}/.test(tokens[at]?.text ?? '');
        if (isPart(i)) parts++;
        if (isPart(i) || !/^[ -~]+$/.test(said)) continue; // what cannot be seen is shown in another way
        if (i === 0 && said[0] === ' ' && length < said.length) blanks++;
        // bytes that waited for the rest of a character come with the next token
        if (!isPart(i - 1)) expect(stands).toBe(i === 0 && length < said.length ? said.trimStart() : said);
        else expect(stands.endsWith(said)).toBe(true);
      }
    }
  }
  expect(Math.min(blanks, parts)).toBeGreaterThan(0);
});

describe('the same words as without a server, whoever else is served', () => {
  const questions = ['Where does Ada Pepper live?', 'who is bert quill', 'Ada Frost', 'What does he like?', 'Who?'];

  test('answers', async () => {
    const staged = await new Shelf(tiny.offered.files, tools).open('sft');
    const settings = { temperature: 0.8, max_tokens: 12 };
    const asks = questions.map((question, seed) => askOf('sft', talk(question), { seed, temperature: 0.8, most: 12 }));
    const beside = [askOf('gpt', 'the cat'), askOf('base', 'Ada'), askOf('ngram', 'The')];
    for (const [seed, { text, tokens, end }] of done(...asks, ...beside)
      .slice(0, questions.length)
      .entries()) {
      const alone = askAlone(staged, questions[seed], settings, seed);
      const events = [];
      let { value, done } = alone.next();
      for (; !done; { value, done } = alone.next()) events.push(value);
      const { answer, finish_reason } = value as { answer: string; finish_reason: string };
      expect([text.trim(), end!.reason]).toEqual([clean(answer).trim(), finish_reason]);
      expect(end!.completion_tokens).toBe(events.length);
      const beliefs = events.map((event) => Math.log((event as { p: number }).p));
      for (const [i, { logprob }] of tokens.entries()) expect(logprob).toBeCloseTo(beliefs[i], 9);
    }
  });

  test('texts that are gone on with, and the shares of the likeliest', async () => {
    const model = await openTextModel(tiny.offered.weights, tools);
    const { mark } = model.tokenizer;
    const prompts = ['the cat sat', 'the dog', '', 'Ada and Bert'];
    const asks = prompts.map((text, seed) => askOf('gpt', text, { seed, most: 9, top_p: 0.9, likeliest: 3 }));
    for (const [seed, { text, tokens, end }] of done(...asks).entries()) {
      const prompt = [mark, ...model.tokenizer.encode(prompts[seed])];
      const writer = new TokenWriter(model.tokenizer, mark, prompts[seed]);
      const decoder = new Decoder(model);
      const shaping = { temperature: 1, top_k: 0, top_p: 0.9, min_p: 0 };
      let alone = '';
      let count = 0;
      for (const { token, choice } of generate(new CachedText(decoder), prompt, shaping, new Random(seed))) {
        count++;
        if (token === mark) break;
        alone += writer.write(token);
        const told = tokens[count - 1];
        expect(told.token).toBe(token);
        expect(told.likeliest.map(({ token }) => token)).toEqual(Array.from(choice.tokens.subarray(0, 3)));
        told.likeliest.forEach(({ logprob, drawn }, i) => {
          expect(logprob).toBeCloseTo(Math.log(choice.believed[i]), 9);
          expect(drawn).toBeCloseTo(choice.probabilities[i], 9);
        });
        if (count === 9) break;
      }
      expect(text).toBe(clean(alone + writer.finish()));
      expect([end!.prompt_tokens, end!.completion_tokens]).toEqual([prompt.length, count]);
    }
  });
});

describe('what can be asked for', () => {
  const plain = askOf('ngram', 'The cat', { seed: 3, most: 12, bias: new Map([[0, -100]]) });

  test('another seed says something else, the same seed the same', () => {
    const texts = done(plain, plain, { ...plain, seed: 4 }).map(({ text }) => text);
    expect(texts[1]).toBe(texts[0]);
    expect(texts[2]).not.toBe(texts[0]);
  });

  test('at most so many tokens', () => {
    const { end, tokens } = one(plain);
    expect(end).toEqual({ kind: 'end', reason: 'length', prompt_tokens: 3, completion_tokens: 12 });
    expect(tokens).toHaveLength(12);
  });

  test('a bias of a token: never, or nothing else', () => {
    const all = one(plain);
    const [first] = all.tokens;
    const never = one({ ...plain, bias: new Map([...plain.bias, [first.token, -100]]) });
    expect(never.tokens.map(({ token }) => token)).not.toContain(first.token);
    const { token } = one(askOf('gpt', 'the', { most: 1 })).tokens[0];
    const always = one(askOf('gpt', 'the', { most: 5, seed: 9, bias: new Map([[token, 100]]) }));
    expect(always.tokens.map(({ token }) => token)).toEqual(Array(5).fill(token));
  });

  test('the end before a stop string: nothing of it is ever told', () => {
    const whole = one(plain);
    const stop = whole.text.slice(8, 14);
    const { text, end, pieces } = one({ ...plain, stop: ['never there', stop] });
    expect(text).toBe(whole.text.slice(0, whole.text.indexOf(stop)));
    expect(end!.reason).toBe('stop');
    expect(end!.completion_tokens).toBeLessThan(12);
    let told = '';
    for (const piece of pieces) {
      told += piece.text;
      expect(text.startsWith(told)).toBe(true);
    }
  });

  test('a text ends where the context does', () => {
    const { end } = one(askOf('base', 'Ada', { bias: new Map([[256, -100]]), temperature: 0 }));
    expect(end!.prompt_tokens + end!.completion_tokens).toBeLessThanOrEqual(33);
  });

  test('of a talk the last question counts', () => {
    const [long, short] = done(
      askOf('sft', talk('Who is Ada Frost?', 'She is a friend.', 'Where does Ada Pepper live?')),
      askOf('sft', talk('Where does Ada Pepper live?')),
    );
    expect(long.text).toBe(short.text);
    expect(long.end).toEqual(short.end);
  });
});

describe('what is refused, with what to do', () => {
  test.each(['a'.repeat(200_000), '🐈'.repeat(60_000), 'Ada Pepper. '.repeat(20_000), 'A1!'.repeat(70_000)])(
    'endless texts, which are not even cut into tokens: %.9s',
    (text) => {
      const asks = [askOf('sft', talk(text)), askOf('sft', text), askOf('base', text), askOf('gpt', text)];
      const message = expect.stringMatching(/^\d+ characters are too many/);
      for (const { over } of done(...asks)) expect(over).toMatchObject({ kind: 'asked', message });
      expect(one(askOf('ngram', text, { most: 1 })).end!.prompt_tokens).toBeGreaterThan(1);
    },
  );

  const tooLong = 'Ada Pepper lives in Oatfield. '.repeat(9);
  test.each([
    ['a talk with a model that was never shown a question', askOf('base', talk('Who?')), 'model', /completion/],
    ['a talk with counts', askOf('ngram', talk('Who?')), 'model', /completion/],
    [
      'a talk without a question',
      askOf('sft', { talk: [{ role: 'system', content: 'Be kind.' }] }),
      'messages',
      /ask/i,
    ],
    ['an empty question', askOf('sft', talk(' ')), 'messages', /ask/i],
    ['a question that is too long', askOf('sft', talk(tooLong)), 'messages', /fewer words/],
    ['a text that is too long', askOf('gpt', tooLong.repeat(2)), 'prompt', /sees 64 tokens at once. Give a shorter/],
    ['a model that is not there', askOf('gtp', 'the'), 'model', /no model "gtp"/],
  ])('%s', (_, ask, param, message) => {
    const { over, end, pieces } = one(ask as Ask);
    expect(over).toMatchObject({ kind: 'asked', param, message: expect.stringMatching(message as RegExp) });
    expect([end, pieces]).toEqual([undefined, []]);
  });

  test('but what it never read is no error', () => {
    for (const ask of [askOf('sft', talk('Ада? 🐈')), askOf('gpt', 'Ω'), askOf('ngram', 'zebra')]) {
      expect(one({ ...ask, most: 3 }).end).toBeDefined();
    }
  });
});

describe('places', () => {
  test('what goes wrong with one text is no harm to the others', async () => {
    const [served] = await openServed({ ...tiny.offered, files: { sft: tiny.offered.files!.sft } }, tools.data);
    const heard: Said<TextReply>[] = [];
    const brittle = {
      ...served,
      begin: (prompt: Ask['prompt']) => {
        if ('talk' in prompt) throw new TypeError('a mistake of ours');
        return served.begin(prompt);
      },
    };
    const other = new Desk([brittle], 8, (one) => void heard.push(one));
    other.take(1, { kind: 'write', ask: askOf('gpt', 'the cat', { most: 3 }) });
    other.take(2, { kind: 'write', ask: askOf('gpt', talk('Who?')) });
    while (other.step());
    const overs = heard.filter(({ over }) => over).map(({ id, over }) => [id, over]);
    const told = { kind: 'lost', message: 'something went wrong with this one', stack: expect.stringMatching(/ours/) };
    expect(overs).toEqual([
      [2, told],
      [1, true],
    ]);
  });

  test('one that is wanted no more is free at once, and nothing more is told', () => {
    said = [];
    const endless = askOf('ngram', 'The', { bias: new Map([[0, -100]]) });
    for (let id = 0; id < 8; id++) desk.take(id, { kind: 'write', ask: endless });
    for (let i = 0; i < 5; i++) desk.step();
    desk.drop(3);
    desk.take(8, { kind: 'write', ask: { ...endless, most: 2 } }); // else it would be refused
    const before = said.length;
    for (let i = 0; i < 5; i++) desk.step();
    const after = said.slice(before).map(({ id }) => id);
    expect(after).not.toContain(3);
    expect(after).toContain(4);
    expect(said.find(({ id, over }) => id === 8 && over === true)).toBeDefined();
    for (let id = 0; id < 9; id++) desk.drop(id);
    expect(desk.step()).toBe(false);
  });
});

describe('texts as vectors', () => {
  const embed = (id: number, model: string, texts: readonly string[]): void =>
    desk.take(id, { kind: 'embed', model, texts });

  test('are what the network makes of them, in their order', async () => {
    said = [];
    const texts = ['the cat sat', 'Ada', 'the dog on the mat.'];
    embed(1, 'gpt', texts);
    while (desk.step());
    const model = await openTextModel(tiny.offered.weights, tools);
    const tokens = texts.map((text) => [model.tokenizer.mark, ...model.tokenizer.encode(text)]);
    const vectors = tokens.map((tokens) => textVector(new Reader(model), tokens));
    const count = tokens.reduce((sum, { length }) => sum + length - 1, 0);
    expect(said).toEqual([{ id: 1, value: { vectors, tokens: count }, over: true }]);
  });

  test('a long list of them keeps no text waiting', () => {
    said = [];
    embed(1, 'sft', Array(40).fill('Ada Pepper'));
    desk.take(2, { kind: 'write', ask: askOf('ngram', 'The', { most: 4 }) });
    while (desk.step());
    expect(said.filter(({ over }) => over).map(({ id }) => id)).toEqual([2, 1]);
  });

  test.each([
    ['of counts', 'ngram', ['The'], 'model'],
    ['of nothing', 'sft', ['Ada', '  '], 'input'],
    ['of more than it sees', 'gpt', ['the cat '.repeat(60)], 'input'],
  ])('%s there are none', (_, model, texts, param) => {
    said = [];
    embed(1, model, texts);
    while (desk.step());
    expect(said).toEqual([{ id: 1, over: expect.objectContaining({ kind: 'asked', param }) }]);
  });
});
