/** Two ways to measure one text. A run that is broken measures itself with what is broken in it, and may well be content;
 *  whoever lets it read as it writes, one token after the other, is not deceived. For a healthy network both are the same.
 *  Read first: ../../models/text-network/train.ts, ../../models/gpt/decoder.ts
 *  Shapes: R rows of text, T time, V vocabulary. */
import type { Decoder, Gpt } from '../../models/gpt/decoder.ts';
import { logProbability } from '../../models/text-network/language-model.ts';
import { Graph } from '../../nn/graph.ts';
import { crossEntropy } from '../../nn/losses.ts';

/** Loss in nats a token, as training computes it.
 *  @param tokens more than T + 1; what does not fill a row is left out
 *  @param ahead how far behind a token its label stands
 *  @returns measures the weights as they are by then */
export function asTrained({ network, weights }: Gpt, tokens: Int32Array, ahead: number): () => number {
  const { context: time } = network;
  const rows = rowsIn(tokens, time);
  const graph = new Graph(weights.kernels, weights.arena);
  const [ids, labels] = [graph.arena.ints(rows * time), graph.arena.ints(rows * time)];
  ids.data.set(tokens.subarray(0, rows * time));
  labels.data.set(tokens.subarray(ahead, ahead + rows * time));
  const loss = crossEntropy(network.read(graph, ids, rows, weights.frozen()).logits, labels);
  return () => {
    graph.forward();
    return loss.value.data[0];
  };
}

/** The same rows, but each token is predicted from those before it, and then read.
 *  @returns measures the weights as they are by then */
export function asWritten(decoder: Decoder, tokens: Int32Array): () => number {
  const { context: time } = decoder.model.network;
  const places = Array.from({ length: rowsIn(tokens, time) }, () => decoder.open());
  return () => {
    for (const place of places) decoder.rewind(place, 0);
    let nats = 0;
    for (let t = 0; t < time; t++) {
      const at = (row: number): number => tokens[row * time + t];
      const logits = decoder.step(
        places,
        places.map((_, row) => at(row)),
      );
      for (const [row, beliefs] of logits.entries()) nats -= logProbability(beliefs, tokens[row * time + t + 1]);
    }
    return nats / (places.length * time);
  };
}

/** Whole rows, with room behind them for labels that are one too far. */
const rowsIn = (tokens: Int32Array, time: number): number => Math.floor((tokens.length - 2) / time);
