/** What a talk is begun with. */
import type { Params, Stage } from '../../labs/chat/params.ts';
import type { Shelf } from '../../labs/chat/shelf.ts';

export interface Request {
  readonly shelf: Shelf;
  /** Who is asked; nothing for all of them. */
  readonly stage?: Stage;
  readonly settings: Pick<Params, 'temperature' | 'max_tokens'>;
  readonly seed: number;
  readonly json: boolean;
}
