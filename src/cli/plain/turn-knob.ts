/** A knob turned by a typed line, such as "temperature 0.3" or "seed 5". */
import { numberOf } from '../../course/answer.ts';
import type { LabRun } from '../../course/lesson.ts';
import { InputError, quoted } from '../../data/input-error.ts';
import { suggest } from '../../data/near-miss.ts';
import { type Knob, knobsOf, parseParams } from '../../labs/knobs.ts';
import type { Lab } from '../../labs/lab.ts';

/** The run with the change.
 *  @param offered the knobs that the lesson lets turn
 *  @throws InputError that says what is possible */
export function turnKnob(line: string, run: LabRun, lab: Lab, offered: readonly string[]): LabRun {
  const [, word = '', value = ''] = /^\s*-*([\w-]+)\s*[=:\s]?\s*(.*?)\s*$/.exec(line) ?? [];
  const name = word.replaceAll('-', '_');
  const hasSeed = lab.chance !== false;
  if (name === 'seed' && hasSeed) {
    const seed = numberOf(value);
    if (seed !== undefined && Number.isSafeInteger(seed) && seed >= 0) return { ...run, seed };
    throw new InputError(`${quoted(value)} is no seed`, undefined, 'Give a whole number, such as seed 5.');
  }
  const knob = knobsOf(lab.params).find((knob) => knob.name === name);
  if (!knob || !offered.includes(name)) {
    throw new InputError(
      `there is no knob "${word}" here`,
      undefined,
      suggest(name, hasSeed ? [...offered, 'seed'] : offered),
    );
  }
  const params = { ...run.params, [name]: typedValue(knob, value) };
  parseParams(lab.params, params, (knobName) => knobName);
  return { ...run, params };
}

function typedValue({ kind }: Knob, typed: string): unknown {
  if (kind === 'switch')
    return typed === 'true' || typed === 'on' || (typed === 'false' || typed === 'off' ? false : typed);
  return kind === 'number' || kind === 'integer' ? (numberOf(typed) ?? typed) : typed.replace(/^(["'])(.*)\1$/, '$2');
}

/** Says which knobs there are and where they stand. */
export function describeKnobs({ params, seed }: LabRun, lab: Lab, offered: readonly string[]): string {
  const given = parseParams(lab.params, params, (name) => name) as Record<string, unknown>;
  const all = offered.map((name) => `${name} ${given[name] === undefined ? '(none)' : JSON.stringify(given[name])}`);
  const chance = lab.chance === false ? [] : [`seed ${seed}`];
  return `Knobs: ${[...all, ...chance].join(', ')}. Turn one by its name and a value.`;
}
