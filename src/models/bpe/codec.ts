/** Byte-pair encoding, applied: text to numbers of tokens and back, without loss, whatever the bytes are.
 *  Left out: dropout of merges. Read first: ./train.ts
 *  Sources: Sennrich et al. 2016; Radford et al. 2019, section 2.2. */
import { Heap } from './heap.ts';
import { pieces, type SplitName, toBytes, toText } from './split.ts';
import { byteTokens } from './train.ts';

/** Tokens there can be at most: two of them fit into one exact number. */
export const mostTokens = 1 << 20;

/** Pieces whose tokens are remembered; with more, memory begins anew. */
const remembered = 1 << 16;
/** A longer piece is met too seldom to be worth remembering. */
const longestRemembered = 64;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export class BytePairs {
  /** The number of the token that two tokens make. */
  private readonly joined = new Map<number, number>();
  private readonly spelled: Uint8Array[];
  private readonly known = new Map<string, readonly number[]>();

  /** @param merges the tokens that become number 256, 257 and so on
   *  @param special tokens without bytes, numbered after all others: no text is ever encoded to one of them
   *  @throws RangeError when a merge names a token that is not there yet */
  constructor(
    readonly split: SplitName,
    readonly merges: readonly (readonly [left: number, right: number])[],
    readonly special: readonly string[] = [],
  ) {
    this.spelled = Array.from({ length: byteTokens }, (_, byte) => Uint8Array.of(byte));
    for (const [left, right] of merges) {
      const token = this.spelled.length;
      if (!(left >= 0 && left < token && right >= 0 && right < token)) {
        throw new RangeError(`token ${token} is made of ${left} and ${right}, which are not there yet`);
      }
      // Two merges of one pair: the first one wins, as it does when a text is encoded.
      const key = keyOf(left, right);
      if (!this.joined.has(key)) this.joined.set(key, token);
      this.spelled.push(both(this.spelled[left], this.spelled[right]));
    }
  }

  /** All tokens: bytes, merges and special ones. */
  get size(): number {
    return this.spelled.length + this.special.length;
  }

  /** The number of a special token, which only a program can write.
   *  @throws RangeError when there is none of that name */
  specialToken(name: string): number {
    const index = this.special.indexOf(name);
    if (index < 0) throw new RangeError(`there is no special token ${name}`);
    return this.spelled.length + index;
  }

  /** The bytes of a token; none for a special one. */
  bytes(token: number): Uint8Array {
    return this.spelled[token] ?? new Uint8Array(0);
  }

  encode(text: string | Uint8Array): Int32Array {
    const whole = typeof text === 'string' ? toText(encoder.encode(text)) : toText(text);
    const ids: number[] = [];
    for (const piece of pieces(whole, this.split)) for (const id of this.encodePiece(piece)) ids.push(id);
    return Int32Array.from(ids);
  }

  private encodePiece(piece: string): readonly number[] {
    if (piece.length > longestRemembered) return this.join(toBytes(piece));
    const known = this.known.get(piece);
    if (known) return known;
    const ids = this.join(toBytes(piece));
    if (this.known.size >= remembered) this.known.clear();
    this.known.set(piece, ids);
    return ids;
  }

  // #region encode-bytes
  /** Joins neighbours in the order in which the merges were learnt, each from left to right. */
  private join(bytes: Uint8Array): readonly number[] {
    const tokens = Int32Array.from(bytes);
    const next = Int32Array.from(tokens, (_, i) => (i + 1 < tokens.length ? i + 1 : -1));
    const previous = Int32Array.from(tokens, (_, i) => i - 1);
    // The earliest merge first, of two places the left one: both in one number.
    const waiting = new Heap((a, b) => a < b);
    const consider = (place: number): void => {
      if (place < 0 || next[place] < 0) return;
      const token = this.joined.get(keyOf(tokens[place], tokens[next[place]]));
      if (token !== undefined) waiting.push(token * places + place);
    };
    for (let place = 0; place < tokens.length; place++) consider(place);
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
      const token = Math.floor(item / places);
      const place = item % places;
      const other = next[place];
      // Meanwhile something else may have been joined here.
      if (other < 0 || tokens[place] < 0) continue;
      if (this.joined.get(keyOf(tokens[place], tokens[other])) !== token) continue;
      tokens[place] = token;
      tokens[other] = -1;
      next[place] = next[other];
      if (next[other] >= 0) previous[next[other]] = place;
      consider(previous[place]);
      consider(place);
    }
    return Array.from(tokens.filter((token) => token >= 0));
  }
  // #endregion

  /** The bytes of all tokens behind each other; special ones have none.
   *  @throws RangeError for a number that is no token */
  decode(ids: ArrayLike<number>): Uint8Array {
    const parts = Array.from(ids, (id) => {
      if (!(Number.isInteger(id) && id >= 0 && id < this.size)) {
        throw new RangeError(`${id} is no token: there are ${this.size}`);
      }
      return this.bytes(id);
    });
    const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }

  /** As text; bytes that are none become �. */
  decodeText(ids: ArrayLike<number>): string {
    return decoder.decode(this.decode(ids));
  }
}

/** More than a piece can have. */
const places = 1 << 30;

const keyOf = (left: number, right: number): number => left * mostTokens + right;

/** One behind the other. */
export function both(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}
