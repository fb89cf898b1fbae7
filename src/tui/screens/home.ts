/** The first screen: where to go on, the lessons by part, the labs; and the search over all of them. */
import { widthOf } from '../../render/cells.ts';
import { fieldRow } from '../draw/field.ts';
import { type KeyName, type Page, titleRows } from '../draw/page.ts';
import { beside, type Pen, type Row } from '../draw/pen.ts';
import { found, type HomeState, type Item, type Mark, markOf, suggestion, topItems } from '../state-home.ts';

/** From this width on the labs stand beside the lessons, which get half of it. */
const twoColumns = 80;

interface List {
  readonly rows: Row[];
  /** The rows of the chosen item. */
  readonly pin?: { readonly from: number; readonly to: number };
}

export function homePage(home: HomeState, pen: Pen): Page {
  return home.search ? searchPage(home, home.search, pen) : listPage(home, pen);
}

const keys = (pen: Pen, { due, column }: Pick<HomeState, 'due' | 'column'>): KeyName[] => [
  [pen.signs.upDown, 'choose'],
  ['Enter', 'open'],
  ...(due > 0 ? ([['r', 'review', 1]] as const) : []),
  ['Tab', column === 'lessons' ? 'labs' : 'lessons', 1],
  ['/', 'search', 2],
  ['?', 'help'],
  ['q', 'quit'],
];

function listPage(home: HomeState, pen: Pen): Page {
  const { title, author = '' } = home.pack ?? { title: 'genai-tutor', author: 'see what happens inside generative AI' };
  const head = titleRows(pen, title, pen.width < 60 ? '' : author);
  if (!home.lessons)
    return { head, body: ['', pen.paint('Opening the course', 'muted')], keys: keys(pen, { ...home, due: 0 }) };
  const wide = pen.width >= twoColumns;
  const left = wide ? Math.floor(pen.width / 2) : pen.width;
  const first = suggested(home, pen);
  const lessons = lessonList(home, pen.narrower(left));
  const labs = labList(home, pen.narrower(wide ? pen.width - left - 3 : pen.width));
  const above = first.rows.length;
  if (wide) {
    const body = [...first.rows, ...beside(lessons.rows, labs.rows, left, 3)];
    const pin = first.pin ?? moved(lessons.pin ?? labs.pin, above);
    return { head, body, pin, keys: keys(pen, home) };
  }
  const body = [...first.rows, ...lessons.rows, '', ...labs.rows];
  const pin = first.pin ?? moved(lessons.pin, above) ?? moved(labs.pin, above + lessons.rows.length + 1);
  return { head, body, pin, keys: keys(pen, home) };
}

const moved = (pin: List['pin'], by: number): List['pin'] => pin && { from: pin.from + by, to: pin.to + by };

/** The one thing to do next, on top and always in the same place; under it what is to be reviewed. */
function suggested(home: HomeState, pen: Pen): List {
  const rows: Row[] = [''];
  if (!suggestion(home)) {
    const some = (home.lessons?.length ?? 0) > 0;
    const text = some ? 'Every lesson is done. The labs are open, and any lesson again.' : 'No lessons yet.';
    rows.push(...pen.text(text, 'muted'));
  }
  let pin: List['pin'];
  for (const [index, { label, note }] of topItems(home).entries()) {
    const chosen = home.column === 'lessons' && home.at.lessons === index;
    rows.push(itemRow(pen, { chosen, label, note, strong: true }));
    if (chosen) pin = { from: 0, to: rows.length };
  }
  return { rows: [...rows, ''], pin };
}

function lessonList(home: HomeState, pen: Pen): List {
  const { lessons = [], progress, column, at } = home;
  const shift = topItems(home).length;
  const rows: Row[] = [];
  let pin: List['pin'];
  let part: string | undefined;
  for (const [index, lesson] of lessons.entries()) {
    const from = rows.length;
    if (lesson.part !== part) {
      if (part !== undefined) rows.push('');
      rows.push(pen.cut(lesson.part, pen.width, 'muted', true));
      part = lesson.part;
    }
    const chosen = column === 'lessons' && at.lessons === index + shift;
    const mark = markOf(progress.get(lesson.id));
    rows.push(itemRow(pen, { chosen, mark, label: lesson.title, note: `${lesson.minutes} min` }));
    if (chosen) pin = { from, to: rows.length };
  }
  return { rows, pin };
}

function labList(home: HomeState, pen: Pen): List {
  const { labs = [], column, at } = home;
  const rows: Row[] = labs.length > 0 ? [pen.cut('Labs: play with the models', pen.width, 'muted', true)] : [];
  let pin: List['pin'];
  for (const [index, { id, title }] of labs.entries()) {
    const chosen = column === 'labs' && at.labs === index;
    const fits = widthOf(title) + widthOf(id) + 5 <= pen.width;
    rows.push(itemRow(pen, { chosen, label: title, note: fits ? id : '' }));
    if (chosen) pin = { from: index === 0 ? 0 : rows.length - 1, to: rows.length };
  }
  return { rows, pin };
}

interface ItemLook {
  readonly chosen: boolean;
  readonly mark?: Mark;
  readonly label: string;
  readonly note: string;
  readonly strong?: boolean;
}

function itemRow(pen: Pen, { chosen, mark, label, note, strong }: ItemLook): Row {
  const { pointer } = pen.signs;
  const sign = mark ? `${pen.signs[mark]} ` : '';
  const tone = chosen ? 'accent' : mark === 'done' ? 'muted' : 'plain';
  return pen.ends(`${chosen ? pointer : ' '} ${sign}${label}`, note, tone, 'muted', chosen || strong);
}

function searchPage(home: HomeState, search: NonNullable<HomeState['search']>, pen: Pen): Page {
  const items = found(home, search.field.text);
  const head = titleRows(pen, 'Search', 'lessons, steps and labs');
  const body: Row[] = [`${pen.signs.pointer} ${fieldRow(search.field, pen.width - 2, pen)}`, ''];
  const above = body.length;
  const describe = ({ target }: Item): string =>
    target.kind !== 'lesson' ? 'lab' : target.step === undefined ? 'lesson' : 'step';
  for (const [index, item] of items.entries()) {
    const note = item.target.kind === 'lab' ? describe(item) : `${describe(item)} ${pen.signs.dot} ${item.note}`;
    body.push(itemRow(pen, { chosen: index === search.at, label: item.label, note }));
  }
  if (items.length === 0) body.push(...pen.text('Nothing has these words. Try fewer letters.', 'muted'));
  const at = above + search.at;
  return {
    head,
    body,
    pin: { from: at, to: at + 1 },
    keys: [
      [pen.signs.upDown, 'choose'],
      ['Enter', 'open'],
      ['Esc', 'back'],
    ],
  };
}
