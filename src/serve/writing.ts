/** One text that is being written: what of it can be told by now, with how far each token was believed.
 *  Read first: ../models/serving/stop-text.ts. Read next: ./desk.ts */
import type { Wrote } from '../models/serving/batch.ts';
import { type Released, StopText } from '../models/serving/stop-text.ts';
import type { Heard, Likely, Written } from './engine.ts';
import type { Begun, Served } from './served.ts';

export class Writing {
  private readonly out: StopText<Written>;
  private written = 0;
  /** Text of the last token. */
  private added = '';

  /** @param prompt_tokens that were asked with */
  constructor(
    private readonly served: Served,
    private readonly writer: Begun['writer'],
    stop: readonly string[],
    private readonly prompt_tokens: number,
  ) {
    this.out = new StopText({ write: () => this.added, finish: () => writer.finish() }, stop);
  }

  /** @returns what is certain with this token; with an `end` it is all */
  hear({ token, told, ended }: Wrote): Heard[] {
    this.written++;
    // What ends a text is no part of it.
    const parts = ended === 'stop' ? [] : [this.write(token, told!)];
    if (ended) parts.push(this.out.finish());
    const text = parts.map(({ text }) => text).join('');
    const tokens = parts.flatMap(({ tokens }) => tokens);
    const piece: Heard[] = text === '' && tokens.length === 0 ? [] : [{ kind: 'piece', text, tokens }];
    const reason = parts.some(({ stopped }) => stopped) ? 'stop' : ended;
    if (!reason) return piece;
    const { prompt_tokens, written: completion_tokens } = this;
    return [...piece, { kind: 'end', reason, prompt_tokens, completion_tokens }];
  }

  private write(token: number, told: NonNullable<Wrote['told']>): Released<Written> {
    this.added = this.writer.write(token);
    const likeliest = told.likeliest.map((one) => this.likely(one.token, one));
    return this.out.write(token, { ...this.likely(token, told), length: this.added.length, likeliest });
  }

  private likely(token: number, { logprob, drawn }: Pick<Likely, 'logprob' | 'drawn'>): Likely {
    return { token, text: this.served.show(token), bytes: this.served.bytes(token), logprob, drawn };
  }
}
