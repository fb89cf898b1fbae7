/** What stands on the screen while something is opened, and when that did not work. */
import { type Page, titleRows } from '../draw/page.ts';
import type { Pen } from '../draw/pen.ts';

export function loadingPage(what: string, pen: Pen): Page {
  return {
    head: titleRows(pen, 'genai-tutor', ''),
    body: ['', pen.cut(`Opening ${what}`, pen.width, 'muted')],
    keys: [['q', 'back']],
  };
}

export function problemPage(message: string, pen: Pen): Page {
  return {
    head: titleRows(pen, 'genai-tutor', ''),
    body: ['', ...pen.narrower(Math.min(76, pen.width)).text(message, 'bad')],
    keys: [['Enter', 'back']],
  };
}
