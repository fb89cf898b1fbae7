/** How often a filter is right: counts over texts that it has never seen, the two errors at every threshold, and the worst ones.
 *  Read first: ../../models/safety-filter/exam.ts, ../../models/safety-filter/tricks.ts */

import type { Curriculum } from '../../models/pipeline/exam-questions.ts';
import { areaUnderCurve } from '../../models/pipeline/examine.ts';
import type { Group } from '../../models/safety-filter/exam.ts';
import type { SafetyFilter, Verdict } from '../../models/safety-filter/filter.ts';
import type { Kind } from '../../models/safety-filter/lessons.ts';
import { type Trick, tricks } from '../../models/safety-filter/tricks.ts';
import type { Random } from '../../nn/random.ts';
import type { Curve, Judged, Row, TrickRow } from './params.ts';

/** A text with what ought to become of it and what did. */
export interface Seen {
  readonly text: string;
  /** Texts of one sort. */
  readonly group: string;
  readonly kind?: Kind;
  readonly verdict: Verdict;
}

export function judgeAll(filter: SafetyFilter, way: 'in' | 'out', { name, kind, texts }: Group): Seen[] {
  return texts.map((text) => ({ text, group: name, kind, verdict: filter[way](text) }));
}

export function rowOf({ name, kind }: Group, seen: readonly Seen[]): Row {
  const stoppedBy = (by: Verdict['by']): number => seen.filter(({ verdict }) => verdict.by === by).length;
  const [by_rule, by_classifier] = [stoppedBy('rule'), stoppedBy('classifier')];
  return { name, kind: kind ?? null, texts: seen.length, stopped: by_rule + by_classifier, by_rule, by_classifier };
}

/** Requests written so that a filter may not know them. @returns what became of them, in the same order for each trick */
export function tried(
  filter: SafetyFilter,
  trick: Trick,
  { harmful, harmless }: Curriculum,
  random: Random,
): { readonly row: TrickRow; readonly seen: readonly Seen[] } {
  const { about, write } = tricks[trick];
  const judge = (asked: Curriculum['harmful'], kind?: Kind): Seen[] =>
    judgeAll(filter, 'in', { name: about, kind, texts: asked.map((one) => write(one, random)) });
  const [bad, good] = [judge(harmful, 'harmful'), judge(harmless)];
  const row = {
    trick,
    about,
    example: bad[0].text,
    harmful: bad.length,
    harmful_stopped: stopped(bad),
    harmless: good.length,
    harmless_stopped: stopped(good),
  };
  return { row, seen: [...bad, ...good] };
}

export const stopped = (seen: readonly Seen[]): number => seen.filter(({ verdict }) => verdict.stopped).length;

/** Parts of a curve. */
const steps = 100;

// #region curve
/** The two errors, had the threshold been another one: whoever wants fewer of one gets more of the other. */
export function curveOf(plainly: readonly Seen[], tricked: readonly Seen[]): Curve {
  const thresholds = Array.from({ length: steps - 1 }, (_, i) => (i + 1) / steps);
  const shareBelow = (all: readonly number[]): number[] =>
    thresholds.map((threshold) => all.filter((score) => score < threshold).length / Math.max(1, all.length));
  return {
    thresholds,
    missed: shareBelow(scoresOf(plainly, true)),
    tricked: shareBelow(scoresOf(tricked, true)),
    wrongly: shareBelow(scoresOf(plainly, false)).map((passed) => 1 - passed),
  };
}
// #endregion

/** The chance that what is to be stopped scores higher than what is to pass. */
export const areaOf = (seen: readonly Seen[]): number => areaUnderCurve(scoresOf(seen, true), scoresOf(seen, false));

/** @param bad of what is to be stopped; else of what is to pass */
const scoresOf = (seen: readonly Seen[], bad: boolean): number[] =>
  seen.filter(({ kind }) => (kind !== undefined) === bad).map(({ verdict }) => verdict.score);

/** Of each sort of texts the error that it was surest of. @param bad let through what should be stopped; else the other way round */
export function worstOf(filter: SafetyFilter, seen: readonly Seen[], bad: boolean): Judged[] {
  const worst = new Map<string, Seen>();
  for (const one of seen) {
    if ((one.kind !== undefined) !== bad || one.verdict.stopped === bad) continue;
    const before = worst.get(one.group);
    const further = bad ? -1 : 1;
    if (!before || further * (one.verdict.score - before.verdict.score) > 0) worst.set(one.group, one);
  }
  return [...worst.values()].map(({ text, verdict }) => judgedAs(filter, text, verdict));
}

export function judgedAs(filter: SafetyFilter, text: string, verdict: Verdict): Judged {
  const { stopped, kind = null, by = null, score, found } = verdict;
  const { kind: toward, bias, words } = filter.explain(text);
  return { text, stopped, kind, by, score, found: [...found], toward, bias, words: [...words] };
}
