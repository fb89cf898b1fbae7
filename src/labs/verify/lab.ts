/** Our numbers beside published ones. */
import type * as z from 'zod';
import { defineLab, type NeuralContext } from '../lab.ts';
import type { Group, Published } from './group.ts';
import { groups } from './groups.ts';
import { readKnownTexts } from './known-texts.ts';
import { all, type Event, type Figure, type State, verifyParams, verifyResult } from './params.ts';
import { viewFigures } from './view.ts';

const groupsOf = (only: string) => groups.filter(({ topic }) => only === all || topic === only);

const effortOf = ({ effort = 1 }: Group): number => effort;

const beside = ({ name, published, tolerance, source }: Published, ours: number): Figure => {
  // Infinity has no place in JSON, and misses every figure.
  const number = Number.isFinite(ours) ? ours : null;
  return { name, published, ours: number, tolerance, source, ok: Math.abs(ours - published) <= tolerance };
};

export const verifyLab = defineLab({
  id: 'verify',
  title: 'Our numbers beside published ones',
  about:
    'Figures from papers and well-known programs, computed once more by the code of this package. Each has its source and says how ' +
    'near ours have to come.',
  params: verifyParams,
  result: verifyResult,
  kernels: true,

  async *run({ only, data: files }, context: NeuralContext): AsyncGenerator<Event, z.infer<typeof verifyResult>> {
    const { seed, kernels, team, data } = context;
    const texts = files === undefined ? new Map<string, string>() : await readKnownTexts(files, data);
    const chosen = groupsOf(only);
    const figures: Figure[] = [];
    const given = ({ needs }: Group): string | undefined => (needs ? texts.get(needs.name) : '');
    const total = chosen.reduce((sum, group) => sum + (given(group) === undefined ? 0 : effortOf(group)), 0);
    let past = 0;
    for (const group of chosen) {
      const { topic, needs, figures: published, compute } = group;
      const text = given(group);
      let ours: number[] | undefined;
      if (text !== undefined) {
        const steps = compute({ seed, kernels, team, text });
        for (;;) {
          const { value, done } = await steps.next();
          if (done) {
            ours = value;
            break;
          }
          yield { kind: 'working', topic, share: (past + value * effortOf(group)) / total };
        }
        past += effortOf(group);
      }
      for (const [j, one] of published.entries()) {
        const figure = ours
          ? beside(one, ours[j])
          : { ...one, ours: null, ok: null, needs: `${needs!.name} of ${needs!.from}` };
        figures.push(figure);
        yield { kind: 'figure', figure };
      }
    }
    const count = (ok: boolean | null): number => figures.filter((figure) => figure.ok === ok).length;
    return { seed, passed: count(true), failed: count(false), skipped: count(null), figures };
  },

  start: ({ only }): State => ({
    figures: [],
    of: groupsOf(only).reduce((sum, { figures }) => sum + figures.length, 0),
  }),

  reduce: (state, event): State =>
    event.kind === 'working'
      ? { ...state, working: event.topic }
      : { ...state, figures: [...state.figures, event.figure] },

  view: viewFigures,

  line: (event) => (event.kind === 'figure' ? event.figure : undefined),
  share: (event) => (event.kind === 'working' ? event.share : undefined),
  passes: ({ failed }) => failed === 0,
});
