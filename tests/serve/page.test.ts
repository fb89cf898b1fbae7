/** The page of `genai serve --web`: what is sent, without a browser. How it works in one: ./browser.test.ts */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pageUrl } from '../../src/serve/web.ts';
import { pageFiles } from '../../src/store/page-files.ts';
import { appOf } from './serving.ts';

const headers = { host: 'localhost' };
const page = await pageFiles();
const door = { hosts: new Set<string>(), addresses: false, key: 'secret' };

describe('the page', () => {
  const { app } = appOf({ page, door });

  it('is at /, needs no key, and may use nothing but this server', async () => {
    const answer = await app.request('/', { headers });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const policy = new Map(
      answer.headers
        .get('content-security-policy')!
        .split('; ')
        .map((line) => [line.split(' ')[0], line.split(' ').slice(1)]),
    );
    expect(policy.get('default-src')).toEqual(["'none'"]);
    for (const kind of ['script-src', 'style-src', 'connect-src']) expect(policy.get(kind), kind).toEqual(["'self'"]);
    expect(policy.get('img-src')).toEqual(['data:']);
    for (const kind of ['base-uri', 'form-action', 'frame-ancestors'])
      expect(policy.get(kind), kind).toEqual(["'none'"]);
    expect([...policy.values()].flat().filter((source) => /unsafe|\*|https?:/.test(source))).toEqual([]);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('has all that it names, and names nothing outside', async () => {
    const seen = new Set<string>();
    const waiting = ['/'];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const answer = await app.request(path, { headers });
      const text = await answer.text();
      const kind = { js: 'text/javascript', css: 'text/css' }[path.split('.')[1]] ?? 'text/html';
      expect([answer.status, answer.headers.get('content-type')], path).toEqual([200, `${kind}; charset=utf-8`]);
      expect(text.match(/(?:https?:)?\/\/[\w-]+\.[\w.-]+|@import|url\(/g), path).toBeNull();
      expect(
        text.match(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function/g),
        path,
      ).toBeNull();
      for (const [, named] of text.matchAll(/(?:\bfrom|\bimport) '\.\/([\w-]+\.js)'|(?:src|href)="(page\/[\w.-]+)"/g)) {
        if (named) waiting.push(`/page/${named}`);
      }
      for (const [, named] of text.matchAll(/(?:src|href)="(page\/[\w.-]+)"/g)) waiting.push(`/${named}`);
      if (path === '/') expect(text.match(/<script(?! type="module" src=)|<style| style=| on\w+=/g)).toBeNull();
    }
    const files = readdirSync('src/serve/page').filter((name) => /\.(js|css)$/.test(name));
    expect([...seen].sort()).toEqual(['/', ...files.map((name) => `/page/${name}`)].sort());
  });

  it('is the page alone: what is asked for still needs the key, and a foreign host gets nothing', async () => {
    expect((await app.request('/v1/models', { headers })).status).toBe(401);
    expect((await app.request('/page/../app.ts', { headers })).status).toBe(401);
    expect((await app.request('/page/', { headers })).status).toBe(401);
    expect((await app.request('/', { headers: { host: 'evil.example' } })).status).toBe(403);
    const posted = await app.request('/page/page.js', {
      method: 'POST',
      headers: { ...headers, authorization: 'Bearer secret' },
    });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('is not there unless it is wanted', async () => {
    const plain = appOf().app;
    expect((await plain.request('/', { headers })).headers.get('content-type')).toMatch(/^text\/plain/);
    expect((await plain.request('/page/page.js', { headers })).status).toBe(404);
  });

  it('gets the key where no server sees it', () => {
    expect(pageUrl('http://127.0.0.1:8080', undefined)).toBe('http://127.0.0.1:8080/');
    const url = new URL(pageUrl('http://127.0.0.1:8080', 'a&b=c#d%+'));
    expect([url.pathname, url.search]).toEqual(['/', '']);
    expect(new URLSearchParams(url.hash.slice(1)).get('key')).toBe('a&b=c#d%+');
  });
});
