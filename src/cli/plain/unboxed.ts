/** A picture in the order in which it is read aloud: no boxes, nothing beside each other. */
import { type Frame, text } from '../../render/frame.ts';

/** `panel('prompt', text('My dog'))` → "prompt:" above "My dog" */
export function unboxed(frame: Frame): Frame {
  switch (frame.kind) {
    case 'panel':
      return { kind: 'rows', frames: [text(`${frame.title}:`, 'muted'), unboxed(frame.body)] };
    case 'rows':
      return { ...frame, frames: frame.frames.map(unboxed), gap: frame.frames.some(isPanel) ? 1 : frame.gap };
    case 'columns':
      return { kind: 'rows', frames: frame.frames.map(unboxed), gap: 1 };
    default:
      return frame;
  }
}

const isPanel = ({ kind }: Frame): boolean => kind === 'panel' || kind === 'columns';
