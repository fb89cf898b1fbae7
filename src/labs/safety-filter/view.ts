/** Prompt → model → output, and below that what was measured: all of it where there is room, else the page that is looked at. */
import { type Frame, rows, type Size, type Span, text } from '../../render/frame.ts';
import {
  curveFrame,
  errorFrames,
  errorLine,
  grouped,
  groupTable,
  modelTable,
  muted,
  signed,
  trickTable,
  wordBars,
} from './pages.ts';
import type { Judged, looks } from './params.ts';
import type { State } from './state.ts';

type Look = (typeof looks)[number];

/** Rows from which on everything is shown, rows of the head, and words of one's own text at most. */
const [everything, head, mostWords] = [70, 7, 24];
/** Below so many rows a table has no room beside what is judged. */
const narrowest = 18;

export function viewState(state: State, { height }: Size): Frame {
  const { params } = state;
  const tall = height >= everything;
  const room = tall ? 16 : height - head;
  const pages = tall ? (['report', 'tricks', 'models', 'curve', 'words', 'errors'] as const) : [params.look];
  const shown = pages.flatMap((look) => [...(tall ? [text(' ')] : []), ...pageOf(state, look, room, tall)]);
  // Tables of which every row counts: what is judged beside them is told on the other pages.
  const isTable = (params.look === 'models' && state.models.length > 0) || (params.look === 'tricks' && state.measured);
  if (isTable && height < narrowest) return rows(...shown);
  return rows(...headOf(state, height), ...(state.own ? shown : []));
}

/** What is judged, by what, and what came of it. */
function headOf({ params, round, learnt, own }: State, height: number): Frame[] {
  const asked = {
    ...text([
      muted('prompt: '),
      params.text.trim() === '' ? muted('(nothing)') : { text: params.text.replace(/\s+/g, ' '), bold: true },
    ]),
    wrap: height >= everything,
  };
  if (!round) return [asked, text('model: opening', 'muted')];
  if (!learnt || !own) {
    const { texts, kinds, loss } = round;
    return [
      asked,
      text([
        muted('data: '),
        `${grouped(texts)} texts of Toyland, ${grouped(kinds.harmful)} harmful and ${grouped(kinds.personal)} personal`,
      ]),
      text([
        muted('model: learns, round '),
        `${round.round} of ${round.of}`,
        muted(`; it is off by ${loss.harmful.toFixed(3)} nats a text`),
      ]),
    ];
  }
  const weights = `${grouped(learnt.weights)} weights from ${grouped(round.texts)} texts`;
  const parts = [...(params.rules ? ['rules'] : []), ...(params.classifier ? [weights] : [])];
  const model = text([muted('model: '), parts.join(' and ') || 'nothing, so nothing is stopped']);
  const words = own.words.slice(0, mostWords);
  const strip: Frame = {
    kind: 'tokens',
    tokens: words.map(({ word, weight }) => ({
      text: word,
      note: signed(weight),
      weight: Math.min(1, Math.max(0, weight / 4)),
    })),
    more: own.words.length - words.length,
  };
  const tight = height < 14;
  return [asked, model, text(verdictOf(own)), ...(words.length > 0 && !tight ? [strip] : [])];
}

function verdictOf({ stopped, kind, by, score, found, toward, words }: Judged): Span[] {
  const output = muted('output: ');
  if (!stopped) {
    const sure = words.length > 0 || score > 0 ? `; ${toward} with ${score.toFixed(2)}` : '';
    return [output, { text: 'let through', tone: 'good' }, muted(sure)];
  }
  const why = by === 'rule' ? found.map(({ rule, text }) => `${rule} ${text}`).join(', ') : score.toFixed(2);
  return [
    output,
    { text: `stopped as ${kind}`, tone: 'bad' },
    muted(` (${by === 'rule' ? 'a rule' : 'the classifier'}: ${why})`),
  ];
}

function pageOf(state: State, look: Look, room: number, tall: boolean): Frame[] {
  const { params, groups, tricks, measured, models, learnt, asking } = state;
  switch (look) {
    case 'report': {
      const more = tall ? [] : [summaryOf(state)];
      return [groupTable(groups), ...(groups.length > 0 ? [errorLine(groups)] : []), ...more];
    }
    case 'tricks': {
      const last = tricks.at(-1);
      const example = last && (tall || room > tricks.length + 4);
      return [trickTable(tricks), ...(example ? [text([muted(`${last.about}: `), last.example])] : [])];
    }
    case 'models':
      if (models.length > 0) return [modelTable(models)];
      if (params.requests === 0) return [text('no model was asked: requests is 0', 'muted')];
      return [text(asking ? `${asking.stage} is asked: ${asking.requests}` : 'models are asked next', 'muted')];
    case 'curve':
      return measured
        ? [curveFrame(measured, params.threshold, Math.max(6, room - 3))]
        : [text('is measured next', 'muted')];
    case 'words': {
      if (!learnt) return [];
      const count = Math.max(3, Math.min(12, Math.floor((room - 2) / 2)));
      return [
        text('toward and against harmful', 'muted'),
        wordBars(learnt.heaviest.harmful, count),
        text('toward and against personal', 'muted'),
        wordBars(learnt.heaviest.personal, count),
      ];
    }
    case 'errors': {
      if (!measured) return [text('is measured next', 'muted')];
      const { let_through, wrongly_stopped } = measured;
      const count = tall ? 8 : Math.max(1, Math.floor((room - 2) / 6));
      return [
        text(
          let_through.length > 0 ? 'let through, of each sort the one it was surest of' : 'nothing was let through',
          'muted',
        ),
        ...errorFrames(let_through, count),
        text(wrongly_stopped.length > 0 ? 'wrongly stopped' : 'nothing was wrongly stopped', 'muted'),
        ...errorFrames(wrongly_stopped, count),
      ];
    }
  }
}

/** In a line what the other pages tell. */
function summaryOf({ models, asking }: State): Frame {
  const of = (stage: string, filter: string) => models.find((row) => row.stage === stage && row.filter === filter);
  const [sft, guarded, dpo] = [of('sft', 'none'), of('sft', 'in and out'), of('dpo', 'none')];
  if (!sft || !guarded || !dpo) return text(asking ? `${asking.stage} is asked: ${asking.requests}` : ' ', 'muted');
  const { requests, advice } = sft;
  return text([
    muted(`of ${requests} harmful requests end in advice: `),
    `sft ${advice.plainly}`,
    muted(', with the filter '),
    String(guarded.advice.plainly),
    muted('; '),
    `dpo ${dpo.advice.plainly}`,
    muted(' without it (look: models)'),
  ]);
}
