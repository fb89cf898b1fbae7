/** Pictures, channels last: [batch, height, width, channels]. */
import type { Tensor, Weight } from '../graph.ts';
import type { PictureShape } from '../kernels/kernels.ts';

function pictureShape({ shape }: Weight): PictureShape {
  if (shape.length !== 4) throw new Error(`[${shape}] are no pictures: [batch, height, width, channels]`);
  const [batch, height, width, channels] = shape;
  return { batch, height, width, channels };
}

/** x [B, H, W, C], w [size · size · C, K], b [K] → [B, H, W, K]: the same small network looks at every place. */
export function convolution(x: Tensor, w: Weight, b: Weight): Tensor {
  const { kernels } = x.graph;
  const { batch, height, width, channels } = pictureShape(x);
  const filters = w.shape[1];
  const size = Math.sqrt(w.shape[0] / channels);
  if (!Number.isInteger((size - 1) / 2)) throw new Error(`[${w.shape}] is no odd square of ${channels} channels`);
  const shape = { batch, height, width, channels, filters, size };
  return x.graph.record(
    'convolution',
    [batch, height, width, filters],
    [x, w, b],
    (y) => {
      kernels.convolve(y, x.value, w.value, shape);
      kernels.addRow(y, y, b.value);
    },
    (dy) => {
      kernels.convolveGrad(x.grad, w.grad, dy, x.value, w.value, shape);
      if (b.grad) kernels.sumRows(b.grad, dy);
    },
  );
}

/** Each group of channels of a picture, over all its pixels, with mean 0 and deviation 1: [B, H, W, C]. */
export function normalizeGroups(x: Tensor, groups: number, epsilon = 1e-5): Tensor {
  const { kernels, arena } = x.graph;
  const shape = pictureShape(x);
  if (shape.channels % groups !== 0) throw new Error(`${shape.channels} channels do not part into ${groups} groups`);
  const inverse = arena.block(shape.batch * groups);
  return x.graph.record(
    'normalizeGroups',
    x.shape,
    [x],
    (y) => kernels.normalizeGroups(y, inverse, x.value, shape, epsilon),
    (dy, y) => kernels.normalizeGroupsGrad(x.grad!, dy, y, inverse, shape),
  );
}

/** x [B, H, W, C] · (1 + gain) + shift; film [B, 2C] holds the gains and then the shifts. */
export function modulate(x: Tensor, film: Weight): Tensor {
  const { kernels } = x.graph;
  const shape = pictureShape(x);
  if (film.shape[0] !== shape.batch || film.shape[1] !== 2 * shape.channels) {
    throw new Error(`[${film.shape}] is no gain and shift for [${x.shape}]`);
  }
  return x.graph.record(
    'modulate',
    x.shape,
    [x, film],
    (y) => kernels.modulate(y, x.value, film.value, shape),
    (dy) => kernels.modulateGrad(x.grad, film.grad, dy, x.value, film.value, shape),
  );
}

/** Half as high and wide, each pixel the mean of four: [B, H, W, C] → [B, H/2, W/2, C]. */
export function pool(x: Tensor): Tensor {
  const { kernels } = x.graph;
  const shape = pictureShape(x);
  const { batch, height, width, channels } = shape;
  if (height % 2 !== 0 || width % 2 !== 0) throw new Error(`[${x.shape}] cannot be halved`);
  return x.graph.record(
    'pool',
    [batch, height / 2, width / 2, channels],
    [x],
    (y) => kernels.pool(y, x.value, shape),
    (dy) => kernels.poolGrad(x.grad!, dy, shape),
  );
}

/** Twice as high and wide, each pixel four times: [B, H, W, C] → [B, 2H, 2W, C]. */
export function upsample(x: Tensor): Tensor {
  const { kernels } = x.graph;
  const shape = pictureShape(x);
  const { batch, height, width, channels } = shape;
  return x.graph.record(
    'upsample',
    [batch, 2 * height, 2 * width, channels],
    [x],
    (y) => kernels.upsample(y, x.value, shape),
    (dy) => kernels.upsampleGrad(x.grad!, dy, shape),
  );
}
