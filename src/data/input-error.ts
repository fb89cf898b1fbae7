/** Something the person gave us cannot be used: a flag, a file, a lesson. Faces print it as one line and exit with 2. */
export class InputError extends Error {
  override readonly name = 'InputError';

  /**
   * @param what  what is wrong, without a full stop
   * @param where the flag, file, line or field, when there is one
   * @param remedy what to do about it, a whole sentence
   */
  constructor(
    readonly what: string,
    readonly where?: string,
    readonly remedy?: string,
  ) {
    super(sentenceOf(what, where, remedy));
  }
}

/** `sentenceOf('9 is not possible here', '--order', 'Give 1.')` → `'9 is not possible here (--order). Give 1.'` */
export const sentenceOf = (what: string, where?: string, remedy?: string): string =>
  what + (where ? ` (${where})` : '') + '.' + (remedy ? ` ${remedy}` : '');
