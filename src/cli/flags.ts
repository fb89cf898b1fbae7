/** Command-line flags made from a schema's knobs, and knobs read from the flags given. */
import { type Command, Option } from 'commander';
import { InputError, quoted } from '../data/input-error.ts';
import { suggest } from '../data/near-miss.ts';
import { asFlag, describeRange, type Knob } from '../labs/knobs.ts';
import { kernelNames } from '../nn/kernels/kernels.ts';
import type { CommandContext } from './context.ts';

/** Adds a flag for every knob, and for a switch that is on one that turns it off. */
export function addKnobs(command: Command, knobs: readonly Knob[]): void {
  for (const knob of knobs) {
    command.addOption(optionOf(knob));
    if (knob.default === true) command.addOption(new Option(asFlag(`no_${knob.name}`), 'Turn that off'));
  }
}

function optionOf(knob: Knob): Option {
  const short = knob.short ? `-${knob.short}, ` : '';
  const flag = short + asFlag(knob.name);
  const about = knob.about.replace(/\.$/, '') + rangeOf(knob);
  if (knob.kind === 'switch') return new Option(flag, about);
  const option = new Option(`${flag} <${knob.placeholder ?? valueName(knob)}>`, about);
  // For completion; what may stand there the schema decides.
  option.argChoices = knob.choices && [...knob.choices];
  return knob.many ? option.argParser((value, before?: string) => (before ? `${before},${value}` : value)) : option;
}

/** A flag that takes one of some words.
 *  @param flags in commander's form, "--style <KIND>" */
export function choiceFlag(flags: string, about: string, choices: readonly string[]): Option {
  const option = new Option(flags, about);
  option.argChoices = [...choices];
  return option.argParser((word: string) => {
    if (choices.includes(word)) return word;
    throw new InputError(`${quoted(word)} is not possible here`, option.long, suggest(word, choices));
  });
}

/** Which arithmetic is below: a flag of everything that computes with networks. */
export const kernelFlag = (): Option =>
  choiceFlag(
    `--kernel <${kernelNames.join('|')}>`,
    'the arithmetic below: WebAssembly, or TypeScript that can be read (default: the faster one that runs here)',
    kernelNames,
  );

/** Two kinds of language models: one counts, the other is a network. */
export const modelNames = ['ngram', 'gpt'] as const;

/** For a model of counts: what only a network can be asked.
 *  @throws InputError when a flag was given that only networks have */
export function refuseNetwork({ weights, kernel, cache }: Readonly<Record<string, unknown>>): void {
  const flag =
    weights !== undefined
      ? '--weights'
      : kernel !== undefined
        ? '--kernel'
        : cache !== undefined
          ? `--${cache ? '' : 'no-'}cache`
          : undefined;
  if (flag) throw new InputError('only a network has that; an n-gram model counts', flag, 'Add --model gpt.');
}

const valueName = (knob: Knob): string =>
  knob.kind === 'choice' ? (isShort(knob) ? knob.choices!.join('|') : 'KIND') : knob.kind === 'text' ? 'TEXT' : 'N';

/** Choices that do not push all descriptions to the right. */
const isShort = ({ choices = [] }: Knob): boolean => choices.join('|').length <= 16;

function rangeOf(knob: Knob): string {
  const facts: string[] = [];
  if (knob.kind === 'number' || knob.kind === 'integer') facts.push(describeRange(knob));
  if (knob.kind === 'choice' && !isShort(knob)) facts.push(knob.choices!.join(', '));
  if (knob.default !== undefined && knob.default !== '') facts.push(`default ${JSON.stringify(knob.default)}`);
  return facts.length > 0 ? ` (${facts.join(', ')})` : '';
}

/** What the person gave, as the schema expects it; text that is no number stays text, so that the error can show it. */
export function givenKnobs(command: Command, knobs: readonly Knob[]): Record<string, unknown> {
  const options = command.opts<Record<string, unknown>>();
  const given: Record<string, unknown> = {};
  for (const knob of knobs) {
    const value = options[new Option(asFlag(knob.name)).attributeName()];
    if (value === undefined) continue;
    given[knob.name] = knob.kind === 'number' || knob.kind === 'integer' ? numberOf(String(value)) : value;
  }
  return given;
}

function numberOf(text: string): number | string {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : text;
}

/** A flag's number that is no knob.
 *  @throws InputError when it is none from `min` to `max` */
export function wholeNumber(text: string, flag: string, min: number, max: number): number {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isInteger(number) && number >= min && number <= max) return number;
  throw new InputError(`${quoted(text)} is not possible here`, flag, `Give a whole number from ${min} to ${max}.`);
}

/** The seed given, or a fresh one.
 *  @param detail is told, for --verbose
 *  @throws InputError when it is none */
export function seedOf(text: string | undefined, detail: (line: string) => void): number {
  // Fits 32 bits: short enough to be typed again.
  const seed = text === undefined ? Math.floor(Math.random() * 0x100000000) : numberOf(text);
  if (typeof seed === 'number' && Number.isSafeInteger(seed) && seed >= 0) {
    detail(`seed ${seed}`);
    return seed;
  }
  throw new InputError(`${quoted(text)} is no seed`, '--seed', 'Give a whole number from 0 up.');
}

/** How to have a run once more, for whoever watches it; a pipe carries the result alone. */
export function tellSeed({ io }: CommandContext, seed: number): void {
  if (io.stdout.isTTY) io.stderr.write(`seed ${seed}: the same again with --seed ${seed}\n`);
}
