import { expect, test } from 'vitest';
import { InputError } from '../../src/data/input-error.ts';
import { kindOf } from '../../src/export/kind.ts';

test.each([
  ['a.png', 'png'],
  ['A.B.SVG', 'svg'],
  ['./some.folder/x.gif', 'gif'],
  ['C:\\pictures\\x.Txt', 'txt'],
])('%s is a %s', (name, kind) => {
  expect(kindOf(name)).toBe(kind);
});

test.each(['', 'picture', 'a.jpg', 'png', '.png', 'folder.png/x', 'folder.png/', 'a.png '])('%j is refused', (name) => {
  expect(() => kindOf(name)).toThrow(InputError);
});

test('the message names what would do', () => {
  expect(() => kindOf('cat.jpg')).toThrow(
    '.jpg is no kind of picture that can be saved (--out). Name a file that ends in .png, .svg, .gif, .txt or .html.',
  );
  expect(() => kindOf('cat', ['png', 'gif'])).toThrow(
    'cat has no ending (--out). Name a file that ends in .png or .gif.',
  );
  expect(() => kindOf('cat.svg', ['gif'], '--film')).toThrow('(--film). Name a file that ends in .gif.');
});
