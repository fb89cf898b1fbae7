/** A text that grows through a cache. Read first: ./decoder.ts, ../text-network/generate.ts */
import { afterFull, type GrowingText } from '../text-network/generate.ts';
import type { Decoder } from './decoder.ts';

// #region cached
/** Reads each token once: what was read is kept. */
export class CachedText implements GrowingText {
  private tokens: number[] = [];
  private readonly place: number;

  constructor(private readonly decoder: Decoder) {
    this.place = decoder.open();
  }

  push(token: number): ArrayLike<number> {
    const { decoder, place } = this;
    const { context } = decoder.model.network;
    if (this.tokens.length === context) {
      this.tokens = afterFull(this.tokens, context);
      decoder.rewind(place, 0);
      for (const again of this.tokens) decoder.step([place], [again]);
    }
    this.tokens.push(token);
    return decoder.step([place], [token])[0];
  }

  end(): void {
    this.decoder.close(this.place);
  }
}
// #endregion
