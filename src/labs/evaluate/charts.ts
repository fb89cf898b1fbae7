/** Pictures of what a model believes: how right it is to believe so, and what it would help to say nothing. */
import type { LineFrame, Tone } from '../../render/frame.ts';
import type { Examined, Stage } from './params.ts';

const tones: Readonly<Partial<Record<Stage, Tone>>> = { base: 'd', sft: 'a', rlhf: 'b', dpo: 'c' };

/** In fewer bits a curve lies on that of dpo. */
const drawn = (examined: readonly Examined[]): Examined[] => examined.filter(({ stage }) => tones[stage] !== undefined);

/** Who is right as often as it believes to be lies on the diagonal. */
export const reliabilityChart = (examined: readonly Examined[], height = 12): LineFrame => ({
  kind: 'line',
  series: [
    ...drawn(examined).map(({ stage, calibration }) => ({
      name: stage,
      tone: tones[stage],
      x: calibration.map(({ belief }) => belief),
      y: calibration.map(({ right }) => right),
    })),
    { name: 'perfect', tone: 'muted', x: [0, 1], y: [0, 1] },
  ],
  x: { label: 'believed', min: 0, max: 1 },
  y: { label: 'right', min: 0, max: 1 },
  height,
});

/** Who cannot tell people from nobodies lies on the diagonal, who always can in the upper left corner. */
export const abstainingChart = (examined: readonly Examined[], height = 12): LineFrame => ({
  kind: 'line',
  series: [
    ...drawn(examined).map(({ stage, abstaining }) => ({
      name: stage,
      tone: tones[stage],
      x: [0, ...abstaining.map(({ nobodies }) => nobodies)],
      y: [0, ...abstaining.map(({ people }) => people)],
    })),
    { name: 'by lot', tone: 'muted', x: [0, 1], y: [0, 1] },
  ],
  x: { label: 'nobodies answered', min: 0, max: 1 },
  y: { label: 'people answered', min: 0, max: 1 },
  height,
});
