/** usage: node --import tsx picture-ours.ts CASE SECONDS KERNELS → what a picture costs, and what is on it */
import { pictureOf } from '../networks/picture.ts';
import { readCase } from './case.ts';
import { kernelsExactly } from './kernels.ts';
import { milliseconds, say } from './measure.ts';

const [file, seconds, kernels] = process.argv.slice(2);
const { steps } = pictureOf(readCase(file), kernelsExactly(kernels));
function picture(): Float32Array {
  const going = steps();
  for (;;) {
    const { value, done } = going.next();
    if (done) return value;
  }
}
const x = picture();
const answers = [x.reduce((sum, number) => sum + number * number, 0) / x.length, ...x.slice(600, 603)];
say({ milliseconds: milliseconds(picture, Number(seconds)), answers });
