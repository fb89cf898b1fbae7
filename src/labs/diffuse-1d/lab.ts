/** The GAN's numbers learned the other way: by taking noise off. Read first: ../../models/diffusion-1d/train.ts,
 *  ../../models/diffusion/sample.ts */
import { InputError } from '../../data/input-error.ts';
import { histogram, missed, nearnessOf } from '../../data/numbers/measure.ts';
import { noiseLevel, type Schedule } from '../../models/diffusion/schedule.ts';
import { Probe } from '../../models/diffusion-1d/probe.ts';
import { type Snapshot, Trainer } from '../../models/diffusion-1d/train.ts';
import { finite, lineOfMeasures, tellMeasured, thinned, told } from '../imitate/result.ts';
import { drawingOf, targetOf } from '../imitate/target.ts';
import { defineLab, type NeuralContext } from '../lab.ts';
import { type Event, type FrameEvent, levels, params, type Result, result, type TargetEvent } from './params.ts';
import { type State, viewState } from './view.ts';

export const diffuse1dLab = defineLab({
  id: 'diffuse-1d',
  title: 'The same numbers out of noise',
  about:
    'One network learns what is under the noise, at every level of it; then noise is taken off step by step until numbers are ' +
    'left. The targets and the measures are those of the GAN: compare them. Without an opponent, is a mode ever lost?',
  params,
  result,
  kernels: true,

  async *run({ target: name, data, every, ...config }, context: NeuralContext): AsyncGenerator<Event, Result> {
    if (config.sampling_steps > config.noise_steps) {
      const what = `${config.sampling_steps} steps back are more than the ${config.noise_steps} there`;
      throw new InputError(what, 'sampling_steps', `Give ${config.noise_steps} or fewer.`);
    }
    const target = await targetOf({ target: name, data }, context.data);
    const trainer = new Trainer(config, target, context.seed, context.kernels);
    const probe = new Probe(trainer);
    if (context.from) trainer.restore(context.from as Snapshot);
    if (trainer.steps > config.steps) {
      const remedy = 'Give more steps, or go further back.';
      throw new InputError(`step ${trainer.steps} is past ${config.steps} already`, 'steps', remedy);
    }
    try {
      const shown: TargetEvent = { kind: 'target', ...drawingOf(target) };
      yield shown;
      let frame = pictureOf(trainer, probe, shown, Number.NaN);
      if (!context.from) yield frame;
      const recent: number[] = [];
      while (trainer.steps < config.steps) {
        const begun = trainer.steps;
        const until = Math.min(config.steps, begun + every);
        let sum = 0;
        while (trainer.steps < until) {
          const { step, loss } = trainer.step();
          sum += loss;
          if (step % breath === 0 && step < until) yield { kind: 'training', step, of: config.steps };
        }
        frame = pictureOf(trainer, probe, shown, sum / (until - begun));
        recent.push(frame.loss);
        if (recent.length > pictures) recent.shift();
        yield frame;
      }
      const { mean, std, modes, collapsed, wasserstein, wasserstein_sigma } = frame;
      return {
        seed: context.seed,
        steps: trainer.steps,
        wasserstein: finite(wasserstein),
        wasserstein_sigma: finite(wasserstein_sigma),
        mean: finite(mean),
        std: finite(std),
        loss: finite(recent.reduce((sum, loss) => sum + loss, 0) / recent.length),
        modes: [...modes],
        collapsed,
        missed: missed({ ...frame, modes: modes.length > 0 ? modes : undefined }, target),
        target: { name: target.name, mean: target.mean, std: target.std },
        predict: config.predict,
        sampler: config.sampler,
        sampling_steps: config.sampling_steps,
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
    const { step, loss } = frame;
    return { target: before.next ?? target, frame, losses: [...thinned(losses), { step, loss }] };
  },

  view: viewState,

  share: (event) => (event.kind === 'target' ? undefined : event.step / event.of),

  tell: (result) => tellMeasured(result, `loss=${told(result.loss)}`),

  moment: (event) => (event.kind === 'frame' ? event.moment : undefined),

  line(event) {
    if (event.kind !== 'frame' || event.step === 0) return undefined;
    const { step, loss } = event;
    return { step, loss: finite(loss), ...lineOfMeasures(event) };
  },
});

/** The most steps without a word, about a tenth of a second. */
const breath = 100;
/** Pictures that the loss of the result is taken over. */
const pictures = 10;
/** Numbers whose way is drawn. */
const followed = 12;

/** On the way fewer numbers are made than for the last picture, from which the result is told. */
const samplesAt = ({ steps, config }: Trainer): number => (steps === config.steps ? 10_000 : 1000);

function pictureOf(trainer: Trainer, probe: Probe, { range, xs }: TargetEvent, loss: number): FrameEvent {
  const samples = probe.samples(samplesAt(trainer));
  const { modes = [], ...nearness } = nearnessOf(samples, trainer.target);
  return {
    kind: 'frame',
    step: trainer.steps,
    of: trainer.config.steps,
    loss,
    ...nearness,
    modes,
    made: histogram(samples, range, xs.length),
    guesses: levels.map((level) => probe.guesses(xs, stepAt(trainer.schedule, level))),
    paths: probe.paths(followed).states,
    moment: trainer.snapshot(),
  };
}

/** The first step that is as noisy. */
function stepAt(schedule: Schedule, level: number): number {
  let t = 1;
  while (t < schedule.steps && noiseLevel(schedule, t) < level) t++;
  return t;
}
