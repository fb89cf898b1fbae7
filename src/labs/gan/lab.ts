/** Two networks play one game over numbers, live. Read first: ../../models/gan/train.ts, ../../models/gan/measure.ts */
import { InputError } from '../../data/input-error.ts';
import { histogram, missed } from '../../data/numbers/measure.ts';
import { Probe } from '../../models/gan/measure.ts';
import { type Learner, Trainer } from '../../models/gan/train.ts';
import { finite, lineOfMeasures, tellMeasured, thinned, told } from '../imitate/result.ts';
import { drawingOf, targetOf } from '../imitate/target.ts';
import { type Command, defineLab, type NeuralContext } from '../lab.ts';
import {
  type Event,
  type FrameEvent,
  latents,
  type Moment,
  params,
  type Result,
  result,
  type TargetEvent,
} from './params.ts';
import { type State, viewState } from './view.ts';

const learners: readonly Learner[] = ['both', 'generator', 'discriminator'];

export const ganLab = defineLab({
  id: 'gan',
  title: 'Two networks, one game',
  about:
    'A generator makes numbers out of chance, a discriminator tries to tell them from real ones. Watch the two curves meet, ' +
    'and the discriminator at the end: it can only guess. Then let one of them train alone.',
  params,
  result,
  kernels: true,
  commands: [
    { name: 'both', key: 'B', label: 'both' },
    { name: 'generator', key: 'G', label: 'only G' },
    { name: 'discriminator', key: 'D', label: 'only D' },
  ],

  async *run(
    { target: name, data, every, ...config },
    context: NeuralContext,
  ): AsyncGenerator<Event, Result, Command | undefined> {
    const target = await targetOf({ target: name, data }, context.data);
    const trainer = new Trainer(config, target, context.seed, context.kernels);
    const probe = new Probe(trainer);
    const from = context.from as Moment | undefined;
    let who = from?.who ?? 'both';
    const anew = from ? trainer.restore(from.snapshot) : [];
    if (trainer.steps > config.steps) {
      const remedy = 'Give more steps, or go further back.';
      throw new InputError(`step ${trainer.steps} is past ${config.steps} already`, 'steps', remedy);
    }
    const shown: TargetEvent = { kind: 'target', ...drawingOf(target), loss: config.loss, anew };
    const hear = (command: Command | undefined): void => {
      who = learners.find((learner) => learner === command?.name) ?? who;
    };
    try {
      hear(yield shown);
      let frame = pictureOf(trainer, probe, shown, who, { d: Number.NaN, g: Number.NaN });
      if (!from) hear(yield frame);
      const recent: FrameEvent[] = [];
      while (trainer.steps < config.steps) {
        const until = Math.min(config.steps, trainer.steps + every);
        const sums = { d: 0, g: 0 };
        const begun = trainer.steps;
        while (trainer.steps < until) {
          const { d_loss, g_loss } = trainer.step(who);
          sums.d += d_loss;
          sums.g += g_loss;
          const { steps } = trainer;
          if (steps % breath === 0 && steps < until) hear(yield { kind: 'training', step: steps, of: config.steps });
        }
        const taken = until - begun;
        frame = pictureOf(trainer, probe, shown, who, { d: sums.d / taken, g: sums.g / taken });
        recent.push(frame);
        if (recent.length > pictures) recent.shift();
        hear(yield frame);
      }
      const { mean, std, modes, collapsed, wasserstein, wasserstein_sigma, d_accuracy } = frame;
      const mean_of = (of: (frame: FrameEvent) => number): number | null =>
        finite(recent.reduce((sum, frame) => sum + of(frame), 0) / recent.length);
      return {
        seed: context.seed,
        steps: trainer.steps,
        wasserstein: finite(wasserstein),
        wasserstein_sigma: finite(wasserstein_sigma),
        mean: finite(mean),
        std: finite(std),
        d_loss: mean_of(({ d_loss }) => d_loss),
        g_loss: mean_of(({ g_loss }) => g_loss),
        d_accuracy,
        modes: [...modes],
        collapsed,
        missed: missed({ ...frame, modes: modes.length > 0 ? modes : undefined }, target),
        target: { name: target.name, mean: target.mean, std: target.std },
        loss: config.loss,
      };
    } finally {
      probe.free();
      trainer.free();
    }
  },

  start: (): State => ({ losses: [] }),

  reduce(state, event): State {
    if (event.kind === 'training') return state;
    const { target, losses, ...before } = state;
    // The picture that stands there belongs to the target before.
    if (event.kind === 'target') return { ...before, target: target ?? event, losses, next: event };
    const { moment: _, ...frame } = event;
    const { step, d_loss, g_loss } = frame;
    return { target: before.next ?? target, frame, losses: [...thinned(losses), { step, d_loss, g_loss }] };
  },

  view: viewState,

  share: (event) => (event.kind === 'target' ? undefined : event.step / event.of),

  tell: (result) => tellMeasured(result, `d_accuracy=${told(result.d_accuracy)}`),

  moment: (event) => (event.kind === 'frame' ? event.moment : undefined),

  line(event) {
    if (event.kind !== 'frame' || event.step === 0) return undefined;
    const { step, d_loss, g_loss, d_accuracy, who } = event;
    return {
      step,
      d_loss: finite(d_loss),
      g_loss: finite(g_loss),
      d_accuracy,
      ...lineOfMeasures(event),
      who,
    };
  },
});

/** The most steps without a word, about a tenth of a second. */
const breath = 100;
/** Pictures that the losses of the result are taken over. */
const pictures = 10;

function pictureOf(
  trainer: Trainer,
  probe: Probe,
  { range, xs }: TargetEvent,
  who: Learner,
  loss: { readonly d: number; readonly g: number },
): FrameEvent {
  const samples = probe.samples();
  const { modes = [], ...measured } = probe.measure(samples);
  return {
    kind: 'frame',
    step: trainer.steps,
    of: trainer.config.steps,
    d_loss: loss.d,
    g_loss: loss.g,
    ...measured,
    modes,
    who,
    fake: histogram(samples, range, xs.length),
    curve: probe.discriminatorCurve(xs),
    map: probe.latentMap(latents),
    moment: { snapshot: trainer.snapshot(), who },
  };
}
