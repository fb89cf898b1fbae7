/** Something the person gave us cannot be used: a flag, a file, a lesson. Faces print it as one line and exit with 2. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly what: string;
  readonly where?: string;
  readonly remedy?: string;

  /**
   * @param what  what is wrong, without a full stop; of this and the others the words of one line are kept
   * @param where the flag, file, line or field, when there is one
   * @param remedy what to do about it, a whole sentence
   */
  constructor(what: string, where?: string, remedy?: string) {
    const line = (text: string): string => text.replace(/\s*[\r\n]+\s*/g, ' ');
    const parts = [line(what), where && line(where), remedy && line(remedy)] as const;
    super(sentenceOf(...parts));
    [this.what, this.where, this.remedy] = parts;
  }
}

/** Characters of a value that an error repeats. */
const most = 60;

/** A value as an error shows it: whoever gave a whole text does not want to read it again. */
export function quoted(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value) ?? 'nothing';
  const characters = [...value];
  return JSON.stringify(characters.length > most ? `${characters.slice(0, most).join('')}…` : value);
}

/** `sentenceOf('9 is not possible here', '--order', 'Give 1.')` → `'9 is not possible here (--order). Give 1.'` */
export const sentenceOf = (what: string, where?: string, remedy?: string): string =>
  what + (where ? ` (${where})` : '') + '.' + (remedy ? ` ${remedy}` : '');
