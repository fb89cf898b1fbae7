/** From single verdicts to shares, and from shares to targets met or missed. */
import { attributes, type Scene } from '../../data/scenes/scene.ts';
import type { Distances, Judged, Made, Result, Seen, SubjectRow, Target } from './params.ts';

/** Nearer than this share of the distance between real pictures is a copy. */
const copyShare = 0.25;

/** At least, as shares. */
export const limits = { classifier: 0.98, subject: 0.9, place: 0.95, time: 0.95, colour: 0.95, pair: 0.8 };

/** Right by chance alone: there are so many subjects, and landscapes too. */
export const chance = 0.85 / attributes.subject.length;

type Answered = keyof typeof attributes;

/** Shares over all pictures of some prompts. Weather counts where the prompt speaks of it. */
export function shares(judged: readonly Judged[]): Made {
  const all = judged.flatMap(({ scene, seen }) => seen.map((one) => ({ scene, one })));
  const right = (is: (scene: Scene, one: Seen) => boolean): number =>
    all.length === 0 ? 0 : all.filter(({ scene, one }) => is(scene, one)).length / all.length;
  const of = (name: Answered): number => right((scene, one) => scene[name] === one[name]);
  const said = all.filter(({ scene }) => scene.weather !== 'clear');
  return {
    prompts: judged.length,
    pictures: all.length,
    subject: of('subject'),
    place: of('place'),
    time: of('time'),
    weather:
      said.length === 0 ? null : said.filter(({ scene, one }) => scene.weather === one.weather).length / said.length,
    colour: of('colour'),
    pair: right((scene, one) => scene.subject === one.subject && scene.place === one.place),
  };
}

/** Subject by subject, those that fail most first. */
export function bySubject(judged: readonly Judged[]): SubjectRow[] {
  const rows = attributes.subject.map((subject) => {
    const own = judged.filter(({ scene }) => scene.subject === subject);
    const shareOf = (heldOut: boolean): number | null => {
      const some = own.filter((one) => one.heldOut === heldOut);
      return some.length === 0 ? null : shares(some).subject;
    };
    const wrong = own.flatMap(({ seen }) => seen.map((one) => one.subject)).filter((answer) => answer !== subject);
    const mistaken_for = [...new Set(wrong)]
      .map((answer) => ({ answer, times: wrong.filter((one) => one === answer).length }))
      .sort((a, b) => b.times - a.times);
    return {
      subject,
      seen: shareOf(false),
      held_out: shareOf(true),
      mistaken_for,
      all: own.length,
      wrong: wrong.length,
    };
  });
  return rows
    .filter(({ all }) => all > 0)
    .sort((a, b) => b.wrong - a.wrong)
    .map(({ all: _, wrong: __, ...row }) => row);
}

export function distancesOf(made: readonly number[], real: readonly number[]): Distances {
  const typical = median(real);
  return {
    made: median(made),
    real: typical,
    least: Math.min(...made),
    copies: made.filter((distance) => distance < copyShare * typical).length,
    pictures: made.length,
  };
}

// #region targets
export function targetsOf({
  classifier,
  seen,
  held_out,
  unguided,
  nearest,
}: Pick<Result, 'classifier' | 'seen' | 'held_out' | 'unguided' | 'nearest'>): Target[] {
  const atLeast = (name: string, value: number, least: number): Target => ({ name, value, least, met: value >= least });
  const atMost = (name: string, value: number, most: number): Target => ({ name, value, most, met: value <= most });
  return [
    atLeast(
      'classifier on real pictures',
      Math.min(classifier.seen.subject, classifier.held_out.subject),
      limits.classifier,
    ),
    atLeast('subject', seen.subject, limits.subject),
    atLeast('place', seen.place, limits.place),
    atLeast('time', seen.time, limits.time),
    atLeast('colour', seen.colour, limits.colour),
    atLeast('subject and place, never seen together', held_out.pair, limits.pair),
    // Three times as often as by chance would still be hearing it.
    atMost('subject with guidance 0', unguided.subject, 3 * unguided.chance),
    atMost('copies of training pictures', nearest.copies, 0),
  ];
}
// #endregion

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
}
