/** usage: node --no-liftoff --import tsx products-limit.ts SECONDS → what a GFLOP costs where nothing is loaded or stored. */
import asc from 'assemblyscript/asc';
import { milliseconds, say } from './measure.ts';

// So many sums side by side that none waits for itself: s = s · x + y takes as long as several of them side by side.
const sums = Array.from({ length: 12 }, (_, i) => `s${i}`);
const source = `
export function run(turns: i32, x: f32, y: f32): f32 {
  const xs = f32x4.splat(x);
  const ys = f32x4.splat(y);
  ${sums.map((s, i) => `let ${s} = f32x4.splat(${i});`).join('\n  ')}
  for (let i = 0; i < turns; i++) {
    ${sums.map((s) => `${s} = f32x4.add(f32x4.mul(${s}, xs), ys);`).join('\n    ')}
  }
  return f32x4.extract_lane(${sums.reduce((all, s) => `f32x4.add(${all}, ${s})`)}, 0);
}
`;

const flops = 1e7;
const turns = Math.round(flops / (sums.length * 8));
let binary: Uint8Array<ArrayBuffer> | undefined;
const { error } = await asc.main(
  ['limit.ts', '-O3', '--runtime', 'stub', '--enable', 'simd', '--outFile', 'limit.wasm'],
  {
    readFile: (name) => (name === 'limit.ts' ? source : null),
    writeFile: (_, contents) => {
      binary = new Uint8Array(contents as Uint8Array);
    },
  },
);
if (error || !binary) throw error ?? new Error('does not compile');
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary), {});
const { run } = exports as { run: (turns: number, x: number, y: number) => number };
let sum = 0;
const time = milliseconds(() => {
  sum = run(turns, 0.5, 0.5); // each goes to 1
}, Number(process.argv[2]));
if (Math.abs(sum - sums.length) > 1e-4) throw new Error(`adds up to ${sum}`);
say([{ milliseconds: (time * 1e9) / (turns * sums.length * 8) }]);
