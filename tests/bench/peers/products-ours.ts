/** usage: node --import tsx products-ours.ts SECONDS KERNELS 512x512x512nn... → what each product costs, and how large it is */
import type { Form } from '../../../src/nn/kernels/kernels.ts';
import { kernelsExactly } from './kernels.ts';
import { milliseconds, say } from './measure.ts';

const [seconds, name, ...products] = process.argv.slice(2);
const kernels = kernelsExactly(name);
const arena = kernels.arena();

/** The same numbers in every program. */
function filled(length: number) {
  const block = arena.block(length);
  for (let i = 0; i < length; i++) block.data[i] = (((7 * i) % 13) - 5) / 6;
  return block;
}

const measured = products.map((product) => {
  const [m, k, n] = product.split('x').map((part) => Number.parseInt(part, 10));
  const form = product.slice(-2) as Form;
  const [out, a, b] = [m * n, m * k, k * n].map(filled);
  const time = milliseconds(() => kernels.matmul(out, a, b, m, k, n, form, false), Number(seconds));
  return { milliseconds: time, answers: [kernels.dot(out, out), out.data[1], out.data[n]] };
});
say(measured);
