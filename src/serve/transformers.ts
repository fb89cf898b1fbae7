/** Transformers behind the server: those that talk, and those that go on with a text.
 *  Read first: ./served.ts, ../labs/chat/ask.ts. Read next: ./desk.ts */
import { InputError } from '../data/input-error.ts';
import { promptFor } from '../labs/chat/ask.ts';
import type { Staged } from '../labs/chat/shelf.ts';
import { lastDocument } from '../labs/gpt-sample/opened.ts';
import { endOf } from '../labs/gpt-sample/sampler.ts';
import { cleaned } from '../labs/sample/sampler.ts';
import { Decoder } from '../models/gpt/decoder.ts';
import { textVector } from '../models/gpt/text-vector.ts';
import type { TextModel } from '../models/gpt/weights.ts';
import { beginning } from '../models/pipeline/talk.ts';
import { Reader } from '../models/text-network/reader.ts';
import { tokenText } from '../models/tokenizer/shown.ts';
import { TokenWriter } from '../models/tokenizer/token-writer.ts';
import type { Tokenizer } from '../models/tokenizer/tokenizer.ts';
import { EngineError, type Message, type ModelCard } from './engine.ts';
import { checkRoom, printOf, type Served, textOnly, tooLong } from './served.ts';

/** One that goes on with a text.
 *  @param about what it is, in a line */
export function servedTransformer(id: string, about: string, model: TextModel): Served {
  const card = cardOf({ id, does: 'complete', about }, model);
  const { mark } = model.tokenizer;
  const read = (text: string): Int32Array =>
    Int32Array.from([mark, ...model.tokenizer.encode(lastDocument(text, model)).filter((token) => token >= 0)]);
  return served(card, model, {
    read,
    begin(prompt) {
      const text = textOnly(prompt, card);
      return { prompt: read(text), before: text };
    },
  });
}

/** A stage of a pipeline. One that was taught to answer gets the last question of a talk, with an empty context: nobody taught it
 *  more. Unless it is asked to go on with a text: then it does, as the base model does always. */
export function servedChat(staged: Staged): Served {
  const { stage, model, about, goesOn } = staged;
  const card = cardOf({ id: stage, does: goesOn ? 'complete' : 'chat', about }, model);
  const read = (text: string): Int32Array =>
    text.trim() === '' ? Int32Array.of(model.tokenizer.mark) : beginning(model.format, text);
  return served(card, model, {
    read,
    begin(prompt) {
      if (goesOn || 'text' in prompt) {
        const text = textOnly(prompt, card);
        return { prompt: read(text), before: text.trim() === '' ? ' ' : text };
      }
      const question = lastQuestion(prompt.talk);
      checkLength(question, model, card, 'messages');
      // Behind a blank the first word has none in front.
      return { prompt: asked(() => promptFor(staged, question)), before: ' ' };
    },
  });
}

const cardOf = (card: Pick<ModelCard, 'id' | 'does' | 'about'>, { network, weights }: TextModel): ModelCard => ({
  ...card,
  context: network.context,
  print: printOf(weights.values.data),
});

function lastQuestion(talk: readonly Message[]): string {
  const last = talk.findLast(({ role }) => role === 'user');
  if (last && last.content.trim() !== '') return last.content;
  throw new EngineError('asked', 'there is no question. Ask something, as the user.', 'messages');
}

/** What a lab refuses, the server refuses. */
function asked<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof InputError) throw new EngineError('asked', error.message, 'messages');
    throw error;
  }
}

interface Reads {
  /** The tokens of a text by itself, behind the mark that begins it. */
  read(text: string): Int32Array;
  /** What is gone on from, and the text that it stands for. */
  begin(prompt: Parameters<Served['begin']>[0]): { readonly prompt: Int32Array; readonly before: string };
}

function served(card: ModelCard, model: TextModel, { read, begin }: Reads): Served {
  const { tokenizer } = model;
  const end = endOf(model);
  const reader = new Reader(model);
  return {
    card,
    model: new Decoder(model),
    end,
    most: Number.POSITIVE_INFINITY,
    begin(asked) {
      if ('text' in asked) checkLength(asked.text, model, card, 'prompt');
      const { prompt, before } = begin(asked);
      checkRoom(prompt.length, card, 'prompt');
      return { prompt, tokens: prompt.length, writer: cleaned(new TokenWriter(tokenizer, end, before)) };
    },
    show: (token) => (token === end ? '<end>' : tokenText(tokenizer.bytes(token))),
    bytes: (token) => (token === end ? undefined : tokenizer.bytes(token)),
    embed(text) {
      checkLength(text, model, card, 'input');
      const tokens = read(text);
      if (tokens.length < 2) throw new EngineError('asked', 'there is nothing in this text that it knows', 'input');
      checkRoom(tokens.length, card, 'input');
      return { vector: textVector(reader, tokens), tokens: tokens.length - 1 };
    },
  };
}

/** Cutting a long text into tokens takes a while, in which nobody else is served: so what cannot fit is not cut.
 *  @throws EngineError when even with the longest tokens it is too much */
function checkLength(text: string, { tokenizer, network }: TextModel, card: ModelCard, param: string): void {
  if (tokenizer.unit !== 'bpe') return;
  const { length } = text.replace(/\s+/g, ' ');
  if (length > network.context * longestOf(tokenizer)) throw tooLong(`${length} characters`, card, param);
}

const longest = new WeakMap<Tokenizer, number>();

/** Bytes of the longest token. */
function longestOf(tokenizer: Tokenizer): number {
  const known = longest.get(tokenizer);
  if (known !== undefined) return known;
  let most = 0;
  for (let token = 0; token < tokenizer.size; token++) most = Math.max(most, tokenizer.bytes(token).length);
  longest.set(tokenizer, most);
  return most;
}
