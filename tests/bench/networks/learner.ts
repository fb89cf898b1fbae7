/** Learns a case by heart, part by part. */
import { Graph } from '../../../src/nn/graph.ts';
import type { Kernels } from '../../../src/nn/kernels/kernels.ts';
import { ParameterSet } from '../../../src/nn/parameters.ts';
import type { PartLearner } from '../../../src/nn/parts.ts';
import type { Case } from '../peers/case.ts';
import type { Network, Recorded } from './network.ts';

export class CaseLearner implements PartLearner {
  readonly parameters: ParameterSet;
  private readonly graph: Graph;
  private readonly recorded: Recorded;

  constructor(
    private readonly given: Case,
    { batch, parts, parameters, record }: Network,
    kernels: Kernels,
  ) {
    this.graph = new Graph(kernels);
    this.parameters = new ParameterSet(kernels, this.graph.arena, parameters());
    for (const [name, { data }] of given.parameters) this.parameters.get(name).value.data.set(data);
    this.recorded = record(this.graph, this.parameters, batch / parts);
  }

  learn(_: number, index: number): number {
    const { graph, recorded, given } = this;
    for (const [name, { data }] of Object.entries(recorded.inputs)) {
      data.set(given.inputs.get(name)!.data.subarray(index * data.length, (index + 1) * data.length));
    }
    graph.forward();
    graph.backward(recorded.loss);
    return recorded.loss.value.data[0];
  }
}
