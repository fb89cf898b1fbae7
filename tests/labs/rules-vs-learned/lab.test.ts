/** Change the data, and only one of the two changes. */
import { describe, expect, it } from 'vitest';
import { dialogues, voices } from '../../../src/data/dialogues.ts';
import { wordsOf } from '../../../src/data/words.ts';
import { rulesVsLearnedLab as lab } from '../../../src/labs/rules-vs-learned/lab.ts';
import type { Params, Result } from '../../../src/labs/rules-vs-learned/params.ts';
import { InlineHost, runResult } from '../../../src/runner/run.ts';
import { corpora } from '../corpora.ts';

const run = async (given: Partial<Params> = {}, seed = 1): Promise<Result> =>
  (await runResult(new InlineHost(corpora()), { lab: lab.id, params: lab.params.parse(given), seed })) as Result;

const sayings = [
  'Hello!',
  'How are you?',
  'I feel sad',
  'what is your name',
  'tell me a joke',
  'qwertz',
  '',
  'goodbye',
];

describe('other data', () => {
  it('changes the learned answer, never the one by rules', async () => {
    for (const say of sayings) {
      const [kind, pirate] = [await run({ say, data: 'kind' }), await run({ say, data: 'pirate' })];
      expect(pirate.rule_answer).toBe(kind.rule_answer);
      expect(pirate.learned_answer).not.toBe(kind.learned_answer);
    }
  });

  it('nor does chance change the answer by rules', async () => {
    for (const say of sayings) {
      const answers = await Promise.all([1, 2, 3].map(async (seed) => (await run({ say }, seed)).rule_answer));
      expect(new Set(answers).size).toBe(1);
    }
  });
});

describe('the learned one', () => {
  it('names the word that it went by and the exchanges that taught it', async () => {
    const result = await run({ say: 'My mother is angry with me' });
    const taught = dialogues.kind.filter(({ said }) => wordsOf(said).includes(result.learned_key));
    expect(['mother', 'angry']).toContain(result.learned_key);
    expect(result.taught).toBe(taught.length);
    expect(result.lines).toEqual(taught.slice(0, 8));
  });

  it('uses only what it was taught, each word after one that it followed there', async () => {
    for (let seed = 1; seed <= 10; seed++) {
      const { learned_answer, lines, is_copy, tokens } = await run({ say: 'tell me a joke' }, seed);
      const pairs = new Set(
        lines.flatMap(({ answered }) => answered.split(' ').map((word, i, all) => `${all[i - 1] ?? ''} ${word}`)),
      );
      for (const [i, word] of learned_answer.split(' ').entries()) {
        expect(pairs).toContain(`${learned_answer.split(' ')[i - 1] ?? ''} ${word}`);
      }
      expect(is_copy).toBe(dialogues.kind.some(({ answered }) => answered === learned_answer));
      expect(tokens.every(({ p }) => p > 0 && p <= 1)).toBe(true);
    }
  });

  it('answers from everything, and says so, when it knows no word', async () => {
    for (const data of voices) {
      const result = await run({ say: 'Qwertz!', data });
      expect(result).toMatchObject({ learned_key: '', taught: dialogues[data].length, rule_by: 'fallback' });
      expect(result.learned_answer).not.toBe('');
    }
  });

  it('finds new answers as well as known ones', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, (_, seed) => run({ say: 'I am angry' }, seed)));
    expect(new Set(all.map(({ is_copy }) => is_copy)).size).toBe(2);
  });
});

describe('a longer talk', () => {
  it('is answered turn by turn, and the rules remember', async () => {
    const result = await run({ say: 'My old car broke / qwertz / and/or' });
    expect(result.turns.map(({ said }) => said)).toEqual(['My old car broke', 'qwertz', 'and/or']);
    expect(result.turns.map(({ rule_by }) => rule_by)).toEqual(['rule', 'memory', 'fallback']);
    const { rule_answer, learned_answer } = result.turns[2];
    expect(result).toMatchObject({ rule_answer, learned_answer });
  });
});
