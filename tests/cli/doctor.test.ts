/** The doctor on machines that lack something. */
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/cli/doctor/finding.ts';
import { call, folder, type Given } from './in-process.ts';

async function examined(given: Given): Promise<{ find: (name: string) => Finding; status: number | null }> {
  const { stdout, status } = await call(['doctor', '--json'], given);
  const { findings } = JSON.parse(stdout) as { findings: Finding[] };
  return { find: (name) => findings.find((finding) => finding.name === name)!, status };
}

describe('the doctor', () => {
  it('leaves no folder behind', async () => {
    const home = join(folder, 'not', 'there', 'yet');
    const { find, status } = await examined({ env: { GENAI_TUTOR_HOME: home } });
    expect([find('progress').value, status, existsSync(join(folder, 'not'))]).toEqual([home, 0, false]);
    expect(find('disk').value).toMatch(/^\d.* [MG]B free there$/);
  });

  it('calls a window too small that the course does not fit into', async () => {
    const { find, status } = await examined({ terminal: { columns: 39, rows: 24 } });
    expect([find('terminal').value, find('terminal').ok, status]).toEqual(['39 x 24', false, 1]);
    expect(find('terminal').note).toContain('genai learn --plain');
    const fits = await examined({ terminal: { columns: 40, rows: 12 } });
    expect([fits.find('terminal').ok, fits.status]).toEqual([true, 0]);
  });

  it.each([
    [{ NO_COLOR: '1' }, 'NO_COLOR is set'],
    [{ FORCE_COLOR: '0' }, 'FORCE_COLOR says so'],
    [{ TERM: 'dumb' }, 'TERM is dumb'],
  ])('says why there are no colours: %j', async (env, why) => {
    const { find, status } = await examined({ terminal: {}, env });
    expect([find('colours').value, status]).toEqual(['none', 0]);
    expect(find('colours').note).toContain(why);
  });

  it('says how to have more than ASCII', async () => {
    expect((await examined({ env: { LANG: 'C' } })).find('characters').note).toContain('C.UTF-8');
    expect((await examined({ env: { TERM: 'linux' } })).find('characters').note).toContain('TERM is linux');
  });

  it('notices that genai is another program, or nowhere', async () => {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    expect((await examined({ env: { PATH: bin } })).find('command').note).toContain('npx genai-tutor');
    writeFileSync(join(bin, 'genai'), '#!/bin/sh\n');
    chmodSync(join(bin, 'genai'), 0o755);
    const { find, status } = await examined({ env: { PATH: `/nowhere:${bin}` } });
    expect([find('command').value, status]).toEqual([join(bin, 'genai'), 0]);
    expect(find('command').note).toContain('genai-tutor');
  });

  it('sums up, and keeps its notes inside the window', async () => {
    const terminal = { columns: 60, rows: 24 };
    const { stdout } = await call(['doctor'], { terminal, env: { GENAI_TUTOR_HOME: '/dev/null/x', LANG: 'C' } });
    expect(stdout).toMatch(/\nTo mend: progress\.\n$/);
    for (const line of stdout.split('\n').filter((line) => line.startsWith(' '))) {
      expect(line.length, line).toBeLessThanOrEqual(60);
    }
    expect((await call(['doctor'])).stdout).toMatch(/\nEverything works here\.\n$/);
  });
});
