/** A text as its reader sees it, whatever signs it is written with: who wants past a filter writes sm4sh, s m a s h, or puts signs
 *  between the letters that nobody sees. What is undone here can also be undone wrongly, so only the filter reads it so.
 *  Left out: most of the look-alikes of the world (unicode.org/reports/tr39 lists thousands), other languages, misspelling.
 *  Read next: ./features.ts */

/** Signs that are no letters of ours, each with the one that it looks like. */
const pairs =
  'аa вb еe ёe кk мm нh оo рp сc тt уy хx іi јj ѕs һh ԁd ԛq ԝw АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ІI ЈJ ЅS ' +
  'αa βb εe ηn ιi κk νv οo ρp τt υu χx ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX ıi ɑa ɡg ǃ! –- —- −- ‐- ‑-';
const alike = new Map(pairs.split(' ').map(([sign, letter]) => [sign, letter]));
const anyAlike = new RegExp(`[${[...alike.keys()].join('')}]`, 'gu');

/** Nobody sees these: zero-width signs, soft hyphens, what turns the direction of writing; and marks upon letters. */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{M}]/gu;

/** Three single letters or digits and more, always with the same sign between two of them. */
const spacedOut = /(?<![\p{L}\p{N}])[\p{L}\p{N}]([ ._*-])[\p{L}\p{N}](?:\1[\p{L}\p{N}])+(?![\p{L}\p{N}])/gu;

// #region plain
/** The text in plain signs, in the case in which it is written.
 *
 *  unmasked('s m a s h the ki\u200bng') → 'smash the king' */
export function unmasked(text: string): string {
  return text
    .normalize('NFKD')
    .replace(unseen, '')
    .replace(anyAlike, (sign) => alike.get(sign)!)
    .replace(spacedOut, (run, between) => run.replaceAll(between, ''));
}

/** Signs that stand for letters. */
const letters: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  $: 's',
  '@': 'a',
  '!': 'i',
};

/** Between letters; an @ before the name of a host is one. */
const standsForLetter = /[013457]|[$!](?=\p{L})|@(?=\p{L})(?![\p{L}\p{N}-]+\.\p{L})/gu;

/** In lower case, with digits within words as the letters that they stand for, and of a letter that stands three times in a row or more one alone.
 *
 *  plain('Sm4sh 12 LAMMMPS!') → 'smash 12 lamps!' */
export const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\p{L}\p{N}$@!.-]+/gu, (run) =>
      /\p{L}/u.test(run) ? run.replace(standsForLetter, (sign) => letters[sign]) : run,
    )
    .replace(/(\p{L})\1{2,}/gu, '$1');
// #endregion

/** Both, for whoever looks at words alone. */
export const inPlainSigns = (text: string): string => plain(unmasked(text));
