/** A chat program of the 1960s kind: key words with ranks, patterns, ready-made answers with holes, and I and you swapped.
 *  It understands nothing and learns nothing: no data can change it, only a person who writes another rule.
 *  Left out: links from rule to rule, the original's script (these rules and their wording are our own).
 *  Paper: Weizenbaum 1966, "ELIZA: A Computer Program for the Study of Natural Language Communication between Man and
 *  Machine", CACM 9(1). Read first: ./script.ts, ./pattern.ts; its opposite: ../learned-chat/model.ts */
import { wordsOf } from '../../data/words.ts';
import { expand, match, swap } from './pattern.ts';
import { fallbacks, recall, script } from './script.ts';

interface Pattern {
  readonly pattern: string;
  readonly answers: readonly string[];
}

export interface Rule {
  readonly keys: readonly string[];
  readonly rank: number;
  readonly patterns: readonly Pattern[];
}

/** An answer, and why it is this one. */
export interface RuleReply {
  readonly answer: string;
  /** `memory` comes back to something said earlier, `fallback` hides that nothing was understood. */
  readonly by: 'rule' | 'memory' | 'fallback';
  /** Key words found, the highest rank first. */
  readonly found: readonly { readonly word: string; readonly rank: number }[];
  /** The rule that answered. */
  readonly key?: string;
  readonly rank?: number;
  readonly pattern?: string;
  /** What the numbered pieces of the pattern caught. */
  readonly caught: readonly string[];
  /** The answer before its holes were filled. */
  readonly template: string;
}

export const rules: readonly Rule[] = read(script);

export class RulesChat {
  /** How often each list of answers has been used: they take turns. */
  private readonly turns = new Map<readonly string[], number>();
  private kept?: string;

  constructor(private readonly rules: readonly Rule[]) {}

  // #region rules
  /** The clause with the highest-ranked key word is the one that is answered. */
  reply(said: string): RuleReply {
    const clauses = said.split(/[.,;:!?\n]+/).map((clause) => expand(wordsOf(clause)));
    const found = clauses
      .flatMap((words) => words.flatMap((word) => this.rulesFor(word).map((rule) => ({ word, rule, words }))))
      .sort((a, b) => b.rule.rank - a.rule.rank);
    const ranks = found.map(({ word, rule }) => ({ word, rank: rule.rank }));
    for (const { word, rule, words } of found) {
      for (const { pattern, answers } of rule.patterns) {
        const caught = match(pattern, words);
        if (!caught) continue;
        this.keep(words);
        const template = this.takeTurn(answers);
        const { rank } = rule;
        return { ...filled(template, caught), by: 'rule', found: ranks, key: word, rank, pattern };
      }
    }
    return { ...this.withoutRule(), found: ranks };
  }
  // #endregion

  private rulesFor(word: string): Rule[] {
    return this.rules.filter(({ keys }) => keys.includes(word));
  }

  /** Nothing fits: come back to what was kept, or say something that fits everywhere. */
  private withoutRule(): Pick<RuleReply, 'answer' | 'by' | 'template' | 'caught'> {
    const { kept } = this;
    this.kept = undefined;
    if (kept) return { answer: recall.replace('{1}', () => kept), by: 'memory', template: recall, caught: [kept] };
    return { ...filled(this.takeTurn(fallbacks), []), by: 'fallback' };
  }

  private keep(words: readonly string[]): void {
    const caught = match('* my +', words);
    if (caught) this.kept = caught[1].join(' ');
  }

  private takeTurn(answers: readonly string[]): string {
    const turn = this.turns.get(answers) ?? 0;
    this.turns.set(answers, turn + 1);
    return answers[turn % answers.length];
  }
}

// #region reply
/** Fills the holes of an answer with what the pattern caught, turned round to the other speaker. */
function filled(template: string, caught: readonly string[][]): Pick<RuleReply, 'answer' | 'template' | 'caught'> {
  const text = template.replace(/\{(\d)\}/g, (_, piece) => swap(caught[Number(piece) - 1]));
  const answer = text
    .replace(/ +(?=[.,?!])/g, '')
    .replace(/ {2,}/g, ' ')
    .replace(/(^|[.!?] )(\p{Ll})/gu, (_, before, letter) => before + letter.toUpperCase());
  return { answer, template, caught: caught.map((words) => words.join(' ')) };
}
// #endregion

/** The script as rules. */
function read(text: string): Rule[] {
  return text
    .trim()
    .split('\n\n')
    .map((block) => {
      const [head, ...lines] = block.split('\n');
      const [keys, rank] = head.slice(2).split(' : ');
      const patterns: { pattern: string; answers: string[] }[] = [];
      for (const line of lines) {
        if (line.startsWith('~ ')) patterns.push({ pattern: line.slice(2), answers: [] });
        else patterns[patterns.length - 1].answers.push(line.slice(2));
      }
      return { keys: keys.split(' '), rank: Number(rank), patterns };
    });
}
