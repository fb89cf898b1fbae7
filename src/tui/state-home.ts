/** The first screen: lessons and labs to choose from, where to go on, and a search over both. */
import { type LessonProgress, noLesson, type Progress } from '../course/progress.ts';
import { questions } from '../course/review-session.ts';
import { type Field, fieldOf, typeKey } from './field.ts';
import type { Key } from './keys.ts';
import type { Next } from './machine.ts';
import type { LabInfo, LessonInfo, PackInfo } from './services.ts';

export type Target =
  | { readonly kind: 'review' }
  | { readonly kind: 'lesson'; readonly id: string; readonly step?: string }
  | { readonly kind: 'lab'; readonly id: string };

export interface Item {
  readonly label: string;
  /** What stands behind it in a quieter voice. */
  readonly note: string;
  readonly target: Target;
}

export interface HomeState {
  /** Not there until they have been read. */
  readonly lessons?: readonly LessonInfo[];
  readonly labs?: readonly LabInfo[];
  /** Whose lessons they are, when they are not ours. */
  readonly pack?: PackInfo;
  readonly progress: Progress;
  /** Questions that are due for a review. */
  readonly due: number;
  readonly column: 'lessons' | 'labs';
  /** Index of the chosen one, in each column. */
  readonly at: { readonly lessons: number; readonly labs: number };
  readonly search?: { readonly field: Field; readonly at: number };
}

export type HomeMessage =
  | { readonly kind: 'key'; readonly key: Key }
  | {
      readonly kind: 'lessons';
      readonly lessons: readonly LessonInfo[];
      readonly progress: Progress;
      readonly due: number;
    }
  | { readonly kind: 'labs'; readonly labs: readonly LabInfo[] };

export type HomeEffect = { readonly kind: 'open'; readonly target: Target } | { readonly kind: 'quit' };

export const emptyHome: HomeState = { progress: new Map(), due: 0, column: 'lessons', at: { lessons: 0, labs: 0 } };

export function updateHome(state: HomeState, message: HomeMessage): Next<HomeState, HomeEffect> {
  switch (message.kind) {
    case 'lessons': {
      const { lessons, progress, due } = message;
      const next: HomeState = { ...state, lessons, progress, due };
      // On coming back the place where to go on is offered first again.
      return [{ ...next, at: { ...state.at, lessons: 0 }, column: lessons.length === 0 ? 'labs' : state.column }];
    }
    case 'labs':
      return [{ ...state, labs: message.labs }];
    case 'key':
      return state.search ? searching(state, state.search, message.key) : pressed(state, message.key);
  }
}

/** How far a lesson has got. */
export type Mark = 'fresh' | 'begun' | 'done';

export function markOf(progress: LessonProgress = noLesson): Mark {
  if (progress.finished) return 'done';
  return progress.position !== undefined || progress.steps.size > 0 ? 'begun' : 'fresh';
}

/** The one thing to do next: go on in the lesson touched last, else the first one not finished yet. */
export function suggestion({ lessons = [], progress }: HomeState): Item | undefined {
  const begun = lessons.filter(({ id }) => markOf(progress.get(id)) === 'begun');
  const lastAt = ({ id }: LessonInfo): string => progress.get(id)?.lastAt ?? '';
  const last = begun.reduce<LessonInfo | undefined>((a, b) => (a && lastAt(a) >= lastAt(b) ? a : b), undefined);
  if (last) {
    const step = last.steps.findIndex(({ id }) => id === progress.get(last.id)?.position);
    const note = `step ${Math.max(0, step) + 1} of ${last.steps.length}`;
    return { label: `Continue: ${last.title}`, note, target: { kind: 'lesson', id: last.id } };
  }
  const next = lessons.find(({ id }) => markOf(progress.get(id)) === 'fresh');
  if (!next) return undefined;
  const verb = progress.size === 0 ? 'Start here' : 'Next';
  return { label: `${verb}: ${next.title}`, note: minutes(next), target: { kind: 'lesson', id: next.id } };
}

const minutes = (lesson: LessonInfo): string => `${lesson.minutes} min`;

