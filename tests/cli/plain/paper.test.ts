import { describe, expect, it } from 'vitest';
import { Output } from '../../../src/cli/output.ts';
import { Paper } from '../../../src/cli/plain/paper.ts';
import { unboxed } from '../../../src/cli/plain/unboxed.ts';
import { columns, type Frame, panel, rows, text } from '../../../src/render/frame.ts';
import { fakeIo } from '../streams.ts';

function open(terminal?: object, env = {}) {
  const { io, stdout } = fakeIo(env, terminal);
  return { paper: new Paper(io, new Output(io.stdout)), stdout };
}

describe('paper', () => {
  it('is as wide as the terminal, 80 at most, and never ends', () => {
    expect(open({ columns: 50 }).paper.surface).toMatchObject({ width: 50, height: Infinity });
    expect(open({ columns: 200 }).paper.surface.width).toBe(80);
    expect(open().paper.surface).toMatchObject({ width: 80, colour: 0 });
  });

  it('leaves one empty line after each frame, whatever the frame ends with', async () => {
    const { paper, stdout } = open();
    await paper.text('one\n\n');
    await paper.frame(rows(text('two'), text('')));
    expect(stdout.text).toBe('one\n\ntwo\n\n');
  });

  it('underlines headings, so that they stand out without colours', async () => {
    const { paper, stdout } = open();
    await paper.heading('A title', '=');
    await paper.heading('Step 1');
    expect(stdout.text).toBe('A title\n=======\n\nStep 1\n------\n\n');
  });

  it('underlines no further than the paper is wide', async () => {
    const { paper, stdout } = open({ columns: 10 }, { NO_COLOR: '1' });
    await paper.heading('A title that is long');
    expect(stdout.text.split('\n')).toEqual(['A title', 'that is', 'long', '----------', '', '']);
  });

  it('has no escape code in it where there are no colours', async () => {
    const { paper, stdout } = open();
    await paper.text('wrong', 'bad');
    expect(stdout.text).toBe('✗ wrong\n\n');
    const coloured = open({}, { TERM: 'xterm' });
    await coloured.paper.text('wrong', 'bad');
    expect(coloured.stdout.text).toContain('\x1b[');
  });

  it('knows when nobody reads any more', async () => {
    const { paper, stdout } = open();
    expect(paper.closed).toBe(false);
    stdout.destroy();
    await paper.text('to nobody');
    expect(paper.closed).toBe(true);
  });
});

describe('a picture in the order in which it is read', () => {
  it('has titles instead of boxes, and nothing beside each other', () => {
    const boxes = columns(panel('prompt', text('My dog')), panel('model', columns(text('a'), text('b'))));
    expect(unboxed(boxes)).toEqual({
      kind: 'rows',
      gap: 1,
      frames: [
        rows(text('prompt:', 'muted'), text('My dog')),
        rows(text('model:', 'muted'), { kind: 'rows', gap: 1, frames: [text('a'), text('b')] }),
      ],
    });
  });

  it('has air between boxes only', () => {
    expect(unboxed(rows(text('a'), text('b')))).toEqual(rows(text('a'), text('b')));
    expect(unboxed(rows(text('a'), panel('p', text('b'))))).toMatchObject({ gap: 1 });
  });

  it('leaves all else as it is', () => {
    const bars: Frame = { kind: 'bars', bars: [{ label: 'mat', value: 1 }] };
    expect(unboxed(bars)).toBe(bars);
  });
});
