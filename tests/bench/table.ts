/** Tables of ratios, and timing in turns: machines are noisy, so every program gets its turn in every round. */

export function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i].length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => cell.padEnd(widths[i]))
      .join('  ')
      .trimEnd();
  console.log(`\n${title}\n${line(head)}\n${rows.map(line).join('\n')}`);
}

/** The best of several rounds for each, undefined where one failed. */
export function best(rounds: number, tries: readonly (() => number | undefined)[]): (number | undefined)[] {
  const found: (number | undefined)[] = tries.map(() => undefined);
  for (let round = 0; round < rounds; round++) {
    tries.forEach((attempt, i) => {
      if (round > 0 && found[i] === undefined) return;
      const value = attempt();
      if (value !== undefined) found[i] = Math.min(found[i] ?? Number.POSITIVE_INFINITY, value);
    });
  }
  return found;
}

/** Three digits that count: 0.0123, 4.56, 1,230. */
export const digits = (x: number): string => x.toLocaleString('en', { maximumSignificantDigits: 3 });
