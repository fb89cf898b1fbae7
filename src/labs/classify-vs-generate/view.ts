/** Prompt → model → output twice, side by side: words → topic, and topic → words. */
import { type Topic, topicNames } from '../../data/topics.ts';
import {
  columns,
  type Frame,
  panel,
  type Rich,
  rows,
  type Size,
  type Span,
  type Tone,
  text,
} from '../../render/frame.ts';
import type { StepEvent } from '../sample/params.ts';
import { bars } from '../sample/view.ts';
import type { Event, Params, Shares, Written } from './params.ts';
import type { PictureState } from './picture-view.ts';

type Of<K extends Event['kind']> = Extract<Event, { kind: K }>;

export interface State {
  readonly params: Params;
  readonly learned?: Of<'learned'>;
  readonly evidence: readonly Written['evidence'][number][];
  /** The classifier's belief so far. */
  readonly p?: Shares;
  readonly verdict?: Of<'verdict'>;
  readonly step?: StepEvent;
  readonly text: string;
  readonly generated?: Of<'generated'>;
  readonly shares?: Of<'shares'>;
  readonly pictures: PictureState;
}

const tones: Readonly<Record<Topic, Tone>> = { weather: 'a', food: 'b', animals: 'c' };
const toneOf = (topic: string): Tone => tones[topic as Topic];
const named = (topic: string): Span => ({ text: topic, tone: toneOf(topic), bold: true });

/** Below so many rows the reasons are left out, for the outputs have to be seen. */
const roomy = 17;

export function viewState(state: State, { height }: Size): Frame {
  const { params, learned } = state;
  const tall = Number.isFinite(height) ? height : 24;
  // boxes, the lines around the lists, the data
  const room = tall < roomy ? 0 : Math.max(3, tall - 17);
  const prompt = (title: string, span: Span): Frame =>
    tall < roomy
      ? text([{ text: `prompt, ${title}: `, tone: 'muted' }, span])
      : panel(`prompt: ${title}`, text([span]));
  const data = learned
    ? `data: ${learned.sentences} sentences with labels (${topicNames.join(', ')}), ${learned.words} different words`
    : 'data: learning';
  const said: Span = params.text === '' ? { text: '(nothing)', tone: 'muted' } : { text: params.text };
  return rows(
    ...(tall < roomy ? [] : [text(data, 'muted')]),
    columns(
      rows(
        prompt('a sentence', said),
        panel('model: → topic', classifier(state, room)),
        panel('output: a topic', verdict(state)),
      ),
      rows(
        prompt('a topic', named(params.topic)),
        panel('model: → next word', generator(state, room)),
        panel('output: a sentence', sentence(state)),
      ),
    ),
  );
}

function classifier({ evidence, p }: State, room: number): Frame {
  const hidden = Math.max(0, evidence.length - room);
  const list: Frame[] = [];
  if (hidden > 0 && room > 0) list.push(text(`${hidden} words before`, 'muted'));
  if (evidence.length > 0 && room > 0) {
    list.push({
      kind: 'table',
      columns: [{ title: 'word' }, { title: 'speaks for' }, { title: 'times', align: 'right' }],
      rows: evidence
        .slice(hidden)
        .map(({ word, known, favours, times }): Rich[] =>
          known
            ? [word, [{ text: favours, tone: toneOf(favours) }], times.toFixed(1)]
            : [word, [{ text: '(never seen)', tone: 'muted' }], ''],
        ),
    });
  }
  if (p) list.push(beliefs(p));
  return list.length > 0 ? rows(...list) : text('learning', 'muted');
}

const beliefs = (p: Shares, label?: string): Frame => ({
  kind: 'bars',
  max: 1,
  bars: p.map(({ token, p }) => ({
    label: token,
    value: p,
    note: p.toFixed(2),
    tone: toneOf(token),
    mark: token === label,
  })),
});

function verdict({ verdict, evidence }: State): Frame {
  if (!verdict) return text('weighing the words', 'muted');
  const { label, p, decisive } = verdict;
  const share = p.find(({ token }) => token === label)!.p;
  if (evidence.length === 0)
    return text([named(label), ' · no word to go by: all topics are as likely as in the data']);
  if (evidence.every(({ known }) => !known))
    return text([named(label), ' · no word of this is in the data, so this is a guess: all topics are as likely']);
  const why: Rich = decisive === '' ? [] : [' · the word that told most: ', { text: decisive, bold: true }];
  return text([named(label), ` with ${(share * 100).toFixed(1)} %`, ...why]);
}

function generator({ step, generated }: State, room: number): Frame {
  if (generated) return text([{ text: 'nearest in the data: ', tone: 'muted' }, `"${generated.nearest}"`]);
  if (!step) return text('waits for its turn', 'muted');
  const { context } = step;
  const after = context.length > 0 ? `after "${context.join(' ')}"` : step.order > 1 ? 'at the beginning' : 'anywhere';
  return rows(text(after), bars(step, Math.max(3, room)));
}

function sentence({ step, text: written, generated, shares }: State): Frame {
  if (!step) return text(' ');
  if (!generated) {
    const before = written.slice(0, written.length - step.piece.length);
    return text([before, { text: step.piece.trimEnd(), tone: 'accent', bold: true }]);
  }
  const { distance, label, words, text: done } = generated;
  const marked = words.flatMap(({ word, kept }, at): Span[] => [
    { text: at > 0 ? ' ' : '' },
    { text: word, bold: !kept },
  ]);
  const proof: Rich =
    distance === 0
      ? [{ text: 'this one is a copy', tone: 'warn' }]
      : [{ text: `new: ${distance} ${distance === 1 ? 'word' : 'words'} away from the data`, tone: 'good' }];
  const lines: Frame[] = [
    text(done === '' ? [{ text: '(an empty one)', tone: 'muted' }] : marked),
    text([...proof, ' · the classifier says ', named(label)]),
  ];
  if (shares) lines.push(text(`of ${shares.made} more sentences ${shares.copies} are copies`, 'muted'));
  return rows(...lines);
}
