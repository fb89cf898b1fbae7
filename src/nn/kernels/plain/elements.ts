/** Numbers one by one, and one row for all rows. */
import type { Random } from '../../random.ts';
import type { Block } from '../kernels.ts';

export function fill(out: Block, value: number): void {
  out.data.fill(value);
}

export function copy(out: Block, x: Block): void {
  out.data.set(x.data);
}

export function add(out: Block, a: Block, b: Block): void {
  const { data: y, length } = out;
  const { data: p } = a;
  const { data: q } = b;
  for (let i = 0; i < length; i++) y[i] = p[i] + q[i];
}

export function multiply(out: Block, a: Block, b: Block): void {
  const { data: y, length } = out;
  const { data: p } = a;
  const { data: q } = b;
  for (let i = 0; i < length; i++) y[i] = p[i] * q[i];
}

export function affine(out: Block, x: Block, scale: number, shift: number): void {
  const { data: y, length } = out;
  const { data: p } = x;
  for (let i = 0; i < length; i++) y[i] = scale * p[i] + shift;
}

export function addScaled(out: Block, x: Block, scale: number): void {
  const { data: y, length } = out;
  const { data: p } = x;
  for (let i = 0; i < length; i++) y[i] += scale * p[i];
}

export function addProduct(out: Block, a: Block, b: Block): void {
  const { data: y, length } = out;
  const { data: p } = a;
  const { data: q } = b;
  for (let i = 0; i < length; i++) y[i] += p[i] * q[i];
}

export function blend(out: Block, x: Block, share: number): void {
  const { data: y, length } = out;
  const { data: p } = x;
  for (let i = 0; i < length; i++) y[i] += share * (p[i] - y[i]);
}

export function sum(x: Block): number {
  const { data: p, length } = x;
  let total = 0;
  for (let i = 0; i < length; i++) total += p[i];
  return total;
}

export function dot(a: Block, b: Block): number {
  const { data: p, length } = a;
  const { data: q } = b;
  let total = 0;
  for (let i = 0; i < length; i++) total += p[i] * q[i];
  return total;
}

export function addRow(out: Block, x: Block, row: Block): void {
  const { data: y, length } = out;
  const { data: p } = x;
  const { data: r, length: columns } = row;
  for (let start = 0; start < length; start += columns) {
    for (let j = 0; j < columns; j++) y[start + j] = p[start + j] + r[j];
  }
}

export function multiplyRow(out: Block, x: Block, row: Block): void {
  const { data: y, length } = out;
  const { data: p } = x;
  const { data: r, length: columns } = row;
  for (let start = 0; start < length; start += columns) {
    for (let j = 0; j < columns; j++) y[start + j] = p[start + j] * r[j];
  }
}

export function addProductRow(out: Block, x: Block, row: Block): void {
  const { data: y, length } = out;
  const { data: p } = x;
  const { data: r, length: columns } = row;
  for (let start = 0; start < length; start += columns) {
    for (let j = 0; j < columns; j++) y[start + j] += p[start + j] * r[j];
  }
}

export function sumRows(row: Block, x: Block): void {
  const { data: r, length: columns } = row;
  const { data: p, length } = x;
  // Column by column, so that the sum stays in a register and is double whatever is stored.
  for (let j = 0; j < columns; j++) {
    let total = r[j];
    for (let i = j; i < length; i += columns) total += p[i];
    r[j] = total;
  }
}

export function sumProductRows(row: Block, a: Block, b: Block): void {
  const { data: r, length: columns } = row;
  const { data: p, length } = a;
  const { data: q } = b;
  for (let j = 0; j < columns; j++) {
    let total = r[j];
    for (let i = j; i < length; i += columns) total += p[i] * q[i];
    r[j] = total;
  }
}

export function normals(out: Block, random: Random): void {
  const { data: y, length } = out;
  for (let i = 0; i < length; i++) y[i] = random.normal();
}
