/** Tokens are bytes; here they become something that can be seen and that hides nothing. */
import { tokenText } from '../../models/tokenizer/shown.ts';
import { withSigns } from '../sample/describe.ts';

/** Spaces as ␣; what has no shape of its own, and bytes that are only part of a character, by their numbers.
 *
 *  visible(bytes of " a\n") → "␣a⏎"; visible([0xf0, 0x9f]) → "\xf0\x9f" */
export const visible = (bytes: Uint8Array): string => withSigns(tokenText(bytes));
