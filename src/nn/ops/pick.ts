/** Single numbers out of many. */
import type { Tensor } from '../graph.ts';
import type { Ints } from '../kernels/kernels.ts';

/** The numbers of x at these places, counted through all of it: [n, 1]. */
export const pick = (x: Tensor, places: Ints): Tensor =>
  x.graph.record(
    'pick',
    [places.length, 1],
    [x],
    (y) => {
      for (let i = 0; i < places.length; i++) y.data[i] = x.value.data[places.data[i]];
    },
    (dy) => {
      for (let i = 0; i < places.length; i++) x.grad!.data[places.data[i]] += dy.data[i];
    },
  );
