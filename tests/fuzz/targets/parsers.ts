/** Small languages: expressions, points, prompts, scales, answers; and corpora, held against a slow tokenizer. */
import fc from 'fast-check';
import { numberOf } from '../../../src/course/answer.ts';
import { dialogues } from '../../../src/data/dialogues.ts';
import { InputError } from '../../../src/data/input-error.ts';
import { parsePrompt, promptWords, vocabularyOf } from '../../../src/data/scenes/prompt.ts';
import { build } from '../../../src/labs/backprop/graph.ts';
import { expressionOf } from '../../../src/labs/backprop/params.ts';
import { SyntaxProblem } from '../../../src/labs/backprop/tokens.ts';
import { parsePoints } from '../../../src/labs/neuron/data.ts';
import { readPage } from '../../../src/models/collect/blocks.ts';
import { removePersonal } from '../../../src/models/collect/personal-data.ts';
import { qualityProblem } from '../../../src/models/collect/quality.ts';
import { allowed, readRobots } from '../../../src/models/collect/robots.ts';
import { LearnedChat } from '../../../src/models/learned-chat/model.ts';
import { generate, Writer } from '../../../src/models/ngram/generate.ts';
import { learn, type NgramModel } from '../../../src/models/ngram/model.ts';
import { Tokenizer, type Unit } from '../../../src/models/ngram/tokenize.ts';
import { MARK, Vocabulary } from '../../../src/models/ngram/vocabulary.ts';
import { RulesChat, rules } from '../../../src/models/rules-chat/chat.ts';
import { Random } from '../../../src/nn/random.ts';
import { clean } from '../../../src/render/clean.ts';
import { documents } from '../../models/ngram/reference.ts';
import { bytesFrom, hostileBytes, hostileNumber, hostileText } from '../hostile.ts';
import { expectNoCode } from '../screen.ts';
import { type Target, target } from '../target.ts';

const lexemes = fc.oneof(
  fc.constantFrom(
    ...['a', 'b', 'x', '=', ';', '+', '-', '*', '/', '^', '(', ')', '2', '3', '1', '0', '0.5', '1e3', '9'],
  ),
  fc.constantFrom('tanh(', 'relu(', 'exp(', 'log(', 'a=2;', 'b=-3;', 'constructor', '__proto__', '1e309', '^-9', '\n'),
  hostileNumber,
);

const expressions = fc.oneof(
  fc.array(lexemes, { maxLength: 25 }).map((parts) => parts.join('')),
  fc.array(lexemes, { maxLength: 25 }).map((parts) => `a=2; b=-3; ${parts.join(' ')}`),
  fc
    .tuple(fc.constantFrom('(', '-', '+', 'exp(', '2^', 'a=', '1+', ';', '2*('), fc.nat(400))
    .map(([u, n]) => `${u.repeat(n)}1`),
  hostileText(300),
);

const markup = fc.constantFrom(
  ...[
    '<p>',
    '<a href="',
    '</a>',
    '<!--',
    '-->',
    '<script>',
    '</script',
    '<br><br>',
    '"',
    "'",
    '>',
    '<',
    '&#27;',
    '&#x9b;',
    '&lt',
    '\0',
  ],
  ...[
    'a@b.example',
    ' 0555-123456 ',
    '7 Mill Lane',
    '\x1b[2J',
    '\x1b]0;x\x07',
    '\ud800',
    '\u202e',
    '<title>',
    '&amp;',
    '</',
  ],
);
const robotLines = fc.constantFrom(
  ...[
    'User-agent: *',
    'User-agent: toybot',
    'Disallow: /',
    'Allow: /a',
    'Disallow: /a*b$',
    'Disallow: *',
    'Allow: $',
    'Disallow:',
  ],
  ...['Crawl-delay: 1e99', 'Crawl-delay: -1', '# ', 'Disallow: /a', 'Disallow: **$'],
);

/** Documents of a corpus by the tokenizer, fed in pieces.
 *  @throws InputError as it does */
