/** How fast an n-gram model learns: ours beside npm packages and Python's Counter, each in a process of its own, in turn. */
import { spawnSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeToyland } from '../../src/data/toyland.ts';
import { Random } from '../../src/nn/random.ts';
import { best, table } from './table.ts';

const here = import.meta.dirname;

interface Peer {
  readonly name: string;
  readonly command: readonly string[];
  /** The largest text that it gets through in a minute or so. */
  readonly megabytes: number;
}

const node = process.execPath;
const peers: readonly Peer[] = [
  { name: 'genai-tutor', command: [node, '--import', 'tsx', 'peers/ours.ts'], megabytes: Number.POSITIVE_INFINITY },
  { name: 'Python Counter', command: ['python3', 'peers/counter.py'], megabytes: 64 },
  { name: 'kurwov', command: [node, 'peers/kurwov.mjs'], megabytes: 16 },
  { name: 'rita', command: [node, '--max-old-space-size=4096', 'peers/rita.mjs'], megabytes: 4 },
  { name: 'markov-strings', command: [node, '--max-old-space-size=4096', 'peers/markov-strings.mjs'], megabytes: 1 },
];

/** Text with the word frequencies of a language (Zipf's law) and the length of its sentences, without its grammar: more
 *  different n-grams than any real text has. */
function zipfText(bytes: number): string {
  const random = new Random(1);
  const words = Array.from({ length: 50_000 }, (_, i) => {
    const length = 2 + random.below(3 + Math.floor(Math.log(i + 2)));
    return Array.from({ length }, () => String.fromCharCode(97 + random.below(26))).join('');
  });
  let sum = 0;
  const sums = words.map((_, i) => (sum += 1 / (i + 2.7)));
  const lines: string[] = [];
  for (let size = 0; size < bytes; size += lines[lines.length - 1].length + 1) {
    const line = Array.from(
      { length: 8 + random.below(20) },
      () => words[sums.findIndex((s) => s > random.next() * sum)],
    );
    lines.push(`${line.join(' ')}.`);
  }
  return lines.join('\n');
}

function toylandText(bytes: number): string {
  let text = '';
  for (let seed = 1; text.length < bytes; seed++) text += makeToyland(seed);
  return text;
}

/** Seconds, or undefined when it is not there or gave up. */
function time({ command: [program, ...args] }: Peer, file: string, order: number): number | undefined {
  const { stdout } = spawnSync(program, [...args, file, String(order)], {
    cwd: here,
    encoding: 'utf8',
    timeout: 180_000,
  });
  const seconds = Number.parseFloat(stdout);
  return Number.isFinite(seconds) ? seconds : undefined;
}

export function benchNgram(folder: string, own?: string): void {
  const files: Record<string, string> = {};
  for (const size of [1, 4, 16]) {
    files[`toyland ${size} MB`] = join(folder, `toyland-${size}.txt`);
    writeFileSync(files[`toyland ${size} MB`], toylandText(size * 1e6));
  }
  files['Zipf 16 MB'] = join(folder, 'zipf-16.txt');
  writeFileSync(files['Zipf 16 MB'], zipfText(16e6));
  if (own) files[own] = own;
  for (const [name, file] of Object.entries(files)) {
    const megabytes = statSync(file).size / 1e6;
    const rows: string[][] = [];
    for (const order of [2, 3, 5]) {
      const able = peers.filter((peer) => megabytes <= peer.megabytes * 1.1);
      const seconds = best(
        3,
        able.map((peer) => () => time(peer, file, order)),
      );
      const ours = seconds[0]!;
      able.forEach(({ name: peer }, i) => {
        const took = seconds[i];
        const speed = took === undefined ? '-' : (megabytes / took).toFixed(1);
        const ratio = took === undefined ? 'failed' : i === 0 ? '' : `${(took / ours).toFixed(1)} × slower`;
        rows.push([String(order), peer, speed, ratio]);
      });
    }
    table(`n-gram training, ${name}`, ['order', 'program', 'MB/s', 'beside ours'], rows);
  }
}
