/** Markdown as it stands on a terminal: drawn without colours, so that the words and their places can be compared. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownFrame } from '../../src/course/markdown.ts';
import type { Frame, Span } from '../../src/render/frame.ts';
import { render } from '../../src/render/render.ts';

const drawn = (markdown: string, width = 60): string =>
  render(markdownFrame(markdown), { width, height: Infinity, colour: 0, unicode: true })
    .map((line) => line.trimEnd())
    .join('\n');

const pieces = (frame: Frame): (string | Span)[] => {
  if (frame.kind === 'rows') return frame.frames.flatMap(pieces);
  if (frame.kind !== 'text') throw new Error(`unexpected ${frame.kind}`);
  return typeof frame.text === 'string' ? [frame.text] : [...frame.text];
};
const spansOf = (markdown: string): Span[] =>
  pieces(markdownFrame(markdown)).filter((piece) => typeof piece === 'object');

describe('blocks', () => {
  it.each([
    ['paragraphs, an empty line between them', 'one\nline\n\n\ntwo', 'one line\n\ntwo'],
    ['a break that is meant', 'one  \ntwo', 'one\ntwo'],
    ['a list', '- one\n- two\n', '- one\n- two'],
    ['a numbered list, from its number', '3. three\n4. four', '3. three\n4. four'],
    ['a list in a list', '- one\n  - inner\n  - more\n- two', '- one\n  - inner\n  - more\n- two'],
    ['two paragraphs in an entry', '- one\n\n  more\n- two', '- one\n  more\n- two'],
    ['a heading', '# Title\n\ntext', 'Title\n\ntext'],
    ['a quote', '> said\n', '| said'],
    ['a line', 'a\n\n---\n\nb', 'a\n\n---\n\nb'],
    ['code, as it is', '```\nif (a)\n  b();\n```', '  if (a)\n    b();'],
    ['code in a list, moved as a whole', '- run\n\n  ```\n  one\n  two\n  ```', '- run\n    one\n    two'],
    ['code that begins a list entry', '- ```\n  one\n  two\n  ```', '-   one\n    two'],
    ['a break that is meant, in a list', '- one  \n  two', '- one\n  two'],
    ['HTML as the text it is', 'a <b>bold</b> word', 'a <b>bold</b> word'],
    ['a block of HTML too', '<div>\nx\n</div>', '<div>\nx\n</div>'],
    ['nothing', '', ''],
  ])('%s', (_, markdown, text) => {
    expect(drawn(markdown)).toBe(text);
  });

  it('wrap at the width', () => {
    expect(drawn('aaa bbb ccc', 7)).toBe('aaa bbb\nccc');
  });
});

describe('inside a line', () => {
  it('strong and emphasis are bold, code stands out, links show where they lead', () => {
    expect(spansOf('a **b** *c* `d`')).toEqual([
      { text: 'a ' },
      { text: 'b', bold: true },
      { text: ' ' },
      { text: 'c', bold: true },
      { text: ' ' },
      { text: 'd', tone: 'accent' },
    ]);
    expect(drawn('see [this](https://a.b/c) or <https://a.b>')).toBe('see this (https://a.b/c) or https://a.b');
  });

  it('what is escaped, and what is nothing special, is text', () => {
    expect(drawn('2 \\* 3 < 4 & 5 &amp; a_b_c ~~x~~')).toBe('2 * 3 < 4 & 5 &amp; a_b_c ~~x~~');
    expect(drawn('`a < b && **c**`')).toBe('a < b && **c**');
  });

  it('nothing commands the terminal', () => {
    expect(drawn('a \x1b[31mred\x1b[0m `\x07`')).not.toMatch(/[\x00-\x08\x0b-\x1f]/);
  });
});

it('loses no word, whatever it is made of', () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/);
  const block = fc.oneof(
    fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' ')),
    fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.map((one) => `- ${one}`).join('\n')),
    word.map((one) => `> **${one}**`),
    word.map((one) => `\`\`\`\n${one}\n\`\`\``),
    fc.tuple(word, word).map(([one, other]) => `1. ${one}\n   - \`${other}\``),
  );
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 5 }), (blocks) => {
      const words = (text: string) => text.match(/[a-z]+/g) ?? [];
      const markdown = blocks.join('\n\n<!-- -->\n\n');
      expect(words(drawn(markdown, 200))).toEqual(words(markdown));
    }),
    { seed: 11 },
  );
});
