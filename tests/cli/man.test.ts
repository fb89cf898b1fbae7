/** The manual page: complete, and liked by those who read such pages. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { manual } from '../../src/cli/describe/manual.ts';
import { call, described, everyCommand } from './in-process.ts';

const root = await described();
const { stdout: page } = await call(['man']);
const fromBuild = (name: string): string => readFileSync(new URL(`../../dist/${name}`, import.meta.url), 'utf8');
const isThere = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

/** What a reader sees of a page, in lines of 80 columns. */
function read(page: string, ...args: string[]): string {
  const { stdout, stderr, status } = spawnSync('mandoc', ['-T', 'utf8', '-O', 'width=80', ...args], {
    input: page,
    encoding: 'utf8',
  });
  expect([stderr, status]).toEqual(['', 0]);
  return stdout.replaceAll(/.\x08/g, '');
}

describe('the manual page', () => {
  it('is the one of the build, but for its day', () => {
    const dated = /^\.TH GENAI 1 "\d{4}-\d\d-\d\d" /;
    expect(page).toMatch(dated);
    expect(fromBuild('genai.1').replace(dated, '')).toBe(page.replace(dated, ''));
    expect(fromBuild('genai-tutor.1')).toBe('.so man1/genai.1\n');
    expect(JSON.parse(fromBuild('commands.json'))).toEqual(JSON.parse(JSON.stringify(root)));
    const { bin, man } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(man).toEqual(['dist/genai.1', 'dist/genai-tutor.1']);
    expect(Object.keys(bin).sort()).toEqual(['genai', 'genai-tutor']);
  });

  it.skipIf(!isThere('mandoc'))(
    'has nothing that mandoc would complain of (skipped where that is not installed)',
    () => {
      const { stdout, stderr } = spawnSync('mandoc', ['-T', 'lint'], { input: page, encoding: 'utf8' });
      expect(stdout + stderr).toBe('');
    },
  );

  it.skipIf(!isThere('mandoc'))('shows every command and every flag (skipped where mandoc is not installed)', () => {
    const seen = read(page);
    for (const { words, definition } of everyCommand(root)) {
      expect(seen).toMatch(new RegExp(`^ {2,3}genai ${words.join(' ')}( |$)`, 'm'));
      for (const { written } of definition.flags) {
        // mandoc breaks no such line
        expect(seen, written).toContain(`  ${written}`);
      }
    }
    for (const title of ['NAME', 'SYNOPSIS', 'DESCRIPTION', 'COMMANDS', 'EXIT STATUS', 'ENVIRONMENT', 'EXAMPLES']) {
      expect(seen).toMatch(new RegExp(`^${title}$`, 'm'));
    }
    expect(seen).toContain('--verbose');
  });

  it.skipIf(!isThere('mandoc'))(
    'keeps what roff would take for its own (skipped where mandoc is not installed)',
    () => {
      const strange = String.raw`.TH \fBx\fR 'a' "b" ~^ é – \e .SH`;
      const page = manual({ ...root, about: strange, commands: [], notes: '' }, '2024-01-01', '1.2.3');
      expect(read(page)).toContain(strange);
    },
  );
});