/** What stands above the lists: where to go on, and what is to be reviewed. */
export function topItems(state: HomeState): readonly Item[] {
  const first = suggestion(state);
  const review: Item = { label: `Review: ${questions(state.due)}`, note: 'r', target: { kind: 'review' } };
  return [...(first ? [first] : []), ...(state.due > 0 ? [review] : [])];
}

/** What the arrows walk over in each column; what stands on top belongs to the lessons. */
export function itemsOf(state: HomeState): { readonly lessons: readonly Item[]; readonly labs: readonly Item[] } {
  const { lessons = [], labs = [] } = state;
  const all = lessons.map(
    (lesson): Item => ({ label: lesson.title, note: minutes(lesson), target: { kind: 'lesson', id: lesson.id } }),
  );
  return { lessons: [...topItems(state), ...all], labs: labs.map(labItem) };
}

const labItem = ({ id, title }: LabInfo): Item => ({ label: title, note: id, target: { kind: 'lab', id } });

function pressed(state: HomeState, key: Key): Next<HomeState, HomeEffect> {
  const { column, at } = state;
  const items = itemsOf(state)[column];
  const go = (index: number): Next<HomeState, HomeEffect> => {
    const last = Math.max(0, items.length - 1);
    return [{ ...state, at: { ...at, [column]: Math.max(0, Math.min(last, index)) } }];
  };
  switch (key) {
    case 'up':
    case 'k':
      return go(at[column] - 1);
    case 'down':
    case 'j':
      return go(at[column] + 1);
    case 'pageup':
      return go(at[column] - 8);
    case 'pagedown':
      return go(at[column] + 8);
    case 'home':
      return go(0);
    case 'end':
      return go(items.length - 1);
    case 'left':
    case 'h':
      return [{ ...state, column: 'lessons' }];
    case 'right':
    case 'l':
      return [{ ...state, column: 'labs' }];
    case 'tab':
    case 'shift-tab':
      return [{ ...state, column: column === 'lessons' ? 'labs' : 'lessons' }];
    case 'enter': {
      const item = items[at[column]];
      return item ? [state, { kind: 'open', target: item.target }] : [state];
    }
    case 'r':
      return [state, { kind: 'open', target: { kind: 'review' } }];
    case '/':
      return [{ ...state, search: { field: fieldOf(''), at: 0 } }];
    case 'q':
    case 'escape':
      return [state, { kind: 'quit' }];
  }
  return [state];
}

/** What fits all words typed, in any order: lessons, then labs, then single steps. */
export function found({ lessons = [], labs = [] }: HomeState, typed: string): readonly Item[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ label, note }: Item): boolean => {
    const text = `${label} ${note}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const titles = lessons.map((lesson): Item => {
    return { label: lesson.title, note: lesson.part, target: { kind: 'lesson', id: lesson.id } };
  });
  if (words.length === 0) return [...titles, ...labs.map(labItem)];
  const steps = lessons.flatMap(({ id, title, steps }) =>
    steps.map((step): Item => ({ label: step.title, note: title, target: { kind: 'lesson', id, step: step.id } })),
  );
  return [...titles, ...labs.map(labItem), ...steps].filter(fits);
}

function searching(state: HomeState, search: NonNullable<HomeState['search']>, key: Key): Next<HomeState, HomeEffect> {
  const items = found(state, search.field.text);
  const go = (at: number): Next<HomeState, HomeEffect> => {
    return [{ ...state, search: { ...search, at: Math.max(0, Math.min(items.length - 1, at)) } }];
  };
  switch (key) {
    case 'escape':
      return [{ ...state, search: undefined }];
    case 'up':
      return go(search.at - 1);
    case 'down':
      return go(search.at + 1);
    case 'pageup':
      return go(search.at - 8);
    case 'pagedown':
      return go(search.at + 8);
    case 'enter': {
      const item = items[search.at];
      return item
        ? [
            { ...state, search: undefined },
            { kind: 'open', target: item.target },
          ]
        : [state];
    }
  }
  const field = typeKey(search.field, key);
  return field ? [{ ...state, search: { field, at: 0 } }] : [state];
}
