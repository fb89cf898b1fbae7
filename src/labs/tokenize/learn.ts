/** A vocabulary from a text, a text in tokens: what the lab and `genai tokenize` stand on.
 *  Read first: ../../models/bpe/train.ts, ../../models/tokenizer/byte-pairs.ts */
import { both } from '../../models/bpe/codec.ts';
import type { SplitName } from '../../models/bpe/split.ts';
import { byteTokens, learnMerges } from '../../models/bpe/train.ts';
import { BytePairTokens } from '../../models/tokenizer/byte-pairs.ts';
import type { Cut, Learned, Merge, ShownMerge } from './params.ts';
import { visible } from './visible.ts';

/** Most bytes that are learnt from. Without splitting every place is kept, not every word once. */
export const mostBytes: Readonly<Record<SplitName, number>> = { none: 16 << 20, gpt2: 64 << 20, gpt4: 64 << 20 };

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** What grows while merges are made. */
export class Vocabulary {
  readonly list: Merge[] = [];
  private readonly spelled: Uint8Array[] = Array.from({ length: byteTokens }, (_, byte) => Uint8Array.of(byte));
  /** Of the text of learning. */
  tokens: number;

  constructor(
    readonly text: Uint8Array,
    readonly split: SplitName,
  ) {
    this.tokens = text.length;
  }

  /** Makes merges until there are `size` tokens, or no pair is left; yields after each. */
  *learn(size: number): Generator<Merge, void> {
    const most = size - byteTokens - 1;
    if (most === 0) return;
    for (const { left, right, count, joined } of learnMerges(this.text, this.split)) {
      this.tokens -= joined;
      const bytes = both(this.spelled[left], this.spelled[right]);
      this.spelled.push(bytes);
      const merge = {
        id: byteTokens + this.list.length,
        left_id: left,
        right_id: right,
        left: decoder.decode(this.spelled[left]),
        right: decoder.decode(this.spelled[right]),
        text: decoder.decode(bytes),
        bytes: Array.from(bytes),
        count,
        tokens: this.tokens,
      };
      this.list.push(merge);
      yield merge;
      if (this.list.length === most) return;
    }
  }

  /** Cuts as far as it has been learnt. */
  tokenizer(): BytePairTokens {
    const merges = this.list.map(({ left_id, right_id }) => [left_id, right_id] as const);
    return BytePairTokens.from(merges, this.split);
  }

  /** @param corpus its name; null when it has none */
  describe(corpus: string | null): Learned {
    const { text, tokens, list, split } = this;
    return {
      corpus,
      split,
      vocab_size: byteTokens + list.length + 1,
      merges: list.length,
      bytes: text.length,
      tokens,
      bytes_per_token: perToken(text.length, tokens),
    };
  }
}

export const perToken = (bytes: number, tokens: number): number | null => (tokens === 0 ? null : bytes / tokens);

/** @throws RangeError for an id that is no token */
export function cutOf({ codec }: BytePairTokens, ids: ArrayLike<number>): Cut {
  const bytes = codec.decode(ids);
  const text = decoder.decode(bytes);
  const list = Array.from(ids);
  return {
    text,
    ids: list,
    tokens: list.map((id) => ({ id, text: nameOf(codec, id), bytes: [...codec.bytes(id)] })),
    count: list.length,
    bytes: bytes.length,
    characters: Array.from(text).length,
    bytes_per_token: perToken(bytes.length, list.length),
  };
}

type Codec = BytePairTokens['codec'];

/** Its bytes as text; of a special token its name. */
const nameOf = (codec: Codec, id: number): string =>
  codec.special[id - (codec.size - codec.special.length)] ?? decoder.decode(codec.bytes(id));

/** A token as it can be seen. */
export const shownToken = ({ codec, mark }: BytePairTokens, id: number): string =>
  id === mark ? nameOf(codec, id) : visible(codec.bytes(id));

export function shownMerge({ id, left_id, right_id, count }: Merge, tokenizer: BytePairTokens): ShownMerge {
  const [left, right, text] = [left_id, right_id, id].map((token) => shownToken(tokenizer, token));
  return { id, left, right, text, count };
}
