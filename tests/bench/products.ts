/** Matrix products in all forms beside what the machine can do: multiply and add four numbers at a time, all in registers. */
import type { Measured } from './peers/measure.ts';
import { ask, difference, type Effort, node, torch } from './rivals.ts';
import { best, digits, table } from './table.ts';

/** m, k, n: out [m, n] = op(A) [m, k] · op(B) [k, n]. Large; a layer's up; small. */
const sizes = ['512x512x512', '1024x64x256', '128x32x32'];
const forms = ['nn', 'nt', 'tn', 'tt'];

export function benchProducts({ rounds, seconds }: Effort): void {
  const products = sizes.flatMap((size) => forms.map((form) => ({ size, form })));
  const each = seconds / 6;
  const words = products.map(({ size, form }) => `${size}${form}`);
  const commands = [
    [process.execPath, '--no-liftoff', ...node('products-limit.ts', each).slice(1)], // the best code at once
    node('products-ours.ts', each, 'simd', ...words),
    node('products-ours.ts', each, 'plain', ...words),
    torch('products-torch.py', each, ...words),
  ];
  // Of each program and product the best of all rounds.
  const said: Measured[][] = commands.map(() => []);
  const reasons: (string | undefined)[] = [];
  best(
    rounds,
    commands.map((command, i) => () => {
      const { said: found, reason } = ask<Measured[]>(command);
      reasons[i] = reason;
      found?.forEach((one, j) => {
        if (!said[i][j] || one.milliseconds < said[i][j].milliseconds) said[i][j] = one;
      });
      return found && 0;
    }),
  );
  const [[limit], simd, plain, pytorch] = said;
  const gflops = (work: number, one?: Measured): number => (one ? work / one.milliseconds / 1e6 : Number.NaN);
  const most = gflops(1e9, limit);
  const rows = products.map(({ size, form }, j) => {
    const work = 2 * size.split('x').reduce((product, length) => product * Number(length), 1);
    const [fast, slow, other] = [simd, plain, pytorch].map((set) => gflops(work, set[j]));
    const wrong = [plain, pytorch].flatMap((set) =>
      set[j] && simd[j] ? (difference(simd[j], set[j], 1e-4) ?? []) : [],
    );
    const number = (x: number, unit = '') => (Number.isNaN(x) ? '-' : digits(x) + unit);
    // biome-ignore format: a row
    return [size, form, number(slow), number(fast), number(fast / slow, ' ×'), number((100 * fast) / most, ' %'),
      number(other), number(fast / other, ' ×'), wrong.join('; ')];
  });
  const title = `matrix products in GFLOP/s; the limit of 128-bit multiply and add is ${digits(most)}`;
  // biome-ignore format: a row
  table(title, ['m x k x n', 'form', 'plain', 'simd', 'of plain', 'of the limit', 'PyTorch, 1 thread', 'simd is', ''], rows);
  for (const [i, name] of ['the limit', 'simd', 'plain', 'PyTorch'].entries()) {
    if (reasons[i]) console.log(`${name}: ${reasons[i]}`);
  }
}
