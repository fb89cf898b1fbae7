/** `genai sample --unit bpe`: every form of it, with tokens that may be half a character. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { call, folder, type Given } from './in-process.ts';

const candidate = z.strictObject({ token: z.string(), p: z.number(), count: z.int() });
const distribution = z.strictObject({
  prompt: z.string(),
  context: z.array(z.string()),
  order: z.int(),
  candidates: z.array(candidate),
  total: z.int(),
  corpus: z.string(),
  vocabulary: z.int(),
});
const result = distribution.extend({
  text: z.string(),
  completion: z.string(),
  tokens: z.array(z.strictObject({ token: z.string(), p: z.number(), order: z.int() })),
  seed: z.int(),
  finish_reason: z.enum(['stop', 'length']),
});

const prompt = 'The cat sat on the';
async function output(args: readonly string[], given?: Given): Promise<string> {
  const { stdout, stderr, status } = await call(['sample', ...args, '--unit', 'bpe'], given);
  expect({ stderr, status }, args.join(' ')).toEqual({ stderr: '', status: 0 });
  return stdout;
}
const json = async (args: readonly string[]) => JSON.parse(await output([...args, '--json']));

// Each stands once, so that no pair of their bytes is joined, and all begin with the same three bytes.
const animals = ['🐈', '🐉', '🐊', '🐋', '🐌'];
const zoo = join(folder, 'zoo.txt');
writeFileSync(zoo, animals.join('\n'));

describe('genai sample --unit bpe', () => {
  it('counts the same mat and floor as whole words do', async () => {
    const told = distribution.parse(await json([prompt, '--probs', '2']));
    expect(told).toMatchObject({ context: [' the'], order: 2, total: 50, corpus: 'cat' });
    expect(told.candidates).toEqual([
      { token: ' mat', p: 0.34, count: 17 },
      { token: ' floor', p: 0.22, count: 11 },
    ]);
    expect(await output([prompt, '--probs', '2'])).toBe('␣mat\t0.3400\t17\n␣floor\t0.2200\t11\n');
    expect(await output([`${prompt} `, '--probs', '2'])).toBe(await output([prompt, '--probs', '2']));
  });

  it('puts its tokens together to the text', async () => {
    for (const seed of ['1', '2', '3']) {
      const args = [prompt, '--order', '3', '-n', '40', '--seed', seed];
      const told = result.parse(await json(args));
      expect(told.tokens.map(({ token }) => token).join('')).toBe(told.completion.replaceAll('\n', ''));
      expect(await output(args)).toBe(`${told.text.replace(/\n$/, '')}\n`);
    }
    expect(await output([`${prompt} `, '--seed', '7'])).toBe(await output([prompt, '--seed', '7']));
  });

  it('knows a word that the corpus never had', async () => {
    const { stdout, stderr } = await call(['sample', 'The zebra', '--unit', 'bpe', '--seed', '1']);
    expect([stderr, stdout.startsWith('The zebra')]).toEqual(['', true]);
  });

  it('shows bytes that are only part of a character by their numbers', async () => {
    const told = distribution.parse(await json(['', '--corpus', zoo, '--probs']));
    expect(told.candidates).toEqual([{ token: '\\xf0\\x9f\\x90', p: 1, count: 5 }]);
    const steps = (await output(['', '--corpus', zoo, '--seed', '1', '--explain', '--json'])).trimEnd().split('\n');
    const [{ completion }] = [JSON.parse(steps.pop()!)];
    expect(animals).toContain(completion);
    expect(steps.map((line) => JSON.parse(line).piece)).toEqual(['', completion, '\n']);
    expect(await output(['', '--corpus', zoo, '-n', '1'])).toBe('\ufffd\n');
  });

  it('writes nothing that commands a terminal, though smoothing gives every byte a chance', async () => {
    const args = ['', '--corpus', zoo, '--smoothing', 'add-1', '-n', '300', '--seed', '1'];
    const text = await output(args);
    expect(text).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/);
    expect(`${result.parse(await json(args)).text.replace(/\n$/, '')}\n`).toBe(text);
    expect(await output([...args, '--probs', '300'])).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/);
  });

  it('names the lines that taught it', async () => {
    const told = result
      .extend({
        why: z.array(
          z.strictObject({
            token: z.string(),
            context: z.array(z.string()),
            count: z.int(),
            lines: z.array(z.string()),
          }),
        ),
      })
      .parse(await json([prompt, '--seed', '7', '--order', '3', '--why']));
    for (const { token, context, count, lines } of told.why.slice(0, -1)) {
      expect(lines.length).toBe(Math.min(count, 3));
      for (const line of lines) expect(line).toContain((context.join('') + token).replace('<begin>', ''));
    }
    expect(await output([prompt, '--seed', '7', '--why'])).toContain('" after "the", taught by:\n');
  });

  it('tells how many tokens it learnt', async () => {
    const { stderr } = await call(['sample', prompt, '--unit', 'bpe', '--seed', '1', '--verbose']);
    const { vocabulary } = await json([prompt, '--probs', '1']);
    expect(stderr).toContain(`tokens, a vocabulary of ${vocabulary}, `);
  });
});

describe('genai eval --unit bpe', () => {
  it('scores any text; bits a byte do not depend on the unit where all is certain', async () => {
    const score = async (...args: string[]) =>
      JSON.parse((await call(['eval', ...args, '--lines', '--json', '--corpus', zoo])).stdout);
    // Which of five: that is all there is to say.
    const byPairs = await score('🐈', '--unit', 'bpe', '--order', '3');
    expect(byPairs).toMatchObject({ unit: 'bpe', tokens: 3, unseen: 0, unknown: 0 });
    expect(byPairs.bits_per_byte).toBeCloseTo(Math.log2(5) / 4, 10);
    expect((await score('🐈', '--unit', 'char')).bits_per_byte).toBeCloseTo(byPairs.bits_per_byte, 10);
    const strange = await score('zebra', '--unit', 'bpe', '--smoothing', 'kneser-ney');
    expect(strange).toMatchObject({ tokens: 6, unseen: 0, unknown: 0 });
    expect(strange.nats_per_token).toBeGreaterThan(3);
  });
});
