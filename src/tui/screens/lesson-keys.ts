/** The keys of a lesson step, for the last line of the screen. */
import { currentStep, recordOf } from '../../course/player.ts';
import type { SessionState } from '../../runner/session.ts';
import { draftTypes } from '../draft.ts';
import type { KeyName } from '../draw/page.ts';
import type { Pen } from '../draw/pen.ts';
import { goesOn, type LessonState, lessonTypes, mayReveal } from '../state-lesson.ts';
import { playgroundKeys } from './playground.ts';

export function lessonKeys(state: LessonState, run: SessionState | undefined, pen: Pen): KeyName[] {
  const { over, opened, playground, player } = state;
  if (over) {
    return [
      ['Enter', opened.next ? 'next lesson' : 'home'],
      ['b', 'back', 1],
      ['R', 'do it again', 2],
      ['q', 'home'],
    ];
  }
  const back: KeyName[] = player.position > 0 ? [['b', 'back', 1]] : [];
  if (playground) {
    if (playground.field) return playgroundKeys(playground, pen, run);
    const own = playgroundKeys(playground, pen, run).filter(([key]) => key !== '?' && key !== 'q');
    // What is asked has its keys first.
    const free = back.filter(([key]) => !run?.asks?.some((offer) => offer.key.toLowerCase() === key));
    return [['Enter', 'next'], ...own, ...free, ['?', 'help'], ['q', 'home']];
  }
  // What is typed are letters now, no commands.
  if (lessonTypes(state)) return draftKeys(state, pen);
  if (goesOn(state)) return [['Enter', 'next'], ...back, ['?', 'help', 1], ['q', 'home']];
  return [...draftKeys(state, pen), ...otherKeys(state), ...back, ['?', 'help', 3], ['q', 'home']];
}

function draftKeys({ draft }: LessonState, { signs }: Pen): KeyName[] {
  switch (draft.kind) {
    case 'none':
      return [];
    case 'pick':
      return [
        [signs.upDown, 'choose', 0.5],
        ['Enter', 'answer'],
      ];
    case 'tick':
      return [
        [signs.upDown, 'move', 0.5],
        ['Space', 'tick'],
        ['Enter', 'answer'],
      ];
    case 'type':
      if (!draftTypes(draft) && !draft.away) return [['Enter', 'answer']];
      return draft.away
        ? [['Enter', 'type on']]
        : [
            ['Enter', 'answer'],
            ['Esc', 'then other keys'],
          ];
    case 'spread':
      return draft.field
        ? [
            ['Enter', 'set'],
            ['Esc', 'leave as it was'],
          ]
        : [
            [signs.upDown, 'choose', 0.5],
            [signs.leftRight, '5 %'],
            ['0-9', 'type', 2],
            ['Enter', 'answer'],
          ];
  }
}

/** Besides those of the answer. */
function otherKeys(state: LessonState): KeyName[] {
  const { player, failure } = state;
  const step = currentStep(player);
  const keys: KeyName[] = [];
  if (failure !== undefined) keys.push(['r', 'try again']);
  if ('hints' in step && recordOf(player).hints < step.hints.length) keys.push(['h', 'hint', 0.6]);
  if (mayReveal(state)) keys.push(['w', 'show answer', 0.6]);
  keys.push(['s', 'skip', 1]);
  return keys;
}