function tokenized(bytes: Uint8Array, unit: Unit, cuts: readonly number[]): string[][] {
  const vocabulary = new Vocabulary();
  const tokenizer = new Tokenizer(vocabulary, unit, true, 'x');
  const found: string[][] = [];
  let line: string[] = [];
  const take = (ids: Int32Array): void => {
    for (const id of ids) {
      if (id === MARK) {
        found.push(line);
        line = [];
      } else line.push(vocabulary.text(id));
    }
  };
  const places = [...cuts.map((cut) => Math.floor(cut * bytes.length)), bytes.length].sort((a, b) => a - b);
  let from = 0;
  for (const to of places) {
    take(tokenizer.push(bytes.subarray(from, to)));
    from = to;
  }
  take(tokenizer.finish());
  return found;
}

/** What the bytes say, if they are a text that can be learned from. */
function textIn(bytes: Uint8Array): string | undefined {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

const longestToken = 255;

function checkTokens(bytes: Uint8Array, unit: Unit, cuts: readonly number[]): void {
  const text = textIn(bytes);
  let found: string[][];
  try {
    found = tokenized(bytes, unit, cuts);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    if (text === undefined) return;
    throw new Error(`a text was refused: ${error.message}`);
  }
  if (text === undefined) throw new Error('what is no text was taken');
  const wanted = documents(text, unit);
  // Longer words are cut, which the slow tokenizer leaves out.
  const isLong = wanted.flat().some((token) => Buffer.byteLength(token) > longestToken);
  const shown = (all: string[][]): string => JSON.stringify(isLong ? all.map((line) => line.join('')) : all);
  if (shown(found) !== shown(wanted)) throw new Error(`tokens differ: ${shown(found)} and not ${shown(wanted)}`);
}

async function learned(bytes: Uint8Array, order: number, unit: Unit): Promise<NgramModel | undefined> {
  const corpus = { name: 'x', chunks: () => [bytes] };
  const steps = learn(corpus, order, unit);
  try {
    for (;;) {
      const { value, done } = await steps.next();
      if (done) return value;
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return undefined;
  }
}

const units = fc.constantFrom<Unit>('word', 'char');

export const targets: readonly Target[] = [
  target({
    name: 'tokens',
    cases: 1200,
    input: fc.record({
      bytes: hostileBytes(600),
      unit: units,
      cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 }),
    }),
    check: ({ bytes, unit, cuts }) => checkTokens(bytesFrom(bytes), unit, cuts),
  }),
  target({
    name: 'corpora',
    cases: 300,
    input: fc.record({
      bytes: hostileBytes(100),
      unit: units,
      order: fc.integer({ min: 1, max: 8 }),
      // As every face hands it in.
      prompt: hostileText(50).map(clean),
      temperature: fc.constantFrom(0, 0.01, 1, 100),
    }),
    async check({ bytes, unit, order, prompt, temperature }) {
      const model = await learned(bytesFrom(bytes), order, unit);
      if (!model) return;
      const shape = { temperature, top_k: 0, top_p: 1, min_p: 0 };
      const writer = new Writer(model, prompt);
      let text = '';
      let left = 30;
      for (const { token, choice } of generate(model, model.encode(prompt), shape, new Random(1))) {
        const sum = choice.probabilities.reduce((sum, p) => sum + p, 0);
        if (!(Math.abs(sum - 1) < 1e-9)) throw new Error(`chances add up to ${sum}`);
        text += writer.write(token);
        if (--left === 0) break;
      }
      expectNoCode(text, 'a text', { selectors: true });
    },
  }),
  target({
    name: 'expressions',
    cases: 1500,
    input: expressions,
    check(text) {
      try {
        const values = build(expressionOf(text));
        if (!values.every(({ data }) => Number.isFinite(data))) throw new Error('a value that is no number');
      } catch (error) {
        if (!(error instanceof SyntaxProblem)) throw error;
        if (!/, at character \d+$/.test(error.message)) throw new Error(`no place: ${error.message}`);
      }
    },
  }),
  target({
    name: 'points',
    cases: 800,
    input: fc.oneof(
      fc
        .array(fc.tuple(hostileNumber, hostileNumber), { maxLength: 6 })
        .map((list) => list.map((p) => p.join(',')).join(' ')),
      fc
        .array(fc.tuple(fc.integer(), fc.integer()), { maxLength: 250 })
        .map((list) => list.map((p) => p.join(',')).join(';')),
      hostileText(300),
    ),
    check(text) {
      const points = parsePoints(text);
      if (typeof points === 'string') return;
      if (![...points.x, ...points.y].every((at) => Math.abs(at) <= 1e6)) throw new Error(JSON.stringify(points));
    },
  }),
  target({
    name: 'prompts',
    cases: 300,
    input: hostileText(300),
    check(text) {
      const { prompt, unknown } = parsePrompt(text);
      const known = vocabularyOf();
      if (!promptWords(prompt).every((word) => known.includes(word))) throw new Error(JSON.stringify(prompt));
      if (unknown.some(({ word }) => !text.toLowerCase().normalize('NFC').includes(word.slice(0, 1)))) {
        throw new Error('a word that was not there');
      }
    },
  }),
  target({
    name: 'chats',
    cases: 300,
    input: fc.array(fc.oneof(hostileText(100), fc.constantFrom('my mother is angry with me', 'you are __proto__')), {
      minLength: 1,
      maxLength: 3,
    }),
    check(sentences) {
      const rulesChat = new RulesChat(rules);
      const learned = new LearnedChat(dialogues.kind);
      for (const said of sentences) {
        const { answer } = rulesChat.reply(said);
        if (answer.trim() === '' || /undefined|\[object/.test(answer)) throw new Error(`it answers ${answer}`);
        const [key] = learned.known(said);
        if (key && learned.about(key.word).length === 0) throw new Error(`nobody said ${key.word}`);
      }
    },
  }),
  target({
    name: 'pages',
    cases: 400,
    input: fc.array(fc.oneof(markup, hostileText(60)), { maxLength: 30 }).map((pieces) => pieces.join('')),
    check(html) {
      const { blocks, hrefs } = readPage(html);
      for (const { text, links } of blocks) {
        expectNoCode(text, 'a block');
        if (text.trim() !== text || text === '' || /\s{2}|\n/.test(text)) throw new Error('blanks where none belong');
        if (!(links >= 0 && links <= 1)) throw new Error(`a share of ${links}`);
        if (/[\w.+-]@\w+\.\w/.test(removePersonal(text).text.replace(/\S{65,}/g, '')))
          throw new Error('an e-mail address is left');
        qualityProblem(text);
      }
      if (hrefs.length > html.length) throw new Error('more links than letters');
    },
  }),
  target({
    name: 'robots',
    cases: 300,
    input: fc.tuple(fc.array(fc.oneof(robotLines, hostileText(40)), { maxLength: 12 }), hostileText(60)),
    check([lines, path]) {
      const robots = readRobots(lines.join('\n'), 'toybot');
      if (!(robots.delay >= 0 && robots.delay <= 20)) throw new Error(`a delay of ${robots.delay}`);
      const first = allowed(robots, `/${path}`);
      // Turned round, nothing changes: the longest rule decides.
      const groups = lines.every((line) => /^(dis)?allow: /i.test(line));
      const turned = readRobots(['User-agent: *', ...[...lines].reverse()].join('\n'), 'toybot');
      const straight = readRobots(['User-agent: *', ...lines].join('\n'), 'toybot');
      if (groups && allowed(turned, `/${path}`) !== allowed(straight, `/${path}`)) throw new Error('the order decides');
      if (robots.rules.length === 0 && !first) throw new Error('forbidden without a rule');
    },
  }),
  target({
    name: 'answers',
    cases: 1000,
    input: fc.oneof(
      hostileNumber,
      fc.tuple(hostileNumber, hostileNumber).map((two) => two.join('/')),
      hostileText(500),
    ),
    check(typed) {
      const number = numberOf(typed);
      if (number !== undefined && !Number.isFinite(number)) throw new Error(`${number} is no answer`);
    },
  }),
];
