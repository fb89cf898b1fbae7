/** A graph of operations, recorded once for fixed shapes and then replayed: values forward, gradients back. All memory is
 *  taken while recording; a step allocates nothing, and both directions are plain loops over a list.
 *  Left out: shapes that change from step to step, gradients of gradients (see tangent in ./layers.ts for what replaces
 *  them here). Read first: ./value.ts, the same idea for single numbers. Read next: ./ops/arithmetic.ts */
import type { Arena, Block, Kernels } from './kernels/kernels.ts';

export type Shape = readonly number[];

/** Numbers with a shape. Without `grad` nothing flows back into them. */
export interface Weight {
  readonly shape: Shape;
  readonly value: Block;
  readonly grad?: Block;
}

/** A Weight that a graph computes or is given. */
export interface Tensor extends Weight {
  readonly graph: Graph;
}

interface Node {
  readonly name: string;
  readonly forward: () => void;
  /** Adds to the gradients of the inputs. */
  readonly backward?: () => void;
}

export const sizeOf = (shape: Shape): number => shape.reduce((size, length) => size * length, 1);

export class Graph {
  private readonly nodes: Node[] = [];
  /** Gradients that belong to this graph; those of parameters belong to whoever trains them. */
  private readonly gradients: Block[] = [];

  constructor(
    readonly kernels: Kernels,
    readonly arena: Arena = kernels.arena(),
  ) {}

  /** What is filled in before each step: `input.value.data`. With `watched`, its gradient is wanted too. */
  input(shape: Shape, watched = false): Tensor {
    return this.tensor(shape, watched);
  }

  /** Adds an operation. Its result has a gradient if one of its inputs has.
   *  @param forward computes the result's value
   *  @param backward adds to the gradient of each input that has one, given that of the result */
  record(
    name: string,
    shape: Shape,
    inputs: readonly Weight[],
    forward: (value: Block) => void,
    backward: (grad: Block, value: Block) => void,
  ): Tensor {
    const result = this.tensor(
      shape,
      inputs.some(({ grad }) => grad !== undefined),
    );
    const { value, grad } = result;
    this.nodes.push({
      name,
      forward: () => forward(value),
      backward: grad && (() => backward(grad, value)),
    });
    return result;
  }

  /** Names of the operations, in the order in which they run. */
  get operations(): readonly string[] {
    return this.nodes.map(({ name }) => name);
  }

  // #region replay
  /** Computes every value, in the order of recording. */
  forward(): void {
    for (let i = 0; i < this.nodes.length; i++) this.nodes[i].forward();
  }

  /** How much `loss` [1] changes with each number: the chain rule, from the last operation to the first. Gradients of this
   *  graph begin at 0; those of parameters are added to. */
  backward(loss: Tensor): void {
    if (!loss.grad || loss.value.length !== 1) throw new Error('backward needs one number that depends on a parameter');
    for (let i = 0; i < this.gradients.length; i++) this.kernels.fill(this.gradients[i], 0);
    this.kernels.fill(loss.grad, 1);
    for (let i = this.nodes.length - 1; i >= 0; i--) this.nodes[i].backward?.();
  }
  // #endregion

  private tensor(shape: Shape, watched: boolean): Tensor {
    const value = this.arena.block(sizeOf(shape));
    if (!watched) return { graph: this, shape, value };
    const grad = this.arena.block(sizeOf(shape));
    this.gradients.push(grad);
    return { graph: this, shape, value, grad };
  }
}

/** The same numbers in another shape. */
export function reshape(x: Tensor, shape: Shape): Tensor {
  if (sizeOf(shape) !== sizeOf(x.shape)) throw new Error(`[${x.shape}] does not fit into [${shape}]`);
  return { ...x, shape };
}

/** The same numbers, through which nothing flows back. */
export function detach<T extends Weight>(x: T): T {
  return { ...x, grad: undefined };
}
