/** `genai sample --smoothing`: what it draws, and that what it tells of that is true. */
import { describe, expect, it } from 'vitest';
import { cat } from '../../src/data/cat.ts';
import { documents, mark } from '../models/ngram/reference.ts';
import { SlowModel } from '../models/ngram/smoothing-reference.ts';
import { call } from './in-process.ts';

const prompt = 'The dog sat on the';

async function output(...args: string[]): Promise<string> {
  const { stdout, stderr, status } = await call(['sample', ...args]);
  expect({ stderr, status }, args.join(' ')).toEqual({ stderr: '', status: 0 });
  return stdout;
}
const json = async (...args: string[]) => JSON.parse(await output(...args, '--json'));

interface Candidate {
  readonly token: string;
  readonly p: number;
  readonly count: number;
}

describe('--smoothing', () => {
  it('none is what comes without it', async () => {
    for (const flags of [
      ['--seed', '7'],
      ['--probs', '5', '--json'],
      ['--explain', '--why', '--seed', '1'],
    ]) {
      expect(await output(prompt, ...flags, '--smoothing', 'none')).toBe(await output(prompt, ...flags));
    }
  });

  it.each(['add-1', 'add-0.1', 'kneser-ney'])('%s gives every token its share, by the formula', async (smoothing) => {
    const slow = new SlowModel(documents(cat, 'word'), 3);
    const before = documents(prompt, 'word')[0];
    const p = (token: string): number =>
      smoothing === 'kneser-ney' ? slow.kneserNey(before, token) : slow.addK(Number(smoothing.slice(4)), before, token);
    const all = slow.vocabulary.map((token): [string, number] => [token === mark ? '<end>' : token.trim(), p(token)]);
    const sum = all.reduce((sum, [, p]) => sum + p, 0);
    const told = await json(prompt, '--order', '3', '--smoothing', smoothing, '--probs', '1000');
    expect(told).toMatchObject({ context: ['on', 'the'], order: 3 });
    expect(told.candidates).toHaveLength(all.length);
    const counted = await json(prompt, '--order', '3', '--probs', '1000');
    const counts = new Map(counted.candidates.map(({ token, count }: Candidate) => [token, count]));
    // Nobody can write a word outside the vocabulary, so that those inside share what Kneser-Ney keeps for it.
    const shares = new Map(all.map(([token, p]) => [token, p / sum]));
    expect(sum).toBeGreaterThan(smoothing === 'kneser-ney' ? 0.99 : 1 - 1e-12);
    for (const { token, p, count } of told.candidates as Candidate[]) {
      expect(p).toBeCloseTo(shares.get(token)!, 12);
      expect(count).toBe(counts.get(token) ?? 0);
    }
    expect(told.total).toBe(counted.total);
  });

  it('draws by those shares, the same for the same seed', async () => {
    const args = [prompt, '--order', '3', '--smoothing', 'add-1', '--no-echo', '-n', '1'];
    const drawn = (await output(...args, '--samples', '2000', '--seed', '1')).trimEnd().split('\n');
    const { candidates } = await json(prompt, '--order', '3', '--smoothing', 'add-1', '--probs', '1000');
    for (const { token, p } of (candidates as Candidate[]).filter(({ token }) => token !== '<end>').slice(0, 8)) {
      const share = drawn.filter((word) => word === token).length / drawn.length;
      // a line that ends at once begins a new one, whose first word is drawn instead
      expect(Math.abs(share - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / drawn.length) + 0.02);
    }
    expect(new Set(drawn).size).toBeGreaterThan(60);
    expect(await output(...args, '--seed', '5')).toBe(await output(...args, '--seed', '5'));
  });

  it('reaches shaping as the counts do', async () => {
    const flags = [prompt, '--order', '3', '--smoothing', 'kneser-ney'];
    expect(await output(...flags, '--temperature', '0')).toBe('The dog sat on the mat.\n');
    const { candidates } = await json(...flags, '--probs', '9', '--top-k', '2');
    expect(candidates).toHaveLength(2);
    expect(candidates[0].p + candidates[1].p).toBeCloseTo(1, 12);
  });
});

describe('what is told of it', () => {
  it('names the smoothing beside the context, and counts of 0', async () => {
    const text = await output(
      prompt,
      '--order',
      '3',
      '--smoothing',
      'kneser-ney',
      '--explain',
      '--seed',
      '1',
      '-n',
      '1',
    );
    expect(text).toContain('1. after "on the" · smoothed: kneser-ney\n');
    expect(text).toMatch(/ 0 of \d+$/m);
  });

  it('says that after a context never seen add-K knows nothing, and Kneser-Ney falls back', async () => {
    const add = await call(['sample', 'roof on the', '--order', '4', '--smoothing', 'add-1', '--probs', '3']);
    expect(add.stderr).toBe("hint: never saw 'roof on the': all tokens are equally likely\n");
    const shares = add.stdout
      .split('\n')
      .slice(0, 3)
      .map((line) => line.split('\t'));
    expect(new Set(shares.map(([, p]) => p)).size).toBe(1);
    expect(shares.map(([, , count]) => count)).toEqual(['0', '0', '0']);
    const kneserNey = await call([
      'sample',
      'roof on the',
      '--order',
      '4',
      '--smoothing',
      'kneser-ney',
      '--probs',
      '3',
    ]);
    expect(kneserNey.stderr).toBe("hint: never saw 'roof on the': fell back to 'on the'\n");
  });

  it('--why shows the shorter context that taught Kneser-Ney, and that no line taught add-K', async () => {
    const flags = [prompt, '--order', '3', '--probs', '1000', '--why'];
    const { why } = await json(...flags, '--smoothing', 'kneser-ney');
    const context = ['on', 'the'];
    for (const { token, context: taught, count, lines } of why) {
      expect(count).toBeGreaterThan(0);
      expect(lines.length).toBe(Math.min(3, lines.length));
      expect(context.slice(context.length - taught.length)).toEqual(taught);
      if (token !== '<end>') for (const line of lines) expect(line).toContain(token);
    }
    expect(why.some((one: { context: string[] }) => one.context.length === 0)).toBe(true);
    const add = await json(...flags, '--smoothing', 'add-1');
    const untaught = add.why.filter(({ count }: { count: number }) => count === 0);
    expect(untaught.length).toBeGreaterThan(30);
    for (const { lines, context } of untaught) expect([lines, context]).toEqual([[], ['on', 'the']]);
    const told = await output(...flags, '--smoothing', 'add-1');
    expect(told).toContain('"The" after "on the", taught by no line: smoothing gave it a chance\n');
  });

  it('is refused in one line when it is none', async () => {
    const { stderr, status } = await call(['sample', prompt, '--smoothing', 'some']);
    expect(status).toBe(2);
    expect(stderr).toContain('"some" is not possible here (--smoothing). Give none, kneser-ney, or add-K');
  });
});
