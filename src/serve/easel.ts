/** Where pictures are drawn: one after the other, step by step. Read first: ./craft.ts, ../labs/diffuse/lab.ts */

import type { DataSource } from '../data/corpus.ts';
import { InputError } from '../data/input-error.ts';
import { diffuseLab } from '../labs/diffuse/lab.ts';
import type { Event } from '../labs/diffuse/params.ts';
import { parseParams } from '../labs/knobs.ts';
import type { NeuralContext } from '../labs/lab.ts';
import { toPixel } from '../models/diffusion/pixels.ts';
import type { Kernels } from '../nn/kernels/kernels.ts';
import { Random } from '../nn/random.ts';
import type { Craft, Said } from './craft.ts';
import type { PictureAsk, PictureStep } from './engine.ts';
import { pictureCard } from './models.ts';

interface Drawing {
  readonly id: number;
  readonly ask: PictureAsk;
  events?: ReturnType<typeof diffuseLab.run>;
  side: number;
}

export class Easel implements Craft<PictureAsk> {
  readonly cards = [pictureCard];
  /** The first is being drawn. */
  private drawings: Drawing[] = [];

  constructor(
    private readonly tools: { readonly data: DataSource; readonly kernels: Kernels },
    private readonly say: (said: Said<PictureStep>) => void,
  ) {}

  take(id: number, ask: PictureAsk): void {
    this.drawings.push({ id, ask, side: 0 });
  }

  drop(id: number): void {
    const dropped = this.drawings.find((drawing) => drawing.id === id);
    this.drawings = this.drawings.filter((drawing) => drawing !== dropped);
    void dropped?.events?.return(undefined as never); // gives its memory back
  }

  async step(): Promise<boolean> {
    const [drawing] = this.drawings;
    if (!drawing) return false;
    const { id } = drawing;
    try {
      drawing.events ??= this.begin(drawing.ask);
      const { value, done } = await drawing.events.next();
      if (!this.drawings.includes(drawing)) return this.drawings.length > 0; // dropped meanwhile
      if (done) this.finish(id, { id, over: true });
      else this.tell(drawing, value);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.finish(id, { id, over: { kind: 'asked', message: error.message, param: error.where } });
    }
    return this.drawings.length > 0;
  }

  /** @throws InputError when there is too much or too little of something */
  private begin({ prompt, seed, steps, guidance }: PictureAsk): ReturnType<typeof diffuseLab.run> {
    const params = parseParams(diffuseLab.params, { prompt, steps, guidance, examples: 0 }, (name) => name);
    const context = { ...this.tools, rng: new Random(seed), seed, cache: new Map(), team: noTeam };
    return diffuseLab.run(params, context satisfies NeuralContext);
  }

  /** A step is told by where it leads to: the first one leaves the noise, the last one is the picture. */
  private tell(drawing: Drawing, event: Event): void {
    if (event.kind === 'model') drawing.side = event.side;
    else if (event.kind === 'step' && event.step > 1) this.show(drawing, event.step - 1, event.x.map(toPixel));
    else if (event.kind === 'done') this.show(drawing, drawing.ask.steps, event.pixels);
  }

  private show({ id, ask, side }: Drawing, step: number, numbers: Float32Array): void {
    const pixels = Uint8Array.from(numbers, (x) => Math.round(255 * x));
    this.say({ id, value: { step, of: ask.steps, width: side, height: side, pixels } });
  }

  private finish(id: number, said: Said<PictureStep>): void {
    this.drawings = this.drawings.filter((drawing) => drawing.id !== id);
    this.say(said);
  }
}

/** Nobody learns here. */
const noTeam = (): never => {
  throw new Error('drawing takes no team');
};
