/** The whole app as a pure function: which page is shown, and what a message makes of it. Pages keep their own state in
 *  state-home.ts, state-playground.ts and state-lesson.ts. */

import type { OpenedReview } from '../course/review-plan.ts';
import type { CommandOffer, Lab } from '../labs/lab.ts';
import type { Key } from './keys.ts';
import type { Next } from './machine.ts';
import type { OpenedLesson, PackInfo } from './services.ts';
import { emptyHome, type HomeEffect, type HomeMessage, type HomeState, type Target, updateHome } from './state-home.ts';
import {
  type LessonEffect,
  type LessonMessage,
  type LessonState,
  lessonTypes,
  lessonUsesArrows,
  openLessonPage,
  updateLesson,
} from './state-lesson.ts';
import {
  openPlayground,
  type Params,
  type PlaygroundEffect,
  type PlaygroundMessage,
  type PlaygroundState,
  updatePlayground,
} from './state-playground.ts';
import { openReviewPage, type ReviewEffect, type ReviewState, updateReview } from './state-review.ts';

type Page =
  | { readonly kind: 'home' }
  | { readonly kind: 'loading'; readonly what: string }
  | { readonly kind: 'problem'; readonly message: string }
  | { readonly kind: 'lab'; readonly lab: PlaygroundState }
  | { readonly kind: 'lesson'; readonly lesson: LessonState }
  | { readonly kind: 'review'; readonly review: ReviewState };

export interface Scroll {
  /** Rows scrolled away; without it the chosen row decides. */
  readonly by?: number;
  /** What was drawn last: the first row shown, and how many rows more than there is room for. */
  readonly offset: number;
  readonly overflow: number;
}

export interface AppState {
  readonly page: Page;
  readonly home: HomeState;
  readonly help: boolean;
  readonly scroll: Scroll;
  /** What the app was opened for: leaving it goes out, not to the first screen. */
  readonly only: boolean;
  /** Something the person ought to know, such as that progress could not be kept. */
  readonly notice?: string;
}

export type AppMessage =
  /** `asks`: what the run in view waits for. */
  | { readonly kind: 'key'; readonly key: Key; readonly asks?: readonly CommandOffer[] }
  | { readonly kind: 'drawn'; readonly offset: number; readonly overflow: number }
  | { readonly kind: 'home'; readonly message: HomeMessage }
  | { readonly kind: 'playground'; readonly message: PlaygroundMessage }
  | { readonly kind: 'lesson'; readonly message: LessonMessage }
  | { readonly kind: 'lab-ready'; readonly lab: Lab; readonly params: Params; readonly seed: number }
  | { readonly kind: 'lesson-ready'; readonly opened: OpenedLesson; readonly step?: string }
  | { readonly kind: 'review-ready'; readonly opened: OpenedReview }
  /** Without a message: what was said is so no more. */
  | { readonly kind: 'notice'; readonly message?: string }
  | { readonly kind: 'problem'; readonly message: string };

export type AppEffect =
  | { readonly kind: 'open-lab'; readonly id: string; readonly params?: Params; readonly seed?: number }
  | { readonly kind: 'open-lesson'; readonly id: string; readonly step?: string }
  | { readonly kind: 'open-review' }
  | { readonly kind: 'start-run'; readonly lab: Lab; readonly params: Params; readonly seed: number }
  | { readonly kind: 'end-run' }
  | { readonly kind: 'run'; readonly effect: Exclude<PlaygroundEffect, { kind: 'leave' | 'draw-seed' }> }
  | { readonly kind: 'draw-seed' }
  | { readonly kind: 'lesson'; readonly effect: Exclude<LessonEffect, { kind: 'playground' | 'leave' | 'open' }> }
  | { readonly kind: 'load-home' }
  | { readonly kind: 'quit' }
  | { readonly kind: 'interrupt' };

type AppNext = Next<AppState, AppEffect>;

export type Start =
  | { readonly screen: 'home' }
  | { readonly screen: 'review' }
  | { readonly screen: 'lesson'; readonly id: string }
  | { readonly screen: 'lab'; readonly id: string; readonly params?: Params; readonly seed?: number };

const top: Scroll = { by: 0, offset: 0, overflow: 0 };

