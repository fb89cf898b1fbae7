/** Takes out of foreign text (files, prompts, lessons, model output) what could command a terminal or hide from the reader.
 *  Newline and tab stay, CR LF becomes a newline. Imports nothing: the start of `genai sample` loads it. */

// What is ASCII and no control needs nothing else, and mostly that is all there is: so this is asked first.
const harmless = /^[\t\n\x20-\x7e]*$/;

// The classes of Unicode take a millisecond to put together: not before there is something for them.
function once(make: () => RegExp): () => RegExp {
  let made: RegExp | undefined;
  return () => (made ??= make());
}

// In this order: strings with a payload (OSC, DCS, SOS, PM, APC) up to their end or, lacking one, the end of the line;
// CSI sequences; other escapes; controls, invisible and bidirectional marks; half a pair. Joiners and variation selectors are
// invisible too, but may be part of a sign: they are looked at when all else has gone.
const unwanted = once(
  () =>
    new RegExp(
      [
        '(?:\\x1b[\\]PX^_]|[\\x90\\x98\\x9d-\\x9f])(?:[^\\x07\\x1b\\x80-\\x9f]*(?:\\x07|\\x1b\\\\|\\x9c)|[^\\n\\x07\\x1b\\x80-\\x9f]*)',
        '(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]?',
        '\\x1b[ -/]*[0-~]?',
        '\\r\\n',
        '[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufff9-\\ufffb]',
        '(?![\\u200d\\p{Variation_Selector}])\\p{Default_Ignorable_Code_Point}',
        '\\p{Cs}',
      ].join('|'),
      'gu',
    ),
);

// A selector that has no sign before it to choose a form of; a joiner that joins no emoji; more marks on a letter than any
// script piles up, which would run into the lines above.
const attached = once(() => /[\u200d\p{Variation_Selector}]|[\p{Mn}\p{Me}]{9}/u);
const loose = once(
  () =>
    new RegExp(
      [
        '(?<!(?!\\u200d|\\p{Variation_Selector})\\S)\\p{Variation_Selector}+|(?<=\\p{Variation_Selector})\\p{Variation_Selector}+',
        '(?<!\\p{Extended_Pictographic}\\ufe0f?|[\\u{1f3fb}-\\u{1f3ff}])\\u200d|\\u200d(?!\\p{Extended_Pictographic})',
        '(?<=[\\p{Mn}\\p{Me}]{8})[\\p{Mn}\\p{Me}]+',
      ].join('|'),
      'gu',
    ),
);

/** `clean('a\x1b[31mb\r\n')` → `'ab\n'` */
export function clean(text: string): string {
  if (harmless.test(text)) return text;
  const tidy = text.replace(unwanted(), (found) => {
    if (found === '\r\n') return '\n';
    return found.length === 1 && found >= '\ud800' && found <= '\udfff' ? '\ufffd' : '';
  });
  return attached().test(tidy) ? tidy.replace(loose(), '') : tidy;
}
