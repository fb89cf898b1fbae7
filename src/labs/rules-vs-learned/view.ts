/** Prompt → model → output twice, side by side: the rules and why they fit, the counts and who taught them. */
import { columns, type Frame, panel, type Rich, rows, type Size, type Span, text } from '../../render/frame.ts';
import type { StepEvent } from '../sample/params.ts';
import { bars } from '../sample/view.ts';
import type { Event, Params } from './params.ts';

type Of<K extends Event['kind']> = Extract<Event, { kind: K }>;

export interface State {
  readonly params: Params;
  readonly past: readonly { readonly said: string; readonly rule: string; readonly learned: string }[];
  readonly said?: string;
  readonly number: number;
  readonly of: number;
  readonly rule?: Of<'rule'>;
  readonly key?: Of<'key'>;
  readonly step?: StepEvent;
  readonly text: string;
  readonly answered?: Of<'answered'>;
}

/** Below so many rows the reasons are cut short, for the answers have to be seen. */
const roomy = 14;

export function viewState(state: State, { height }: Size): Frame {
  const { params, said, number, of } = state;
  const tall = Number.isFinite(height) ? height : 24;
  const title = of > 1 ? `prompt ${number} of ${of}: you say` : 'prompt: you say';
  const prompt: Span = said ? { text: said, bold: true } : muted('(nothing)');
  const frames: Frame[] = [tall < roomy ? text([muted(`${title} `), prompt]) : panel(title, text([prompt]))];
  const before = state.past[state.past.length - 1];
  if (before && tall >= 30) {
    frames.unshift(
      text(`before, you said: ${before.said}\nrules: ${before.rule}\nlearned: ${before.learned}`, 'muted'),
    );
  }
  return rows(
    ...frames,
    columns(
      rows(panel('model: rules by hand', whyRule(state, tall)), panel('output', ruleAnswer(state))),
      rows(panel(`model: from "${params.data}"`, whyLearned(state, tall)), panel('output', learnedAnswer(state))),
    ),
  );
}

const muted = (text: string): Span => ({ text, tone: 'muted' });

function whyRule({ rule }: State, tall: number): Frame {
  if (!rule) return text('no rule has been tried', 'muted');
  const { found, key, pattern, caught, template, by } = rule;
  if (by !== 'rule') {
    const why = found.length > 0 ? 'no pattern of its key words fits' : 'no key word of any rule stands in this';
    const then =
      by === 'memory' ? 'So it comes back to something you said before.' : 'So it says what fits everywhere.';
    return text([{ text: why, tone: 'warn' }, `\n${then}`]);
  }
  const keys = unique(found.map(({ word, rank }) => `${word} ${rank}`)).join(' · ');
  const holes = [...template.matchAll(/\{(\d)\}/g)].map(([hole, piece]) => `${hole} = "${caught[Number(piece) - 1]}"`);
  return text([
    ...(tall < roomy ? [] : [muted('key words by rank: '), `${keys}\n`]),
    muted('pattern: '),
    `${short(pattern, key)}\n`,
    muted('answer: '),
    template,
    ...(holes.length > 0 ? [muted('\nwith I and you swapped: '), unique(holes).join(', ')] : []),
  ]);
}

const unique = (words: readonly string[]): string[] => [...new Set(words)];

/** A pattern that fits the screen: of a long list of words the key word, or the first. */
const short = (pattern: string, key: string): string =>
  pattern.replace(/\(([^)]*)\)/g, (list, inside: string) => {
    const words = inside.split('|');
    return words.length > 3 ? `(${words.includes(key) ? key : words[0]}|…)` : list;
  });

function ruleAnswer({ rule }: State): Frame {
  if (!rule) return text(' ');
  const note = rule.by === 'rule' ? [] : [muted(`\n(${rule.by === 'memory' ? 'memory' : 'fallback'}: no rule fits)`)];
  return text([{ text: rule.answer, bold: true }, ...note]);
}

function whyLearned({ key, step, answered }: State, tall: number): Frame {
  if (!key) return text('waits for its turn', 'muted');
  const { word, taught, exchanges, lines } = key;
  const head: Rich = word
    ? [muted('key word: '), { text: word, bold: true }, `, said in ${taught} of ${exchanges} exchanges`]
    : [{ text: 'no word of this is in my data; answering from everything', tone: 'warn' }];
  const list: Frame[] = [text(head)];
  if (answered || !step) {
    const room = tall < roomy ? 1 : Math.max(2, Math.floor((tall - 14) / 2));
    const shown = word ? lines.slice(0, room) : [];
    if (shown.length > 0 && tall >= roomy) list.push(text('taught by:', 'muted'));
    for (const { said, answered } of shown) list.push(text([muted(`${said} > `), answered]));
    if (word && taught > shown.length) list.push(text(`and ${taught - shown.length} more`, 'muted'));
  } else {
    const { context } = step;
    list.push(text([muted('next '), context.length > 0 ? `after "${context.join(' ')}"` : 'at the beginning']));
    list.push(bars(step, Math.max(3, tall - 16)));
  }
  return rows(...list);
}

function learnedAnswer({ step, text: written, answered }: State): Frame {
  if (!step) return text(' ');
  if (!answered) {
    const before = written.slice(0, written.length - step.piece.length);
    return text([before, { text: step.piece.trimEnd(), tone: 'accent', bold: true }]);
  }
  const note: Span = answered.is_copy
    ? muted('\n(this answer stands in the data)')
    : { text: '\n(a new answer, put together from counts)', tone: 'good' };
  return text([{ text: answered.answer, bold: true }, note]);
}