/** @param pack whose lessons they are, when they are not ours */
export function openApp(start: Start, pack?: PackInfo): AppNext {
  const state: AppState = {
    page: { kind: 'home' },
    home: { ...emptyHome, pack },
    help: false,
    scroll: top,
    only: start.screen === 'lab',
  };
  if (start.screen === 'home') return [state, { kind: 'load-home' }];
  if (start.screen === 'review') return open(state, { kind: 'review' });
  const page: Page = { kind: 'loading', what: start.id };
  if (start.screen === 'lesson')
    return [
      { ...state, page },
      { kind: 'open-lesson', id: start.id },
    ];
  return [
    { ...state, page },
    { kind: 'open-lab', id: start.id, params: start.params, seed: start.seed },
  ];
}

export function updateApp(state: AppState, message: AppMessage): AppNext {
  switch (message.kind) {
    case 'key':
      return key(state, message.key, message.asks);
    case 'drawn': {
      const { offset, overflow } = message;
      return [{ ...state, scroll: { ...state.scroll, offset, overflow } }];
    }
    case 'home':
      return toHome(state, message.message);
    case 'playground':
      return toPlayground(state, message.message);
    case 'lesson':
      return toLesson(state, message.message);
    case 'lab-ready': {
      if (state.page.kind !== 'loading') return [state]; // the person went elsewhere meanwhile
      const lab = openPlayground(message.lab, message.params, message.seed);
      const { params, seed } = lab;
      return [show(state, { kind: 'lab', lab }), { kind: 'start-run', lab: lab.lab, params, seed }];
    }
    case 'lesson-ready': {
      if (state.page.kind !== 'loading') return [state];
      return fromLesson(state, openLessonPage(message.opened, message.step));
    }
    case 'review-ready': {
      if (state.page.kind !== 'loading') return [state];
      return fromReview(state, openReviewPage(message.opened));
    }
    case 'notice':
      return [{ ...state, notice: message.message }];
    case 'problem':
      return [show(state, { kind: 'problem', message: message.message }), { kind: 'end-run' }];
  }
}

/** Another page, from its top. */
const show = (state: AppState, page: Page): AppState => ({ ...state, page, help: false, scroll: top });

/** Something is being typed, so that letters are letters. */
function isTyping({ page, home }: AppState): boolean {
  if (page.kind === 'home') return home.search !== undefined;
  if (page.kind === 'lab') return page.lab.field !== undefined;
  const lesson = lessonInView(page);
  return lesson !== undefined && lessonTypes(lesson);
}

/** The lesson on the screen, or the question of a review, which is a step of one. */
function lessonInView(page: Page): LessonState | undefined {
  if (page.kind === 'lesson') return page.lesson;
  return page.kind === 'review' ? page.review.lesson : undefined;
}

function key(state: AppState, key: Key, asks: readonly CommandOffer[] = []): AppNext {
  if (key === 'ctrl-c') return [state, { kind: 'interrupt' }];
  const { page, scroll } = state;
  if ((state.help || page.kind !== 'home') && (key === 'pageup' || key === 'pagedown')) {
    const by = Math.max(0, Math.min(scroll.overflow, scroll.offset + (key === 'pagedown' ? 8 : -8)));
    return [{ ...state, scroll: { ...scroll, by } }];
  }
  if (state.help) {
    if (key === 'up' || key === 'down') return [rolled(state, key)];
    return [{ ...state, help: false, scroll: top }];
  }
  if (key === '?' && !isTyping(state)) return [{ ...state, help: true, scroll: top }];
  // Capital or small: whoever is asked does not look for the shift key.
  const answer = isTyping(state) ? undefined : asks.find((offer) => [key, key.toUpperCase()].includes(offer.key));
  if (answer) return follow(state, [{ kind: 'send', command: { name: answer.name } }]);
  switch (page.kind) {
    case 'home':
      return toHome(state, { kind: 'key', key });
    case 'lab':
      return toPlayground(state, { kind: 'key', key });
    case 'lesson':
    case 'review': {
      const lesson = lessonInView(page);
      if ((key === 'up' || key === 'down') && !(lesson && lessonUsesArrows(lesson))) return [rolled(state, key)];
      return toLesson(state, { kind: 'key', key });
    }
    default:
      return key === 'q' || key === 'escape' || (page.kind === 'problem' && key === 'enter') ? goBack(state) : [state];
  }
}

/** One row up or down. */
function rolled(state: AppState, key: 'up' | 'down'): AppState {
  const { scroll } = state;
  const by = Math.max(0, Math.min(scroll.overflow, scroll.offset + (key === 'down' ? 1 : -1)));
  return { ...state, scroll: { ...scroll, by } };
}

