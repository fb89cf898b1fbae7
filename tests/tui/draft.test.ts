import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerProblem } from '../../src/course/answer.ts';
import type { StepOf } from '../../src/course/lesson.ts';
import { answerOf, type Draft, draftFor, draftTypes, isUntouched, updateDraft } from '../../src/tui/draft.ts';
import { firstLesson } from './course.ts';

const step = (id: string) => firstLesson.steps.find((known) => known.id === id)!;
const press = (draft: Draft, ...keys: string[]): Draft =>
  keys.reduce((before, key) => updateDraft(before, key) ?? before, draft);

describe('an answer being made', () => {
  it('picks one of several with arrows, letters and digits, and goes round', () => {
    const draft = draftFor(step('one'));
    expect(answerOf(draft)).toBe(0);
    expect(answerOf(press(draft, 'down', 'j'))).toBe(2);
    expect(answerOf(press(draft, 'up'))).toBe(2);
    expect(answerOf(press(draft, '2'))).toBe(1);
    expect(updateDraft(draft, '7')).toBeUndefined();
    expect(updateDraft(draft, 'q')).toBeUndefined();
  });

  it('ticks and unticks', () => {
    const draft = draftFor(step('many'));
    expect(answerOf(draft)).toEqual([]);
    expect(answerOf(press(draft, ' ', 'down', 'down', 'x'))).toEqual([0, 2]);
    expect(answerOf(press(draft, '3', '1', '1'))).toEqual([2]);
  });

  it('types a number and leaves letters to be commands', () => {
    const draft = draftFor(step('count'));
    expect(draftTypes(draft)).toBe(false);
    expect(answerOf(press(draft, '1', '7'))).toBe(17);
    expect(answerOf(press(draft, '0', ',', '3', '4'))).toBe(0.34);
    expect(answerOf(press(draft, '5', '0', ' ', '%'))).toBe(0.5);
    expect(answerOf(press(draft, '1', '.', '.', '2'))).toBe('1..2');
    expect(answerOf(press(draft, '1', '7', 'backspace'))).toBe(1);
    expect(updateDraft(draft, 'h')).toBeUndefined();
    expect(updateDraft(draft, 'escape')).toBeUndefined();
  });

  it('takes a per cent sign as the unit of the question says', () => {
    const { question } = step('count') as StepOf<'quiz'>;
    const inUnit = (unit: string) => draftFor({ ...step('count'), question: { ...question, unit } } as StepOf<'quiz'>);
    expect(answerOf(press(inUnit('%'), '2', '5', '%'))).toBe(25);
    expect(answerOf(press(inUnit('bits'), '2', '5', '%'))).toBe('25%');
  });

  it('takes letters behind a number for what they are, until Escape', () => {
    const typed = press(draftFor(step('count')), '6', ' ', 'b', 'i', 't', 's');
    expect(draftTypes(typed)).toBe(true);
    expect(answerOf(typed)).toBe('6 bits');
    const held = press(draftFor(step('count')), '6', 'escape');
    expect(draftTypes(held)).toBe(false);
    expect(updateDraft(held, 'h')).toBeUndefined();
    expect(updateDraft(held, 'escape')).toBeUndefined();
    expect(answerOf(held)).toBe(6);
    expect(answerOf(press(held, '7'))).toBe(7);
    expect(answerOf(press(held, 'end', '7'))).toBe(67);
    expect(draftTypes(press(held, 'backspace'))).toBe(false);
    expect(draftTypes(draftFor(step('count'), 56))).toBe(false);
  });

  it('types words, and lets go of the letters when asked', () => {
    const draft = draftFor(step('word'));
    expect(draftTypes(draft)).toBe(true);
    const typed = press(draft, 'q', 's', 'paste:hello\nthere');
    expect(answerOf(typed)).toBe('qshello there');
    const away = press(typed, 'escape');
    expect(draftTypes(away)).toBe(false);
    expect(updateDraft(away, 'h')).toBeUndefined();
    expect(draftTypes(press(away, 'enter'))).toBe(true);
    expect(answerOf(press(away, 'tab', 'x'))).toBe('qshello therex');
  });

  it('begins with the answer given before', () => {
    expect(answerOf(draftFor(step('one'), 2))).toBe(2);
    expect(answerOf(draftFor(step('many'), [1]))).toEqual([1]);
    expect(answerOf(draftFor(step('word'), 'old'))).toBe('old');
    expect(answerOf(draftFor(step('hello')))).toBeUndefined();
  });

  describe('a spread', () => {
    const draft = draftFor(step('spread'));
    const shares = (...keys: string[]) => answerOf(press(draft, ...keys));

    it('takes from something else what a word gets', () => {
      expect(isUntouched(draft)).toBe(true);
      expect(shares('right', 'right')).toEqual([10, 0, 0, 90]);
      expect(isUntouched(press(draft, 'right'))).toBe(false);
      expect(shares('right', 'left', 'left')).toEqual([0, 0, 0, 100]);
    });

    it('takes a typed share, not more than there is', () => {
      expect(shares('3', '4', 'enter')).toEqual([34, 0, 0, 66]);
      expect(shares('8', '0', 'down', '5', '0', 'enter')).toEqual([80, 20, 0, 0]);
      expect(shares('3', 'escape')).toEqual([0, 0, 0, 100]);
      expect(shares('3', 'x', '5', 'backspace', 'tab')).toEqual([3, 0, 0, 97]);
    });

    it('says when a typed share is more than was left, until the next key', () => {
      const over = press(draft, '7', '0', 'down', '6', '0', 'enter');
      expect(over).toMatchObject({ shares: [70, 30, 0, 0], notice: expect.stringContaining('Only 30 % was left') });
      expect(press(draft, '7', '0', 'down', '6', '0', 'down')).toMatchObject({ at: 2, notice: expect.any(String) });
      expect(press(over, 'up')).toMatchObject({ notice: undefined });
      expect(press(draft, '7', '0', 'down', '3', '0', 'enter')).not.toMatchObject({ notice: expect.any(String) });
      expect(press(draft, '1', '.', '.', 'enter')).toMatchObject({ notice: expect.stringContaining('no share') });
    });

    it('always adds up to 100, whatever is pressed', () => {
      const { guess } = step('spread') as StepOf<'predict'>;
      const keys = fc.array(
        fc.constantFrom('up', 'down', 'left', 'right', '1', '9', '.', 'enter', 'escape', 'x', '+', '-'),
      );
      fc.assert(
        fc.property(keys, (pressed) => {
          expect(answerProblem(guess, answerOf(press(draft, ...pressed))!)).toBeUndefined();
        }),
      );
    });
  });
});
