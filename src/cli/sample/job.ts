import type { DataSource } from '../../data/corpus.ts';
import type { NgramModel, Predictor } from '../../models/ngram/model.ts';
import type { CommandContext } from '../context.ts';
import type { Request } from './request.ts';

/** What every way of answering a request needs. */
export interface Job {
  readonly request: Request;
  readonly model: NgramModel;
  /** The model, or its counts smoothed. */
  readonly predictor: Predictor;
  readonly context: CommandContext;
  readonly data: DataSource;
  /** Where the model is kept between runs of the lab. */
  readonly cache: Map<string, unknown>;
}