/** Back to where the page was opened from. */
function goBack(state: AppState): AppNext {
  if (state.only) return [state, { kind: 'end-run' }, { kind: 'quit' }];
  return [show(state, { kind: 'home' }), { kind: 'end-run' }, { kind: 'load-home' }];
}

function toHome(state: AppState, message: HomeMessage): AppNext {
  const [home, ...effects] = updateHome(state.home, message);
  // What is chosen comes into view.
  const next = { ...state, home, scroll: { ...state.scroll, by: undefined } };
  const effect = effects[0] as HomeEffect | undefined;
  if (!effect) return [next];
  return effect.kind === 'quit' ? [next, { kind: 'quit' }] : open(next, effect.target);
}

function open(state: AppState, target: Target): AppNext {
  if (target.kind === 'review') return [show(state, { kind: 'loading', what: 'review' }), { kind: 'open-review' }];
  const next = show(state, { kind: 'loading', what: target.id });
  if (target.kind === 'lab') return [next, { kind: 'open-lab', id: target.id }];
  return [next, { kind: 'open-lesson', id: target.id, step: target.step }];
}

function toPlayground(state: AppState, message: PlaygroundMessage): AppNext {
  const { page } = state;
  if (page.kind === 'lesson') return toLesson(state, { kind: 'playground', message });
  if (page.kind !== 'lab') return [state];
  const [lab, ...effects] = updatePlayground(page.lab, message);
  return follow({ ...state, page: { kind: 'lab', lab } }, effects);
}

/** Effects of a playground, on its own or in a lesson. */
function follow(state: AppState, effects: readonly PlaygroundEffect[]): AppNext {
  const all: AppEffect[] = [];
  for (const effect of effects) {
    if (effect.kind === 'leave') return goBack(state);
    all.push(effect.kind === 'draw-seed' ? effect : { kind: 'run', effect });
  }
  return [state, ...all];
}

function toLesson(state: AppState, message: LessonMessage): AppNext {
  if (state.page.kind === 'review') return fromReview(state, updateReview(state.page.review, message));
  if (state.page.kind !== 'lesson') return [state];
  return fromLesson(state, updateLesson(state.page.lesson, message));
}

function fromLesson(state: AppState, [lesson, ...effects]: Next<LessonState, LessonEffect>): AppNext {
  const before = state.page.kind === 'lesson' ? state.page.lesson : undefined;
  const sameStep = before?.player.position === lesson.player.position && before.over === lesson.over;
  let next: AppState = { ...state, page: { kind: 'lesson', lesson } };
  // A new step starts at its top; at the same one the chosen row stays in view.
  next = sameStep ? { ...next, scroll: { ...state.scroll, by: undefined } } : show(next, next.page);
  const all: AppEffect[] = [];
  for (const effect of effects) {
    if (effect.kind === 'leave') {
      const [left, ...more] = goBack(next);
      return [left, ...all, ...more];
    }
    if (effect.kind === 'open') {
      const [left, ...more] = open(next, { kind: 'lesson', id: effect.id });
      return [left, ...all, { kind: 'end-run' }, ...more];
    }
    if (effect.kind === 'playground') {
      const [followed, ...more] = follow(next, [effect.effect]);
      next = followed;
      all.push(...more);
    } else all.push({ kind: 'lesson', effect });
  }
  return [next, ...all];
}

function fromReview(state: AppState, [review, ...effects]: Next<ReviewState, ReviewEffect>): AppNext {
  const before = state.page.kind === 'review' ? state.page.review : undefined;
  const page: Page = { kind: 'review', review };
  const next =
    before?.at === review.at ? { ...state, page, scroll: { ...state.scroll, by: undefined } } : show(state, page);
  const last = effects.at(-1);
  const all = effects.flatMap((effect): AppEffect[] => {
    if (effect.kind === 'leave' || effect.kind === 'more') return [];
    return [effect.kind === 'scrub' ? { kind: 'run', effect } : { kind: 'lesson', effect }];
  });
  if (last?.kind !== 'leave' && last?.kind !== 'more') return [next, ...all];
  const [gone, ...more] = last.kind === 'leave' ? goBack(next) : open(next, { kind: 'review' });
  return [gone, ...all, ...more];
}
