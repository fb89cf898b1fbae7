/** The far side of a ThreadTeam that learns a case. */
import { workerData } from 'node:worker_threads';
import { kernelsNamed } from '../../../src/nn/kernels/choose.ts';
import type { Board } from '../../../src/runner/part-board.ts';
import { workParts } from '../../../src/runner/part-loop.ts';
import { CaseLearner } from '../networks/learner.ts';
import { type NetworkName, networks } from '../networks/networks.ts';
import { readCase } from './case.ts';

export interface PartOfCase {
  readonly board: Board;
  readonly name: NetworkName;
  readonly file: string;
  readonly kernels: string;
}

const { board, name, file, kernels } = workerData as PartOfCase;
workParts(board, new CaseLearner(readCase(file), networks[name], kernelsNamed(kernels)));
