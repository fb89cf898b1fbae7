/** The corpus `toyland` (being written). */
export function makeToyland(_seed = 1): string {
  return 'Once upon a time there was a little town.\n';
}
