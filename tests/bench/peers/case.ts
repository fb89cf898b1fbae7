/** What all programs of a comparison are given, so that all compute the same: weights to begin with, and a batch. A file of
 *  single-precision numbers, one tensor after the other, and beside it their names and shapes as JSON. */
import { readFileSync, writeFileSync } from 'node:fs';

export interface Named {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export interface Case {
  /** In the order in which a model declares them. */
  readonly parameters: ReadonlyMap<string, Named>;
  readonly inputs: ReadonlyMap<string, Named>;
}

/** Its Python twin reads the same in case.py. */
interface Listing {
  readonly parameters: readonly { name: string; shape: readonly number[] }[];
  readonly inputs: readonly { name: string; shape: readonly number[] }[];
}

const list = (tensors: ReadonlyMap<string, Named>): Listing['inputs'] =>
  Array.from(tensors, ([name, { shape }]) => ({ name, shape }));

/** Writes FILE.json and FILE.bin. */
export function writeCase(file: string, { parameters, inputs }: Case): void {
  writeFileSync(`${file}.json`, JSON.stringify({ parameters: list(parameters), inputs: list(inputs) }));
  const all = [...parameters.values(), ...inputs.values()];
  writeFileSync(
    `${file}.bin`,
    Buffer.concat(all.map(({ data }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength))),
  );
}

export function readCase(file: string): Case {
  const listing = JSON.parse(readFileSync(`${file}.json`, 'utf8')) as Listing;
  const bytes = readFileSync(`${file}.bin`);
  const numbers = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  let from = 0;
  const read = (tensors: Listing['inputs']): Map<string, Named> =>
    new Map(
      tensors.map(({ name, shape }) => {
        const data = numbers.subarray(from, (from += shape.reduce((size, length) => size * length, 1)));
        return [name, { shape, data }];
      }),
    );
  return { parameters: read(listing.parameters), inputs: read(listing.inputs) };
}
