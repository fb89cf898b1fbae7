/** A small diffusion model learns to draw while one watches. Read first: ../../models/diffusion/train.ts */
import { smallAlbum } from '../../data/scenes/scene.ts';
import { live } from '../../models/diffusion/config.ts';
import { LearnedDenoiser, type Model } from '../../models/diffusion/learned.ts';
import { range, toPixel } from '../../models/diffusion/pixels.ts';
import { placesOf } from '../../models/diffusion/prompt.ts';
import { sampleAll } from '../../models/diffusion/sample.ts';
import { sceneSource } from '../../models/diffusion/scenes.ts';
import { Trainer } from '../../models/diffusion/train.ts';
import { modelToCheckpoint } from '../../models/diffusion/weights.ts';
import { encodeCheckpoint } from '../../nn/checkpoint-format.ts';
import { Random } from '../../nn/random.ts';
import { hear } from '../diffuse/model.ts';
import { type Command, defineLab, type NeuralContext } from '../lab.ts';
import { finishOffer, type Progress, train } from '../training.ts';
import { type Event, type LookEvent, params, type Result, result } from './params.ts';
import { type State, viewState } from './view.ts';

/** Drawn beside what the learner asks for. */
const others = ['a yellow house by day', 'a cat in the mountains', 'a sunset over the sea'];
/** Enough to see what it has learned. */
const drawingSteps = 20;

export const diffuseTrainLab = defineLab({
  id: 'diffuse-train',
  title: 'Learning to see through noise',
  about:
    'A small network sees pictures with noise on them and learns to say what is noise, while you watch what it would draw by now. ' +
    'First come colours and skies, then shapes; the loss hardly tells. A minute or two.',
  params,
  result,
  kernels: true,
  commands: [finishOffer],

  *run(
    { prompt, steps, every, guidance, ...settings },
    { kernels, team, seed }: NeuralContext,
  ): Generator<Event, Result, Command | undefined> {
    // In two parts, for two processors.
    const parts = settings.batch % 2 === 0 ? 2 : 1;
    const config = { ...live, ...settings, steps, parts };
    const source = sceneSource(smallAlbum);
    const prompts = [prompt, ...others];
    const words = prompts.map((text) => placesOf(hear(text, source.vocabulary).words, source.vocabulary));
    const spec = { learner: 'diffusion', kernels: kernels.name, config, album: 'small', seed } as const;
    const trainer = new Trainer(config, source, seed, kernels, team(spec));
    const { vocabulary } = source;
    const model: Model = { config, vocabulary, weights: trainer.average };
    const denoiser = new LearnedDenoiser(model);
    denoiser.prompts = words;
    denoiser.guidance = guidance;
    // The same noise each time, so that only the network changes.
    const look = ({ loss, recent }: Progress): LookEvent => {
      const options = { schedule: denoiser.schedule, sampler: 'ddim', steps: drawingSteps, clip: range } as const;
      const pixels = sampleAll(denoiser, prompts.length, options, new Random(seed)).map(toPixel);
      return { kind: 'look', step: trainer.steps, of: steps, loss, recent, pixels };
    };
    const { size: parameters } = trainer.weights;
    try {
      const { last, diverged } = yield* train({
        begin: { kind: 'begin', side: config.size, parameters, vocabulary, prompts } as const,
        trainer,
        of: steps,
        every,
        look,
        keep: () => ({ kind: 'weights', bytes: encodeCheckpoint(modelToCheckpoint(model)) }) as const,
      });
      const size = last.pixels.length / prompts.length;
      return {
        seed,
        steps: trainer.steps,
        of: steps,
        loss: diverged ? null : last.loss,
        parameters,
        prompts,
        width: config.size,
        height: config.size,
        channels: 3,
        pictures: prompts.map((_, i) => Array.from(last.pixels.subarray(i * size, (i + 1) * size), rounded)),
        diverged,
      };
    } finally {
      denoiser.free();
      trainer.free();
    }
  },

  start: (params): State => ({ params, losses: [] }),

  reduce(state, event): State {
    switch (event.kind) {
      case 'begin':
        return { ...state, begin: event };
      case 'training':
        return { ...state, now: event };
      case 'look': {
        const { step, loss } = event;
        const losses = loss === null ? state.losses : [...state.losses, { step, loss }];
        return { ...state, look: event, now: { ...event, loss: event.recent }, losses };
      }
      case 'weights':
        return { ...state, kept: event.bytes.length };
      case 'diverged':
        return { ...state, diverged: event };
    }
  },

  view: viewState,

  share: (event) => (event.kind === 'training' || event.kind === 'look' ? event.step / event.of : undefined),

  line(event) {
    if (event.kind !== 'look' || event.step === 0) return undefined;
    const { step, of, loss } = event;
    return { step, of, loss };
  },

  passes: ({ diverged }) => !diverged,
});

const rounded = (x: number): number => (Number.isFinite(x) ? Math.round(x * 1e4) / 1e4 : 0);
