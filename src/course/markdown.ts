/** Markdown of a lesson as a Frame. Only what a lesson needs: anything else, HTML too, is shown as the text it is. */
import { lexer, type Token, type Tokens } from 'marked';
import { clean } from '../render/clean.ts';
import type { Frame, Span } from '../render/frame.ts';

/** Paragraphs, lists, quotes and code below each other, an empty line between them. */
export function markdownFrame(markdown: string): Frame {
  return { kind: 'rows', frames: blocks(lexer(clean(markdown))), gap: 1 };
}

function blocks(tokens: readonly Token[]): Frame[] {
  return tokens.flatMap((token): Frame[] => {
    switch (token.type) {
      case 'space':
      case 'def':
        return [];
      case 'heading':
        return [{ kind: 'text', text: spans(token.tokens ?? [], { bold: true }) }];
      case 'list':
        return [list(token as Tokens.List)];
      case 'code':
        return [{ kind: 'text', text: indented((token as Tokens.Code).text, '  '), tone: 'accent', wrap: false }];
      case 'blockquote':
        return blocks(token.tokens ?? []).map((body) => indentFrame(body, [{ text: '| ', tone: 'muted' }]));
      case 'hr':
        return [{ kind: 'text', text: '---', tone: 'muted' }];
      case 'paragraph':
      case 'text':
        return [{ kind: 'text', text: spans(token.tokens ?? [token], {}) }];
      default:
        return [{ kind: 'text', text: token.raw.trimEnd() }];
    }
  });
}

function list({ items, ordered, start }: Tokens.List): Frame {
  const frames = items.map((item, index): Frame => {
    const mark = ordered ? `${Number(start || 1) + index}. ` : '- ';
    const [first, ...rest] = blocks(item.tokens);
    const head = first ? indentFrame(first, [mark]) : { kind: 'text' as const, text: mark };
    return { kind: 'rows', frames: [head, ...rest.map((frame) => indentFrame(frame, [' '.repeat(mark.length)]))] };
  });
  return { kind: 'rows', frames };
}

/** Puts a mark before the text of a frame; its further lines, and frames below it, are moved by as much. */
function indentFrame(frame: Frame, mark: readonly (string | Span)[]): Frame {
  const width = mark.map((part) => (typeof part === 'string' ? part : part.text)).join('').length;
  if (frame.kind === 'text') {
    const text = typeof frame.text === 'string' ? [frame.text] : frame.text;
    const moved = (line: string): string => line.replaceAll('\n', `\n${' '.repeat(width)}`);
    const parts = text.map((part) => (typeof part === 'string' ? moved(part) : { ...part, text: moved(part.text) }));
    return { ...frame, text: [...mark, ...parts] };
  }
  if (frame.kind !== 'rows') return frame;
  const [first, ...rest] = frame.frames;
  const blank = [' '.repeat(width)];
  return { ...frame, frames: [indentFrame(first, mark), ...rest.map((inner) => indentFrame(inner, blank))] };
}

const indented = (text: string, by: string): string =>
  text
    .split('\n')
    .map((line) => by + line)
    .join('\n');

type Style = Pick<Span, 'bold' | 'tone'>;

function spans(tokens: readonly Token[], style: Style): Span[] {
  return tokens.flatMap((token): Span[] => {
    switch (token.type) {
      case 'strong':
      case 'em':
        return spans(token.tokens ?? [], { ...style, bold: true });
      case 'codespan':
        return [{ ...style, text: (token as Tokens.Codespan).text, tone: 'accent' }];
      case 'br':
        return [{ text: '\n' }];
      case 'escape':
        return [{ ...style, text: (token as Tokens.Escape).text }];
      case 'link': {
        const { href, tokens: inside, text } = token as Tokens.Link;
        const shown = spans(inside, style);
        return href === text ? shown : [...shown, { ...style, text: ` (${href})` }];
      }
      case 'text':
        if (token.tokens) return spans(token.tokens, style);
        return [{ ...style, text: unwrapped(token.raw) }];
      default:
        return [{ ...style, text: token.raw }];
    }
  });
}

/** A single line break in Markdown is a space. */
const unwrapped = (text: string): string => text.replace(/ *\n */g, ' ');
