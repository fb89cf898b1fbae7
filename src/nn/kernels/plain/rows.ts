/** Rows that are looked up: embeddings of tokens. */
import type { Block, Ints } from '../kernels.ts';

export function gather(out: Block, table: Block, ids: Ints): void {
  const { data: y, length } = out;
  const { data: rows } = table;
  const columns = length / ids.length;
  for (let i = 0; i < ids.length; i++) {
    const from = ids.data[i] * columns;
    for (let j = 0; j < columns; j++) y[i * columns + j] = rows[from + j];
  }
}

export function gatherGrad(dtable: Block, dy: Block, ids: Ints): void {
  const { data: rows } = dtable;
  const { data: g, length } = dy;
  const columns = length / ids.length;
  for (let i = 0; i < ids.length; i++) {
    const to = ids.data[i] * columns;
    for (let j = 0; j < columns; j++) rows[to + j] += g[i * columns + j];
  }
}
