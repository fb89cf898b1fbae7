/** robots.txt as RFC 9309 wants it read; the tables are after its sections 2.2 and 5. */
import { describe, expect, it } from 'vitest';
import { allowed, readRobots } from '../../../src/models/collect/robots.ts';

const may = (rules: string, path: string): boolean => allowed(readRobots(`User-agent: *\n${rules}`, 'toybot'), path);

describe('rules', () => {
  it.each([
    ['Disallow: /a', '/a', false],
    ['Disallow: /a', '/ab/c', false],
    ['Disallow: /a', '/b/a', true],
    ['Disallow:', '/a', true],
    ['Disallow: /', '/', false],
    ['', '/a', true],
    // the longest match decides, wherever it stands; of two as long, allow
    ['Disallow: /a\nAllow: /a/b', '/a/b', true],
    ['Allow: /a/b\nDisallow: /a', '/a/b/c', true],
    ['Allow: /a/b\nDisallow: /a', '/a/c', false],
    ['Disallow: /a\nAllow: /a', '/a', true],
    // * is anything, $ is the end
    ['Disallow: *.gif$', '/x/y.gif', false],
    ['Disallow: *.gif$', '/x/y.gif?z', true],
    ['Disallow: /a/*/c', '/a/b/c/d', false],
    ['Disallow: /a/*/c', '/a/c', true],
    ['Disallow: /a*', '/a', false],
    ['Disallow: /a$', '/a', false],
    ['Disallow: /a$', '/ab', true],
    ['Disallow: /x*x$', '/x', true],
    ['  disallow :  /a  # not this', '/a', false],
    ['nonsense\n: \nDisallow /a', '/a', true],
  ])('%j: %s may be fetched: %s', (rules, path, expected) => expect(may(rules, path)).toBe(expected));
});

describe('groups', () => {
  const text =
    'User-agent: Otherbot\nUser-agent: Toybot\nDisallow: /ours\n\nUser-agent: *\nDisallow: /all\nCrawl-delay: 3\n';

  it('are those that name us, else those for everybody', () => {
    const ours = readRobots(text, 'toybot');
    expect([allowed(ours, '/ours'), allowed(ours, '/all'), ours.delay]).toEqual([false, true, 0]);
    const others = readRobots(text, 'nobot');
    expect([allowed(others, '/ours'), allowed(others, '/all'), others.delay]).toEqual([true, false, 3]);
    expect(allowed(readRobots('Disallow: /', 'toybot'), '/')).toBe(true);
  });

  it('may not make us wait for ever, nor for nonsense', () => {
    const delay = (value: string): number => readRobots(`User-agent: *\nCrawl-delay: ${value}`, 'toybot').delay;
    expect(['1e99', 'Infinity', '2.5', '-1', 'x', ''].map(delay)).toEqual([20, 20, 3, 0, 0, 0]);
  });
});
