/** The machine: Node, processor, memory, arithmetic. */
import { availableParallelism, cpus, freemem, totalmem } from 'node:os';
import { simdProblem } from '../../nn/kernels/simd/simd.ts';
import { clean } from '../../render/clean.ts';
import { version } from '../version.ts';
import type { Finding } from './finding.ts';

/** The oldest Node that is tested. */
const oldestNode = [20, 19] as const;
/** Bytes that training in the labs may take. */
const leastMemory = 256e6;

export function examineMachine(platform: string): Finding[] {
  const node = process.versions.node;
  const [major, minor] = node.split('.').map(Number);
  const old = major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]);
  const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  const tight = freemem() < leastMemory;
  const missing = simdProblem();
  return [
    { name: 'version', value: version(), ok: true },
    {
      name: 'node',
      value: node,
      ok: !old,
      note: old ? `it is older than ${oldestNode.join('.')}, which is not tested: take a newer one` : undefined,
    },
    { name: 'system', value: `${platform} ${process.arch}`, ok: true },
    { name: 'processor', value: `${plural(availableParallelism(), 'core')}, ${model()}`, ok: true },
    {
      name: 'memory',
      value: `${size(memory)}, ${size(Math.min(memory, freemem()))} of it free`,
      ok: !tight,
      note: tight ? 'networks may not find room to learn: close other programs' : undefined,
    },
    {
      name: 'kernels',
      value: missing ? 'plain' : 'simd, plain',
      ok: true,
      note: missing && `simd does not run here (${clean(missing)}): networks learn as well, but more slowly`,
    },
  ];
}

const model = (): string => clean(cpus()[0]?.model.trim() || 'of unknown make');

export const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** "24.0 GB" @param bytes */
export const size = (bytes: number): string =>
  bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${(bytes / 1e6).toFixed(0)} MB`;
