/** What a lab that measures is handed: a clock, and a second thread. */
import type { MeasuringContext } from '../labs/lab.ts';

export type Instruments = Pick<MeasuringContext, 'clock' | 'productThread'>;

export const ownInstruments: Instruments = {
  clock: () => performance.now(),
  productThread: async (product) => (await import('./product-thread.ts')).startProductThread(product),
};
