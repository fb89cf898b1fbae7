/** Knobs are read off a lab's zod schema, the only place where they are declared. Flags, help, playground and lesson
 *  checks all start here. */
import type * as z from 'zod';
import { globalRegistry, safeParse } from 'zod/v4/core';
import { InputError, quoted } from '../data/input-error.ts';
import { nearMiss, suggest } from '../data/near-miss.ts';
import type { Schema } from './lab.ts';

declare module 'zod/v4/core' {
  interface GlobalMeta {
    /** One letter for the command line: "n" makes -n. */
    short?: string;
    /** What stands for the value in help: "FILE". */
    placeholder?: string;
    /** How far one key press moves it in the playground. */
    step?: number;
    /** A press multiplies by `step` instead. */
    log?: boolean;
    /** What kind of text it takes, for whoever typed another. */
    form?: string;
    /** On the command line it may be given again and again; the values are joined with commas. */
    many?: boolean;
    /** Words to offer where any text is allowed. */
    suggestions?: readonly string[];
  }
}

export interface Knob {
  /** The key in the schema, snake_case. */
  readonly name: string;
  readonly kind: 'number' | 'integer' | 'choice' | 'switch' | 'text';
  readonly about: string;
  readonly default: unknown;
  /** It may be left out altogether. */
  readonly optional: boolean;
  /** For a text, the least number of characters. */
  readonly min?: number;
  /** `min` itself is not possible. */
  readonly above?: boolean;
  /** For a text, the most of them. */
  readonly max?: number;
  readonly choices?: readonly string[];
  readonly short?: string;
  readonly placeholder?: string;
  readonly form?: string;
  readonly many?: boolean;
  readonly step?: number;
  readonly log?: boolean;
}

/** What zod keeps of a check: greater_than, less_than, min_length ... */
interface CheckDef {
  readonly check: string;
  readonly value?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly inclusive?: boolean;
}

/** What zod keeps of a type, as far as a knob needs it; `zod` and `zod/mini` keep the same. */
interface TypeDef {
  readonly type: string;
  readonly format?: string;
  readonly innerType?: z.core.$ZodType;
  readonly defaultValue?: unknown;
  readonly entries?: Readonly<Record<string, string>>;
  readonly checks?: readonly { readonly _zod: { readonly def: CheckDef } }[];
}

const defOf = (type: z.core.$ZodType): TypeDef => type._zod.def as unknown as TypeDef;

/** The knobs of a schema, in the order of declaration. */
export function knobsOf(schema: Schema): Knob[] {
  return Object.entries(schema._zod.def.shape).map(([name, type]) => knob(name, type));
}

function knob(name: string, outer: z.core.$ZodType): Knob {
  let meta: z.core.GlobalMeta = {};
  let fallback: unknown;
  let optional = false;
  let type = outer;
  for (;;) {
    meta = { ...globalRegistry.get(type), ...meta };
    const { type: kind, innerType, defaultValue } = defOf(type);
    if (!innerType) break;
    if (kind === 'default') fallback = defaultValue;
    else optional = true;
    type = innerType;
  }
  const def = defOf(type);
  const checks = (def.checks ?? []).map(({ _zod }) => _zod.def);
  const least = checks.find(({ check }) => check === 'greater_than' || check === 'min_length');
  const most = checks.find(({ check }) => check === 'less_than' || check === 'max_length');
  return {
    name,
    kind: kindOf(def, name),
    about: meta.description ?? '',
    default: fallback,
    optional,
    min: least?.value ?? least?.minimum,
    above: least?.inclusive === false,
    max: most?.value ?? most?.maximum,
    choices: def.entries ? Object.values(def.entries) : meta.suggestions,
    short: meta.short,
    placeholder: meta.placeholder,
    form: meta.form,
    many: meta.many,
    step: meta.step,
    log: meta.log,
  };
}

function kindOf({ type, format }: TypeDef, name: string): Knob['kind'] {
  switch (type) {
    case 'number':
      return format === 'safeint' ? 'integer' : 'number';
    case 'enum':
      return 'choice';
    case 'boolean':
      return 'switch';
    case 'string':
      return 'text';
    default:
      throw new TypeError(`knob ${name}: a ${type} cannot be a knob`);
  }
}

/** "a whole number from 1 to 8" */
export function describeRange(knob: Knob): string {
  const { min, max, above } = knob;
  switch (knob.kind) {
    case 'choice':
      return `one of ${knob.choices!.join(', ')}`;
    case 'switch':
      return 'true or false';
    case 'text':
      return (
        knob.form ??
        (min ? 'a text that is not empty' : `a text${max === undefined ? '' : ` of up to ${max} characters`}`)
      );
  }
  const number = knob.kind === 'integer' ? 'a whole number' : 'a number';
  if (min !== undefined && above) return `${number} above ${min}${max === undefined ? '' : `, up to ${max}`}`;
  if (min !== undefined && max !== undefined) return `${number} from ${min} to ${max}`;
  if (min !== undefined) return `${number} from ${min} up`;
  if (max !== undefined) return `${number} up to ${max}`;
  return number;
}

/** How a person wrote a knob: `--top-k` on the command line, `params.top_k` in a lesson. */
export type NameKnob = (name: string) => string;
export const asFlag: NameKnob = (name) => `--${name.replaceAll('_', '-')}`;

/** Params from what a person gave, with the defaults filled in.
 *  @throws InputError that names the knob, what it was and what it may be */
export function parseParams<P extends Schema>(schema: P, given: object, nameKnob: NameKnob = asFlag): z.infer<P> {
  const knobs = knobsOf(schema);
  for (const name of Object.keys(given)) {
    if (knobs.some((knob) => knob.name === name)) continue;
    const names = knobs.map((knob) => knob.name);
    throw new InputError(`there is no knob "${name}"`, nameKnob(name), suggest(name, names, nameKnob));
  }
  const parsed = safeParse(schema, given);
  if (parsed.success) return parsed.data as z.infer<P>;
  const issue = parsed.error.issues[0];
  const knob = knobs.find((knob) => knob.name === issue.path[0]);
  if (!knob) throw new InputError(issue.message);
  const value = (given as Record<string, unknown>)[knob.name];
  const near = knob.choices && nearMiss(String(value), knob.choices);
  throw new InputError(
    issue.code === 'custom' ? issue.message : `${quoted(value)} is not possible here`,
    nameKnob(knob.name),
    `Give ${describeRange(knob)}${near ? `; did you mean ${near}?` : '.'}`,
  );
}
