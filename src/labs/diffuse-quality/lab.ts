/** How good are the pictures? Not one lucky one: many prompts, many seeds, and a judge that was trained apart.
 *  Read first: ../diffuse/lab.ts, ./judge.ts, ./pictures.ts. Read next: ./score.ts */
import { InputError } from '../../data/input-error.ts';
import { fullAlbum } from '../../data/scenes/scene.ts';
import { LearnedDenoiser } from '../../models/diffusion/learned.ts';
import { toPixel } from '../../models/diffusion/pixels.ts';
import { Judge } from '../../models/picture-classifier/judge.ts';
import { albumOf } from '../diffuse/examples.ts';
import { openModel } from '../diffuse/model.ts';
import { defineLab, type NeuralContext } from '../lab.ts';
import { Clock, unguidedSeeds } from './clock.ts';
import { examine, look, trainJudge } from './judge.ts';
import { type Event, type Judged, params, type Result, result } from './params.ts';
import { compare, make, promptsOf } from './pictures.ts';
import { bySubject, chance, distancesOf, shares, targetsOf } from './score.ts';
import { type State, viewState } from './view.ts';

export const diffuseQualityLab = defineLab({
  id: 'diffuse-quality',
  title: 'How good are the pictures?',
  about:
    'Many prompts, several pictures each, and a classifier that was trained apart says what it sees in them. It is examined itself ' +
    'on real pictures first. Look at what was never seen together in training, and at the subjects that fail most.',
  params,
  result,
  kernels: true,

  async *run(params, context: NeuralContext): AsyncGenerator<Event, Result> {
    const { data, kernels, rng, seed, cache } = context;
    const model = await openModel(params.weights, data, kernels);
    const free = [() => model.weights.arena.free()];
    try {
      const album = albumOf(model);
      if (album !== fullAlbum) {
        throw new InputError('nobody can judge what these weights draw', 'weights', 'Take those of a full model.');
      }
      const chances = { prompts: rng.fork(), noise: rng.fork(), examples: rng.fork() };
      const clock = new Clock(params);
      const classifier = yield* each(trainJudge(params.classifier_steps, cache, kernels), (lesson) => ({
        kind: 'lesson',
        ...lesson,
        share: clock.lesson(),
      }));
      free.push(() => classifier.weights.arena.free());
      const judge = new Judge(classifier);
      free.push(() => judge.free());
      const examined = examine(classifier, judge, params.exam);
      yield { kind: 'examined', classifier: examined, share: clock.taught() };

      const denoiser = new LearnedDenoiser(model);
      free.push(() => denoiser.free());
      const asked = promptsOf(params, album, chances.prompts);
      const judged: Judged[] = [];
      const far: { made: number[]; real: number[] } = { made: [], real: [] };
      denoiser.guidance = params.guidance;
      for (const one of asked) {
        const made = yield* each(make(denoiser, one, params.seeds, params, chances.noise), (pictures) => ({
          kind: 'step',
          share: clock.step(pictures, params.guidance),
        }));
        const pixels = made.map(toPixel);
        const seen = look(judge, pixels, denoiser.size, one.scene);
        const { made: distances, real } = compare(made, one, album, params.examples, chances.examples);
        judged.push({ ...one, seen });
        far.made.push(...distances);
        far.real.push(...real);
        yield { kind: 'judged', ...one, seen, pixels, distances, real, share: clock.share };
      }

      denoiser.guidance = 0;
      let right = 0;
      for (const [i, one] of asked.entries()) {
        const made = yield* each(make(denoiser, one, unguidedSeeds, params, chances.noise), (pictures) => ({
          kind: 'step',
          share: clock.step(pictures, 0),
        }));
        const seen = look(judge, made.map(toPixel), denoiser.size, one.scene);
        right += seen.filter(({ subject }) => subject === one.scene.subject).length;
        yield { kind: 'unguided', right, of: (i + 1) * unguidedSeeds, share: clock.share };
      }

      const unguided = asked.length * unguidedSeeds;
      const parts = {
        classifier: examined,
        seen: shares(judged.filter(({ heldOut }) => !heldOut)),
        held_out: shares(judged.filter(({ heldOut }) => heldOut)),
        unguided: { pictures: unguided, subject: right / unguided, chance },
        nearest: distancesOf(far.made, far.real),
      };
      const { guidance, steps, sampler } = params;
      return { seed, guidance, steps, sampler, ...parts, subjects: bySubject(judged), targets: targetsOf(parts) };
    } finally {
      for (const give of free.reverse()) give();
    }
  },

  start: (params): State => ({ params, share: 0, judged: [], made: [], real: [] }),

  reduce(state, event): State {
    const { share } = event;
    switch (event.kind) {
      case 'lesson':
        return { ...state, share, lesson: { step: event.step, loss: event.loss } };
      case 'examined':
        return { ...state, share, classifier: event.classifier };
      case 'step':
        return { ...state, share };
      case 'judged': {
        const { prompt, scene, heldOut, seen, pixels, distances, real } = event;
        return {
          ...state,
          share,
          judged: [...state.judged, { prompt, scene, heldOut, seen }],
          pixels,
          made: [...state.made, ...distances],
          real: [...state.real, ...real],
        };
      }
      case 'unguided':
        return { ...state, share, unguided: { right: event.right, of: event.of } };
    }
  },

  view: viewState,

  share: ({ share }) => share,

  line(event) {
    if (event.kind !== 'judged') return undefined;
    const { prompt, heldOut, seen, distances } = event;
    return { prompt, held_out: heldOut, seen, distances };
  },

  passes: ({ targets }) => targets.every(({ met }) => met),
});

/** What another generator does, told in events; whoever breaks off ends it too. */
function* each<T, R>(steps: Generator<T, R>, event: (value: T) => Event): Generator<Event, R> {
  try {
    for (;;) {
      const { value, done } = steps.next();
      if (done) return value;
      yield event(value);
    }
  } finally {
    steps.return(undefined as never);
  }
}
