/** What a run consists of, in an order in which it can be made. */
import { isFileName } from './run-record.ts';

export interface Stage {
  /** What its record is called: small letters, digits and -. */
  readonly id: string;
  /** Stages that it builds on. It builds on their files alone: what a stage hands on, it hands on in a file. */
  readonly from: readonly string[];
}

/** @throws Error when these cannot be stages */
export function checkStages(stages: readonly Stage[]): void {
  const earlier = new Set<string>();
  for (const { id, from } of stages) {
    const isId = /^[a-z][a-z0-9-]*$/.test(id) && isFileName(`${id}.json`);
    if (!isId || earlier.has(id)) throw new Error(`${id} is no id for a stage`);
    if (!from.every((source) => earlier.has(source))) throw new Error(`${id} comes before what it is made from`);
    earlier.add(id);
  }
}
