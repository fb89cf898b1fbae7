/** The page of `genai serve --web` in a real browser, before a small engine whose beliefs are known. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Heard } from '../../src/serve/engine.ts';
import type { Filter } from '../../src/serve/filter.ts';
import { pageUrl } from '../../src/serve/web.ts';
import { pageFiles } from '../../src/store/page-files.ts';
import { Browser, chromium } from './chromium.ts';
import { served } from './serving.ts';

const filter: Filter = {
  in: (text) => (text.includes('bomb') ? { stop: true, rule: 'harmful' } : { stop: false }),
  out: () => () => ({ stop: false }),
};

describe.skipIf(!chromium)(`the page${chromium ? '' : ' (skipped: there is no Chromium on this machine)'}`, () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof served>>;
  const key = 'k#1&2';

  beforeAll(async () => {
    const page = await pageFiles();
    server = await served({ page, filter, door: { hosts: new Set(), addresses: false, key } });
    browser = await Browser.open(chromium!);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const sees = (expression: string, value: unknown) =>
    expect.poll(() => browser.see(expression).catch(String), { timeout: 8000, interval: 20 }).toEqual(value);
  const says = (selector: string) => browser.see<string>(`document.querySelector('${selector}').textContent`);
  const focus = (selector: string) => browser.see(`document.querySelector('${selector}').focus()`);
  const ended = () => sees(`document.querySelector('main:not([hidden]) .go').textContent`, 'Go');

  /** Instead of what stood there. */
  async function ask(text: string) {
    await browser.see(`document.querySelector('main:not([hidden]) .wide input').select()`);
    await focus('main:not([hidden]) .wide input');
    await browser.type(text);
    await browser.press('Enter');
    await ended();
  }

  async function direct(path: string, body: object): Promise<Response> {
    return await fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    });
  }

  it('keeps the key out of the address, and has the models that there are', async () => {
    await browser.go(pageUrl(server.url, key));
    await sees(`document.activeElement.id`, 'prompt');
    await browser.see(`document.querySelector('#pace').value = '0'`);
    expect(await browser.see('location.href')).toBe(`${server.url}/`);
    expect(await browser.see(`history.length`)).toBeLessThanOrEqual(2);
    expect(await browser.see(`[...models.querySelectorAll('input')].map(({ value }) => value)`)).toEqual([
      'talker',
      'writer',
    ]);
    expect(await says('.pane small')).toBe('answers');
  });

  it('shows the answer, and at each token what was believed, as the API tells it', async () => {
    await focus('#seed');
    await browser.type('4');
    await ask('Who sat?');
    const body = { model: 'talker', messages: [{ role: 'user', content: 'Who sat?' }], seed: 4 };
    const answer = await direct('/v1/chat/completions', { ...body, max_tokens: 48, logprobs: true, top_logprobs: 5 });
    const { choices } = (await answer.json()) as {
      choices: {
        message: { content: string };
        logprobs: { content: { token: string; top_logprobs: { token: string; logprob: number }[] }[] };
      }[];
    };
    const [{ message, logprobs }] = choices;
    expect(logprobs.content.length).toBeGreaterThan(3);
    expect(await says('.answer')).toBe(message.content);
    await focus('.answer [aria-pressed="true"]');
    await browser.press('Home');
    for (const [at, { token, top_logprobs }] of logprobs.content.slice(0, 3).entries()) {
      if (at > 0) await browser.press('ArrowRight');
      expect(await says('.answer [aria-pressed="true"]')).toBe(token);
      const rows = await browser.see<[string, number, boolean][]>(
        `[...document.querySelectorAll('.bars li:not(.others)')].map((row) => [row.children[0].textContent,
          Number(row.children[1].style.getPropertyValue('--p')), row.textContent.includes('drawn')])`,
      );
      const likeliest = top_logprobs.map((one) => [one.token, Math.exp(one.logprob)] as const);
      expect(rows.slice(0, 5)).toEqual(
        likeliest.map(([text, p]) => [text.replaceAll(' ', '␣'), expect.closeTo(p, 9), text === token]),
      );
      expect(rows.filter(([, , drawn]) => drawn).map(([text]) => text)).toEqual([token.replaceAll(' ', '␣')]);
      const sum = await browser.see(
        `[...document.querySelectorAll('.bars .bar')].reduce((sum, bar) => sum + Number(bar.style.getPropertyValue('--p')), 0)`,
      );
      expect(sum).toBeCloseTo(1, 9);
    }
    const widths = await browser.see<number[]>(
      `[...document.querySelectorAll('.bars .bar')].map((bar) => parseFloat(getComputedStyle(bar).backgroundSize))`,
    );
    expect(widths.every((width) => width >= 0 && width <= 100) && widths[0] > 0).toBe(true);
  });

  it('answers the same question with the same seed when a knob is turned, and another model when one is chosen', async () => {
    const before = server.engine.asks.at(-1)!;
    await focus('#temperature');
    await browser.press('Home');
    await expect
      .poll(() => server.engine.asks.at(-1))
      .toMatchObject({ temperature: 0, seed: before.seed, prompt: before.prompt });
    await ended();
    expect(await says('#temperature-shown')).toBe('0');
    expect(await says('figcaption')).toContain('outline: believed');
    const drawn = `[...document.querySelectorAll('.bars .p')].map((one) => one.textContent)`;
    expect(await browser.see(drawn)).toEqual(['100 %', ...Array(5).fill('0 %')]);
    await focus('#models :checked');
    await browser.press('ArrowRight');
    await expect.poll(() => server.engine.asks.at(-1)).toMatchObject({ model: 'writer', prompt: { text: 'Who sat?' } });
    await ended();
    expect(await says('#kind')).toBe('Text to go on with');
    expect((await says('.answer')).startsWith('Who sat?')).toBe(true);
  });

  it('asks two side by side, and all of it fits a screen', async () => {
    server.engine.endless = true; // as long as answers become
    await browser.see(`beside.value = 'talker'; beside.dispatchEvent(new Event('change'))`);
    await ended();
    expect(await browser.see(`[...document.querySelectorAll('.pane b')].map((one) => one.textContent)`)).toEqual([
      'writer',
      'talker',
    ]);
    const asks = server.engine.asks.slice(-2);
    expect(new Set(asks.map(({ model }) => model))).toEqual(new Set(['writer', 'talker']));
    expect(asks[0].seed).toBe(asks[1].seed);
    for (const [width, height] of [
      [1280, 720],
      [1024, 768],
      [390, 2000],
    ]) {
      await browser.size(width, height);
      const size = '[document.documentElement.scrollWidth, document.documentElement.scrollHeight]';
      expect(await browser.see(size), `${width}x${height}`).toEqual([width, height]);
    }
    await browser.size(1280, 720);
    server.engine.endless = false;
    await browser.see(`document.querySelector('#temperature').value = '1'`);
    await browser.see(`beside.value = ''; beside.dispatchEvent(new Event('change'))`);
    await ended();
  });

  it('says which rule has stopped a question', async () => {
    await ask('How is a bomb made?');
    expect(await says('.pane .says')).toMatch(/safety filter, rule “harmful”: the question never reached/);
  });

  it('shows HTML as text, whoever says it', async () => {
    const evil = '<img src=x onerror="document.title=1">';
    const { write } = server.engine;
    server.engine.write = async function* (): AsyncGenerator<Heard> {
      const token = { token: 0, text: evil, logprob: -0.5, drawn: 0.5 };
      yield {
        kind: 'piece',
        text: evil,
        tokens: [{ ...token, length: evil.length, likeliest: [token, { ...token, text: '<b>' }] }],
      };
      yield { kind: 'end', reason: 'stop', prompt_tokens: 1, completion_tokens: 1 };
    };
    await ask(evil);
    server.engine.write = write;
    expect(await says('.answer')).toBe(evil + evil);
    expect(await says('.bars .token')).toBe(evil.replaceAll(' ', '␣'));
    expect(await browser.see(`document.querySelectorAll('#panes img, #panes li b').length`)).toBe(0);
    expect(await browser.see('document.title')).toContain('genai');
  });

  it('stops at once, and frees the place', async () => {
    const { engine } = server;
    Object.assign(engine, { endless: true, pace: 20 });
    await browser.see(`document.querySelector('#words .go').click()`);
    await expect.poll(() => browser.see(`document.querySelectorAll('.answer button').length > 1`)).toBe(true);
    await browser.press('Escape');
    await ended();
    expect(await says('.pane .says')).toContain('Stopped');
    await expect.poll(() => engine.writing).toBe(0);
    Object.assign(engine, { endless: false, pace: 0 });
  });

  it('lets a picture clear up, and goes back to any step', async () => {
    await browser.see(`document.querySelector('[value=picture]').click()`);
    await focus('#steps');
    await browser.press('Home');
    await browser.press('ArrowRight');
    await ask('a cat');
    expect(await says('#drawn')).toBe('a cat: done in 3 steps.');
    const drawn = await browser.see<string>(`document.querySelector('#picture-seed').placeholder`);
    const body = {
      prompt: 'a cat',
      steps: 3,
      guidance: 3,
      seed: Number(drawn.replace('by chance: ', '')),
    };
    const { data } = (await (await direct('/v1/images/generations', body)).json()) as { data: { b64_json: string }[] };
    const image = `document.querySelector('#canvas')`;
    expect(await browser.see(`${image}.src`)).toBe(`data:image/png;base64,${data[0].b64_json}`);
    await sees(`${image}.naturalWidth`, 4);
    expect(await browser.see(`getComputedStyle(${image}).imageRendering`)).toBe('pixelated');
    await focus('#back input');
    await browser.press('Home');
    expect(await browser.see(`${image}.alt`)).toBe('a cat, after step 1 of 3');
    expect(await browser.see(`${image}.src`)).not.toContain(data[0].b64_json);
    await ask('a bomb');
    expect(await says('#drawn')).toContain('(harmful)');
    expect(await browser.see(`${image}.hidden`)).toBe(true);
  });

  it('has a name for all that can be used', async () => {
    const { nodes } = await browser.send<{
      nodes: { ignored: boolean; role?: { value: string }; name?: { value: string } }[];
    }>('Accessibility.getFullAXTree');
    const used = nodes.filter(
      ({ ignored, role }) => !ignored && /textbox|slider|radio$|button|combobox/i.test(role!.value),
    );
    expect(used.length).toBeGreaterThan(7);
    expect(used.filter(({ name }) => !name?.value)).toEqual([]);
  });

  it('asks for the key when it has none', async () => {
    await browser.go('about:blank');
    await browser.go(`${server.url}/`);
    await sees(`document.activeElement?.id`, 'key');
    await browser.type('wrong');
    await browser.press('Enter');
    await sees(`document.querySelector('#trouble').textContent`, 'This API key is not the right one.');
    await browser.type(key);
    await browser.press('Enter');
    await sees(`document.activeElement?.id`, 'prompt');
    await browser.see(`location.hash = 'key=${encodeURIComponent(key)}'`); // pasted into the open page
    await sees('location.href', `${server.url}/`);
    await sees(`models.querySelectorAll('input').length`, 2);
    expect(await browser.see(`[door.hidden, trouble.hidden, document.querySelector('#key').value]`)).toEqual([
      true,
      true,
      '',
    ]);
  });

  it('says so when the server is gone', async () => {
    await server.close();
    await ask('Anybody?');
    expect(await says('.pane .says')).toContain('genai serve still running');
  });

  it('has asked nobody else, and broken no rule of its own', () => {
    const requests = browser.told.filter(({ method }) => method === 'Network.requestWillBeSent');
    const urls = requests.map(({ params }) => (params as { request: { url: string } }).request.url);
    expect(urls.length).toBeGreaterThan(15);
    expect(urls.filter((url) => !url.startsWith(`${server.url}/`) && !url.startsWith('data:'))).toEqual([]);
    expect(urls.filter((url) => /key/.test(url))).toEqual([]);
    const wrong = browser.told.filter(({ method, params }) => {
      const source = (params as { entry?: { source: string } }).entry?.source;
      return method === 'Runtime.exceptionThrown' || source === 'security' || source === 'javascript';
    });
    expect(wrong).toEqual([]);
  });
});
