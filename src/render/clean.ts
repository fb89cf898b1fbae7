/** Takes out of foreign text (files, prompts, lessons, model output) what could command a terminal or hide from the reader.
 *  Newline and tab stay, CR LF becomes a newline. Imports nothing: the start of `genai sample` loads it. */

// Anything to do at all? Mostly not, so this is asked first.
const suspect =
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\p{Cs}]/u;

// In this order: strings with a payload (OSC, DCS, SOS, PM, APC) up to their end or, lacking one, the end of the line;
// CSI sequences; other escapes; controls, invisible and bidirectional marks; a joiner that joins no emoji; half a pair.
const unwanted = new RegExp(
  [
    '(?:\\x1b[\\]PX^_]|[\\x90\\x98\\x9d-\\x9f])(?:[^\\x07\\x1b\\x80-\\x9f]*(?:\\x07|\\x1b\\\\|\\x9c)|[^\\n\\x07\\x1b\\x80-\\x9f]*)',
    '(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]?',
    '\\x1b[ -/]*[0-~]?',
    '\\r\\n',
    '[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\xad\\u061c\\u180e\\u200b\\u200c\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}]',
    '(?<![\\p{Extended_Pictographic}\\ufe0f\\u{1f3fb}-\\u{1f3ff}])\\u200d|\\u200d(?!\\p{Extended_Pictographic})',
    '\\p{Cs}',
  ].join('|'),
  'gu',
);

/** `clean('a\x1b[31mb\r\n')` → `'ab\n'` */
export function clean(text: string): string {
  if (!suspect.test(text)) return text;
  return text.replace(unwanted, (found) => {
    if (found === '\r\n') return '\n';
    return found.length === 1 && found >= '\ud800' && found <= '\udfff' ? '\ufffd' : '';
  });
}
