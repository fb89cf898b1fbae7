/** The numbers that training changes. A network is a function of its weights; the same weights may stand in several graphs,
 *  some of which train them and some not. All lie in one block, so that an optimiser or an average is one loop. */
import { type Shape, sizeOf, type Weight } from './graph.ts';
import type { Initialiser } from './initialise.ts';
import type { Arena, Block, Kernels } from './kernels/kernels.ts';
import type { Random } from './random.ts';

/** A parameter before it exists. */
export interface Parameter {
  readonly name: string;
  readonly shape: Shape;
  readonly initial: Initialiser;
  /** A matrix of which one row at a time is looked up, such as what stands for each token. */
  readonly table?: true;
}

/** Weights by name. */
export interface Weights {
  get(name: string): Weight;
}

/** Larger ones come of no training; what is no number at all is not below it either. */
export const areSound = (numbers: Uint8Array | Int8Array | Float32Array | Float64Array): boolean =>
  numbers.every((x) => Math.abs(x) < 1e30);

export class ParameterSet implements Weights {
  readonly values: Block;
  readonly gradients: Block;
  /** How many of the values stand in matrices: they come first. Weight decay is for them, not for biases and gains. */
  readonly matrixSize: number;
  private readonly places: { readonly name: string; readonly shape: Shape; readonly from: number }[] = [];
  private readonly weights = new Map<string, Weight>();

  constructor(
    readonly kernels: Kernels,
    readonly arena: Arena,
    private readonly parameters: readonly Parameter[],
    /** Without it every value is 0, to be filled from elsewhere. */
    random?: Random,
  ) {
    const isMatrix = ({ shape }: Parameter): boolean => shape.length > 1;
    let size = 0;
    for (const { name, shape } of [...parameters].sort((a, b) => Number(isMatrix(b)) - Number(isMatrix(a)))) {
      this.places.push({ name, shape, from: size });
      size += sizeOf(shape);
    }
    this.values = arena.block(size);
    this.gradients = arena.block(size);
    this.matrixSize = parameters.filter(isMatrix).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    for (const { name, shape, from } of this.places) {
      if (this.weights.has(name)) throw new Error(`two parameters are called ${name}`);
      const value = arena.part(this.values, from, sizeOf(shape));
      this.weights.set(name, { shape, value, grad: arena.part(this.gradients, from, sizeOf(shape)) });
    }
    // Drawn in the order of declaration, wherever they lie.
    if (random) for (const { name, initial } of parameters) initial(this.get(name), random);
  }

  get size(): number {
    return this.values.length;
  }

  get names(): readonly string[] {
    return this.parameters.map(({ name }) => name);
  }

  isTable(name: string): boolean {
    return this.parameters.some((one) => one.name === name && one.table);
  }

  get(name: string): Weight {
    const weight = this.weights.get(name);
    if (!weight) throw new Error(`no parameter is called ${name}`);
    return weight;
  }

  /** The same numbers for a graph that must not train them. */
  frozen(): Weights {
    return { get: (name) => ({ ...this.get(name), grad: undefined }) };
  }

  clearGradients(): void {
    this.kernels.fill(this.gradients, 0);
  }

  /** A set of the same shapes and values, with a life of its own. */
  clone(arena: Arena): ParameterSet {
    const copy = new ParameterSet(this.kernels, arena, this.parameters);
    this.kernels.copy(copy.values, this.values);
    return copy;
  }
}
