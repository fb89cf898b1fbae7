import { describe, expect, it } from 'vitest';
import { chosenField, type Field, fieldOf, typeKey } from '../../src/tui/field.ts';

const type = (field: Field, ...keys: string[]): Field =>
  keys.reduce((before, key) => typeKey(before, key) ?? before, field);

describe('a field', () => {
  it('takes letters where the cursor stands', () => {
    expect(type(fieldOf('ct'), 'left', 'a')).toEqual({ text: 'cat', at: 2 });
    expect(type(fieldOf('at'), 'home', 'c', 'end', 's')).toEqual({ text: 'cats', at: 4 });
    expect(type(fieldOf('b'), 'ctrl-a', 'paste:a\r\n')).toEqual({ text: 'a b', at: 2 });
  });

  it('moves and deletes by what a person sees as one character', () => {
    expect(type(fieldOf('a👨‍👩‍👧b'), 'left', 'backspace')).toEqual({ text: 'ab', at: 1 });
    expect(type(fieldOf('e\u0301x'), 'home', 'right', 'delete').text).toBe('e\u0301');
    expect(type(fieldOf(''), 'backspace', 'left', 'right', 'delete')).toEqual(fieldOf(''));
  });

  it('knows the keys of a shell line', () => {
    const line = fieldOf('one two three');
    expect(type(line, 'ctrl-w').text).toBe('one two ');
    expect(type(line, 'ctrl-u').text).toBe('');
    expect(type(line, 'ctrl-a', 'ctrl-f', 'ctrl-k').text).toBe('o');
    expect(type(line, 'ctrl-b', 'ctrl-d').text).toBe('one two thre');
    expect(type(line, 'ctrl-h').text).toBe('one two thre');
  });

  it('is written over when all of it is chosen, and edited by any other key', () => {
    expect(type(chosenField('56'), '6')).toEqual({ text: '6', at: 1 });
    expect(type(chosenField('56'), '6', '7').text).toBe('67');
    expect(type(chosenField('56'), 'paste:0.25').text).toBe('0.25');
    expect(type(chosenField('56'), 'backspace', '7').text).toBe('57');
    expect(type(chosenField('56'), 'left', '7').text).toBe('576');
    expect(type(chosenField('56'), 'end', '7').text).toBe('567');
  });

  it('leaves other keys to others', () => {
    expect(typeKey(line(), 'enter')).toBeUndefined();
    expect(typeKey(line(), 'up')).toBeUndefined();
    expect(typeKey(line(), 'ctrl-c')).toBeUndefined();
  });
});

const line = (): Field => fieldOf('x');
