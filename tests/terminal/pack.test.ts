/** Lessons of somebody else on a real terminal, from a new pack to its first answer. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { freshHome, keys, open, program } from './terminal.ts';

it('a pack opens as a course of its own', async () => {
  const folder = join(freshHome(), 'Weather school');
  execFileSync(process.execPath, [program, 'pack', 'new', folder], { stdio: 'ignore' });
  const terminal = open(['learn', '--pack', folder]);
  const screen = await terminal.until('Labs: play with the models');
  expect(screen).toMatch(/^Weather school/);
  expect(screen).not.toContain('The three paradigms');
  terminal.type(keys.enter);
  await terminal.until('Spread 100 %');
  terminal.type(`40${keys.enter}${keys.enter}`);
  await terminal.until('6 of 12'); // counted in the pack's own text, in another thread
  terminal.type(keys.enter);
  await terminal.until('a cloud covers the moon');
  terminal.type('q');
  await terminal.until(/Continue: What follows what +step 2 of 11/);
  terminal.type('q');
  expect((await terminal.ended()).status).toBe(0);
});
