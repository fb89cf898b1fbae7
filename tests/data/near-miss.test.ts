import { describe, expect, it } from 'vitest';
import { nearMiss, suggest } from '../../src/data/near-miss.ts';

describe('nearMiss', () => {
  it('finds a word that was meant, and none that was not', () => {
    expect(nearMiss('temprature', ['temperature', 'top_k'])).toBe('temperature');
    expect(nearMiss('zebra', ['temperature', 'top_k'])).toBeUndefined();
    expect(nearMiss('x', [])).toBeUndefined();
  });
});

describe('suggest', () => {
  const flag = (name: string): string => `--${name}`;

  it('names the near one, else all there are, as they are written', () => {
    expect(suggest('temprature', ['temperature', 'top_k'])).toBe('Did you mean temperature?');
    expect(suggest('temprature', ['temperature', 'top_k'], flag)).toBe('Did you mean --temperature?');
    expect(suggest('zebra', ['temperature', 'top_k'], flag)).toBe('There are --temperature, --top_k.');
    expect(suggest('zebra', ['temperature'])).toBe('There is temperature.');
  });
});
