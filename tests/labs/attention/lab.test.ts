import { describe, expect, test } from 'vitest';
import { cat } from '../../../src/data/cat.ts';
import { InputError } from '../../../src/data/input-error.ts';
import { attentionLab } from '../../../src/labs/attention/lab.ts';
import type { Event, Params, Result } from '../../../src/labs/attention/params.ts';
import { start, viewState } from '../../../src/labs/attention/view.ts';
import { scoreLines } from '../../../src/models/language-model/score.ts';
import { NetworkLanguageModel } from '../../../src/models/text-network/language-model.ts';
import { render } from '../../../src/render/render.ts';
import { expectClose, listsOf, plainForward } from '../../models/gpt/plain-forward.ts';
import { runLab, tinyTransformer } from '../tiny-transformer.ts';

const { model, data } = tinyTransformer();
const text = 'the cat sat on the mat.';
const ids = [model.tokenizer.mark, ...model.tokenizer.encode(text)];
const last = ids.length - 1;
const run = (given: object = {}): Promise<{ events: Event[]; result: Result }> =>
  runLab<Event, Result>(attentionLab as never, { text, lines: 5, corpus: 'cat', ...given }, data);

const plain = (mask: Params['mask'] = 'causal') =>
  plainForward(model.network.config, listsOf(model.weights), ids, mask);

describe('its numbers are those of plain loops', () => {
  test.each<Params['mask']>(['causal', 'none'])('mask %s', async (mask) => {
    const { result } = await run({ mask, head: '2.3', token: 4 });
    const { scores, weights } = plain(mask).layers[1];
    expectClose(
      result.weights,
      plain(mask).layers.map(({ weights }) => weights),
      6,
    );
    for (const [s, each] of result.row.entries()) {
      const scaled = scores[2][4][s] / Math.sqrt(4); // 12 numbers in 3 heads
      expect(each.score).toBeCloseTo(scores[2][4][s], 5);
      expect(each.scaled).toBeCloseTo(scaled, 5);
      if (mask === 'causal' && s > 4) expect(each.masked).toBeNull();
      else expect(each.masked).toBeCloseTo(scaled, 5);
      expect(each.weight).toBeCloseTo(weights[2][4][s], 6);
    }
    const most = weights[2][4].indexOf(Math.max(...weights[2][4]));
    expect([result.most.token, result.looking.token]).toEqual([most, 4]);
    const ahead = weights[2].map((row, t) => row.slice(t + 1).reduce((a, b) => a + b, 0));
    expect(result.ahead).toBeCloseTo(ahead.reduce((a, b) => a + b, 0) / ids.length, 5);
  });

  test('losses', async () => {
    const { result } = await run();
    const nats = (logits: number[][]): number => {
      const each = ids.slice(1).map((id, t) => {
        const largest = Math.max(...logits[t]);
        return largest + Math.log(logits[t].reduce((sum, x) => sum + Math.exp(x - largest), 0)) - logits[t][id];
      });
      return each.reduce((a, b) => a + b, 0) / each.length;
    };
    expect(result.text_loss.tokens).toBe(last);
    expect(result.text_loss.causal).toBeCloseTo(nats(plain().logits), 5);
    expect(result.text_loss.none).toBeCloseTo(nats(plain('none').logits), 5);
    // every tenth of fifty lines, all five
    const held = cat
      .trim()
      .split('\n')
      .filter((_, i) => i % 10 === 9);
    const score = scoreLines(new NetworkLanguageModel(model, model.tokenizer), held);
    expect(result.lines_loss.tokens).toBe(score.tokens);
    expect(result.lines_loss.causal).toBeCloseTo(score.nats_per_token!, 5);
    expect(result.lines_loss.none).not.toBeCloseTo(score.nats_per_token!, 2);
  });
});

test('a head is found by what it does, or by its number', async () => {
  const { result } = await run({ head: 'itself' });
  const { shares, most } = result.habits.find(({ habit }) => habit === 'itself')!;
  expect(most!.share).toBe(Math.max(...(shares.flat() as number[])));
  expect(shares[most!.layer - 1][most!.head - 1]).toBe(most!.share);
  expect(result.head).toEqual({ layer: most!.layer, head: most!.head, habit: 'itself' });
  expect((await run({ head: '1.2' })).result.head).toMatchObject({ layer: 1, head: 2 });
});

test.each([
  [{ head: '3.1' }, 'Give previous, itself'],
  [{ token: 99 }, `tokens 0 to ${last}`],
  [{ text: 'x'.repeat(100) }, 'reads 63'],
  [{ corpus: 'nowhere' }, 'no such corpus'],
])('%j is refused in one line', async (given, told) => {
  const error = await run(given).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(InputError);
  expect(`${error}`).toContain(told);
  expect((error as Error).message).not.toContain('\n');
});

test('an empty text is only the mark, which sees itself', async () => {
  const { result } = await run({ text: '' });
  expect(result.weights.flat(3)).toEqual(Array(6).fill(1));
  expect(result.text_loss.causal).toBeNull();
});

describe('the picture', () => {
  const shown = async (given: object, height = Number.POSITIVE_INFINITY): Promise<string> => {
    const params = attentionLab.params.parse({ text, lines: 5, corpus: 'cat', ...given });
    const { events } = await run(given);
    const state = events.reduce(attentionLab.reduce, start(params));
    return render(viewState(state, { width: 80, height }), { width: 80, height, colour: 0, unicode: true }).join('\n');
  };

  test('shows the row of the token with its numbers', async () => {
    const { result } = await run({ head: '1.1' });
    const picture = await shown({ head: '1.1' });
    expect(picture).toContain('head 1.1');
    for (const { weight } of result.row) expect(picture).toContain(weight.toFixed(2));
    const why = await shown({ head: '1.1', show: 'why', token: 2 });
    expect(why.match(/-∞/g)).toHaveLength(last - 2);
    expect(why).toContain('/√4');
  });

  test('shows every head, by its number, and what it does', async () => {
    const heads = await shown({ show: 'heads' }, 24);
    const habits = await shown({ show: 'habits' }, 24);
    for (const head of ['1.1', '1.3', '2.2']) for (const picture of [heads, habits]) expect(picture).toContain(head);
    expect(habits).toContain('evenly');
  });

  test('says which lines a network of one’s own is measured on, where it may have learnt from others', async () => {
    const { events } = await run();
    const said = (given: object): string => {
      const state = events.reduce(attentionLab.reduce, start(attentionLab.params.parse(given)));
      return render(viewState(state, { width: 110, height: 40 }), {
        width: 110,
        height: 40,
        colour: 0,
        unicode: true,
      }).join('\n');
    };
    expect(said({ weights: 'my.gpt' })).toContain('(of toyland: if yours learnt from another text, set corpus)');
    for (const given of [{}, { weights: 'my.gpt', corpus: 'cat' }]) expect(said(given)).not.toContain('of toyland');
  });

  test('says what the missing mask does', async () => {
    const { result } = await run({ mask: 'none' });
    const picture = await shown({ mask: 'none' });
    expect(picture).toContain('without its mask');
    expect(picture).toContain(`${result.lines_loss.none!.toFixed(2)} without`);
    // With the mask it is not given away.
    expect(await shown({})).not.toContain('without');
  });
});
