/** The far side of a ThreadTeam. */
import { workerData } from 'node:worker_threads';
import type { LearnerSpec } from '../models/learner-spec.ts';
import { makeLearner } from '../models/learners.ts';
import type { Board } from './part-board.ts';
import { workParts } from './part-loop.ts';

const { board, spec } = workerData as { board: Board; spec: LearnerSpec };
workParts(board, await makeLearner(spec));
