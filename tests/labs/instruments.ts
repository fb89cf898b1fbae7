/** Instruments for labs that measure, as tests hand them in: a clock that ticks when it is looked at, so that the same lab
 *  measures the same twice, and a second thread that is none. */
import { kernelsNamed } from '../../src/nn/kernels/choose.ts';
import { LaidOut } from '../../src/nn/kernels/product.ts';
import type { Instruments } from '../../src/runner/instruments.ts';

/** @param tick milliseconds from one look to the next */
export function instruments(tick = 1): Instruments {
  let now = 0;
  return {
    clock() {
      now += tick;
      return now;
    },
    async productThread(product) {
      const laidOut = new LaidOut(product, kernelsNamed());
      return {
        begin() {
          laidOut.multiply();
          product.out.set(laidOut.numbers);
        },
        wait: () => {},
        close: () => laidOut.free(),
      };
    },
  };
}
