/** Text on its way to a terminal or a pipe: cleaned, drawn, wrapped, cut, as JSON, and as Markdown. */
import fc from 'fast-check';
import stringWidth from 'string-width';
import { Output } from '../../../src/cli/output.ts';
import { markdownFrame } from '../../../src/course/markdown.ts';
import { suggest } from '../../../src/data/near-miss.ts';
import { cut, splitAt, widthOf } from '../../../src/render/cells.ts';
import { clean } from '../../../src/render/clean.ts';
import type { Frame, Surface } from '../../../src/render/frame.ts';
import { render } from '../../../src/render/render.ts';
import { Screen } from '../../cli/streams.ts';
import { frames } from '../../render/frames.ts';
import { hostileText } from '../hostile.ts';
import { codeIn, expectNoCode } from '../screen.ts';
import { type Target, target } from '../target.ts';

export const surfaces: fc.Arbitrary<Surface> = fc.record({
  width: fc.oneof(fc.constantFrom(1, 2, 3, 40, 80), fc.integer({ min: 1, max: 200 })),
  height: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.integer({ min: 1, max: 50 })),
  colour: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const),
  unicode: fc.boolean(),
});

/** What holds for a frame on any surface. */
export function expectFits(frame: Frame, surface: Surface): void {
  const lines = render(frame, surface);
  if (lines.length > surface.height) throw new Error(`${lines.length} lines in ${surface.height}`);
  for (const line of lines) {
    const bare = line.replace(/\x1b\[[\d;]+m/g, '');
    if (/[\n\t]/.test(bare)) throw new Error(`a line holds a newline or a tab: ${JSON.stringify(bare)}`);
    expectNoCode(bare, 'a line');
    if (stringWidth(bare) > surface.width) throw new Error(`${JSON.stringify(bare)} is wider than ${surface.width}`);
    if (surface.colour === 0 && line !== bare) throw new Error('colours where there are none');
    // What a line switches on, it switches off.
    if (line !== bare && !/\x1b\[0m[^\x1b]*$/.test(line)) throw new Error(`a colour stays on: ${JSON.stringify(line)}`);
    if (!surface.unicode && !/^[\x20-\x7e]*$/.test(bare)) throw new Error(`no ASCII: ${JSON.stringify(bare)}`);
  }
}

const names = ['sample', 'gan', 'diffuse', 'learn', 'backprop', 'classify-vs-generate'];

export const targets: readonly Target[] = [
  target({
    name: 'clean',
    cases: 3000,
    input: hostileText(20_000),
    check(text) {
      const tidy = clean(text);
      expectNoCode(tidy, 'clean');
      if (clean(tidy) !== tidy) throw new Error('cleaning twice cleans more');
      // Nothing that is harmless by itself is lost.
      const kept = [...text.matchAll(/[a-z猫😀]/giu)].length;
      if (!/[\x1b\x80-\x9f]/.test(text) && [...tidy.matchAll(/[a-z猫😀]/giu)].length !== kept) {
        throw new Error(`letters are lost: ${JSON.stringify(tidy)}`);
      }
    },
  }),
  target({
    name: 'cells',
    cases: 1500,
    input: fc.record({ text: hostileText().map(clean), width: fc.integer({ min: 0, max: 60 }) }),
    check({ text, width }) {
      const [head, tail] = splitAt(text, width);
      if (head + tail !== text) throw new Error('a split loses text');
      if (widthOf(head) > width) throw new Error('a head is too wide');
      for (const ellipsis of ['…', '...']) {
        const short = cut(text, width, ellipsis);
        if (widthOf(short) > width) throw new Error(`cut to ${width}: ${JSON.stringify(short)}`);
      }
    },
  }),
  target({
    name: 'frames',
    cases: 400,
    input: fc.record({ frame: frames, surface: surfaces }),
    check: ({ frame, surface }) => expectFits(frame, surface),
  }),
  target({
    name: 'paragraphs',
    cases: 1500,
    input: fc.record({ text: hostileText(), surface: surfaces, wrap: fc.boolean(), rich: fc.boolean() }),
    check({ text, surface, wrap, rich }) {
      const content = rich ? [text, { text, bold: true }, { text: '!', tone: 'warn' as const }] : text;
      expectFits({ kind: 'text', text: content, wrap }, surface);
      expectFits({ kind: 'panel', title: text, body: { kind: 'tokens', tokens: [{ text, note: text }] } }, surface);
    },
  }),
  target({
    name: 'markdown',
    cases: 800,
    // As long as a lesson's text may be.
    input: fc.record({ text: hostileText(1000).map((text) => text.slice(0, 1000)), surface: surfaces }),
    check: ({ text, surface }) => expectFits(markdownFrame(text), surface),
  }),
  target({
    name: 'json',
    cases: 1000,
    input: fc.record({ text: hostileText(), key: hostileText(50) }),
    async check({ text, key }) {
      const screen = new Screen();
      const value = [{ [key]: text }, text, { ['__proto__']: 1 }];
      await new Output(screen as unknown as NodeJS.WriteStream).json(value);
      if (codeIn(screen.text.slice(0, -1)) !== undefined || /[\t\n]/.test(screen.text.slice(0, -1))) {
        throw new Error(`JSON lets a code through: ${JSON.stringify(codeIn(screen.text))}`);
      }
      if (JSON.stringify(JSON.parse(screen.text)) !== JSON.stringify(value)) throw new Error('JSON changes a value');
    },
  }),
  target({
    name: 'near-miss',
    cases: 400,
    input: hostileText(5000),
    check(word) {
      const said = suggest(word, names);
      if (!names.some((name) => said.includes(name))) throw new Error(said);
    },
  }),
];
