/** Teams for labs that train: all processors, or this thread alone where there is one. The numbers are the same. */
import { availableParallelism } from 'node:os';
import type { LearnerSpec } from '../models/learner-spec.ts';
import { InlineTeam, type MakeTeam } from '../nn/parts.ts';
import { partWorker, ThreadTeam } from './thread-team.ts';

/** More threads than this wait for each other more than they help. */
const mostThreads = 4;

export function teamOf(spec: LearnerSpec): MakeTeam {
  const threads = Math.min(mostThreads, availableParallelism());
  return (parts, learner) =>
    threads > 1 && parts > 1
      ? new ThreadTeam(parts, learner, partWorker(spec), threads)
      : new InlineTeam(parts, learner);
}
