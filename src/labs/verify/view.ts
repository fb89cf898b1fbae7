/** The table of figures, and below it what was left out. */
import { type Frame, type Rich, rows, type Size, text } from '../../render/frame.ts';
import type { State } from './params.ts';

/** Below so many columns there are fewer digits, so that the names of the figures can be told apart. */
const narrow = 76;

export function viewFigures({ figures, of, working }: State, { width, height }: Size): Frame {
  const wide = width >= 100;
  const computed = figures.filter(({ ok }) => ok !== null);
  const passed = computed.filter(({ ok }) => ok).length;
  const missing = [...new Set(figures.flatMap(({ needs }) => needs ?? []))].map((file) => {
    const number = figures.filter(({ needs }) => needs === file).length;
    const skipped = number === 1 ? '1 figure skipped: it needs' : `${number} figures skipped: they need`;
    return `${skipped} ${file} (--data FILE)`;
  });
  const sources = `sources: ${[...new Set(computed.map(({ source }) => source))].join('; ')}`;
  const below = [
    text(
      `${passed} of ${computed.length} meet the published figure` +
        (figures.length < of ? `, ${of} in all${working ? `; computing: ${working}` : ''}` : ''),
      'muted',
    ),
    ...missing.map((line) => text(line, 'warn')),
    ...(wide || computed.length === 0 ? [] : [text(sources, 'muted')]),
  ];
  const lines = 2 + computed.length + 2 + missing.length + (wide ? 0 : Math.ceil(sources.length / width));
  const brief = width < narrow;
  const table: Frame = {
    kind: 'table',
    columns: [
      { title: 'figure' },
      { title: 'published', align: 'right' },
      { title: 'ours', align: 'right' },
      ...(brief ? [] : [{ title: 'may be off', align: 'right' as const }]),
      { title: '' },
      ...(wide ? [{ title: 'source' }] : []),
    ],
    rows: computed.map(({ name, published, ours, tolerance, source, ok }): Rich[] => {
      const tone = ok ? 'good' : 'bad';
      if (brief) return [name, short(published), short(ours), [{ text: ok ? 'ok' : 'off', tone }]];
      const meets: Rich = [{ text: ok ? 'meets it' : 'misses it', tone }];
      return [name, String(published), shown(ours, published), String(tolerance), meets, ...(wide ? [source] : [])];
    }),
  };
  // No room to spare: the figures come first.
  return lines <= height
    ? { ...rows(table, rows(...below)), gap: 1 }
    : rows(table, ...below.slice(0, 1 + missing.length));
}

/** As many decimals as were published, four at least, or as many digits as tell something where those would all be 0. */
function shown(ours: number | null, published: number): string {
  if (ours === null) return 'infinite';
  const decimals = Math.max(4, /\.(\d+)$/.exec(String(published))?.[1].length ?? 0);
  return String(Number(Math.abs(ours) < 0.01 ? ours.toPrecision(7) : ours.toFixed(decimals)));
}

/** As many digits as say whether two numbers are alike. */
function short(x: number | null): string {
  if (x === null) return 'infinite';
  return Math.abs(x) < 0.001 ? x.toExponential(3) : String(Number(x.toPrecision(5)));
}
