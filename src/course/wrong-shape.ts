/** What is wrong with the shape of a lesson file or of pack.yaml, in words for its author: what zod and yaml have found, with the place. */
import { distance } from 'fastest-levenshtein';
import type { YAMLError } from 'yaml';
import type * as z from 'zod';
import { InputError } from '../data/input-error.ts';
import { clean } from '../render/clean.ts';
import { GuessSchema, QuestionSchema, StepSchema } from './lesson.ts';
import type { Locate, Path } from './positions.ts';

const yamlWords: Record<string, readonly [what: string, remedy: string]> = {
  MULTIPLE_DOCS: ['a second document begins here', 'Take out the line "---".'],
  TAB_AS_INDENT: ['a tab stands in the indentation', 'Indent with spaces.'],
  DUPLICATE_KEY: ['this field stands here twice', 'Keep one of them.'],
  BLOCK_AS_IMPLICIT_KEY: ['a colon stands in the middle of a text', 'Put the text in quotes.'],
};

export function yamlError({ code, message }: YAMLError, where: string): InputError {
  const [what, remedy] = yamlWords[code] ?? [
    `this is not YAML: ${brief(message.split('\n')[0]).replace(/[.:]\s*$/, '')}`,
    'Mend the indentation, quotes or colons there.',
  ];
  return new InputError(what, where, remedy);
}

interface Issue {
  readonly issue: z.core.$ZodIssue;
  readonly path: Path;
}

/** All that is wrong, in the order in which zod finds it. */
export function asInputErrors(issues: readonly z.core.$ZodIssue[], locate: Locate): InputError[] {
  return issues.filter((issue) => !isMisspelt(issue, issues)).flatMap((issue) => asErrors(sharpest([issue]), locate));
}

function asErrors({ issue, path }: Issue, locate: Locate): InputError[] {
  const where = locate(path);
  switch (issue.code) {
    case 'invalid_type':
      return [wrongType(issue, path, locate)];
    case 'unrecognized_keys':
      return issue.keys.map(
        (key) =>
          new InputError(
            `there is no field "${brief(key)}" here`,
            locate([...path, key], 'name'),
            // A comma ends a text in { }, and what follows looks like a name.
            /\s/.test(key) ? 'If it is part of a text, put the text in quotes.' : 'Correct its name, or take it out.',
          ),
      );
    case 'invalid_union':
      return [wrongMember(issue, path, locate)];
    case 'too_big': {
      const remedy = `At most ${amount(issue.maximum, issue.origin)}.`;
      return [new InputError(`${fieldOf(path)} is too ${sizeWord(issue.origin)}`, where, remedy)];
    }
    case 'too_small': {
      const remedy = `At least ${amount(issue.minimum, issue.origin)}.`;
      return [new InputError(`${fieldOf(path)} is too ${smallWord(issue.origin)}`, where, remedy)];
    }
    default:
      return [new InputError(`${fieldOf(path)} is not possible: ${issue.message}`, where, 'Change it there.')];
  }
}

/** Of a union that nothing fits: the issue of the member that got furthest, for that is the one that was meant. */
function sharpest(issues: readonly z.core.$ZodIssue[], above: Path = []): Issue {
  const issue = issues.find((issue) => !isMisspelt(issue, issues)) ?? issues[0];
  const path = [...above, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return { issue, path };
  const members = issue.errors.map((inner) => sharpest(inner, path));
  const deepest = members.reduce((best, member) => (depth(member) > depth(best) ? member : best));
  return depth(deepest) > path.length ? deepest : { issue, path };
}

/** An unknown field says that the rest was near; a wrong type at the top that nothing was. */
const depth = ({ issue, path }: Issue): number => path.length + (issue.code === 'unrecognized_keys' ? 0.5 : 0);

/** A field that is missing because its name is misspelt: the misspelling is what to say, and is said by another issue. */
function isMisspelt(issue: z.core.$ZodIssue, issues: readonly z.core.$ZodIssue[]): boolean {
  if (!isMissing(issue)) return false;
  const name = String(issue.path.at(-1));
  const parent = JSON.stringify(issue.path.slice(0, -1));
  return issues.some(
    (other) =>
      other.code === 'unrecognized_keys' &&
      JSON.stringify(other.path) === parent &&
      other.keys.some((key) => distance(key, name) <= 2),
  );
}

function isMissing(issue: z.core.$ZodIssue): boolean {
  if (issue.code === 'invalid_type') return issue.message.endsWith('received undefined');
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return false;
  return issue.errors.every(([first]) => first.path.length === 0 && isMissing(first));
}

const nouns: Record<string, readonly [noun: string, remedy: string]> = {
  string: ['a text', 'If it is one, put it in quotes.'],
  number: ['a number', 'Give a number, without quotes.'],
  int: ['a whole number', 'Give a whole number, without quotes.'],
  boolean: ['true or false', 'Write true or false, without quotes.'],
  array: ['a list', 'Write a list, such as [one, two].'],
  object: ['a group of fields', 'Give its fields, each with its name and a colon.'],
};

function wrongType(issue: z.core.$ZodIssueInvalidType, path: Path, locate: Locate): InputError {
  const [noun, remedy] = nouns[issue.expected] ?? [issue.expected, 'Change it there.'];
  if (!isMissing(issue)) return new InputError(`${fieldOf(path)} has to be ${noun}`, locate(path), remedy);
  return new InputError(`${fieldOf(path)} is missing`, locate(path.slice(0, -1)), `Add it: ${noun}.`);
}

function wrongMember(issue: z.core.$ZodIssueInvalidUnion, path: Path, locate: Locate): InputError {
  if (isMissing(issue)) {
    return new InputError(`${fieldOf(path)} is missing`, locate(path.slice(0, -1)), 'Compare it with another lesson.');
  }
  const name = path.at(-1);
  const isDiscriminator = 'discriminator' in issue && issue.discriminator === name;
  if (!isDiscriminator) {
    return new InputError(
      `${fieldOf(path)} is nothing that may stand here`,
      locate(path),
      'Compare it with another lesson.',
    );
  }
  const names = name === 'kind' ? kinds : path.at(-2) === 'guess' ? guessTypes : questionTypes;
  return new InputError(`${fieldOf(path)} is missing or unknown`, locate(path), `It is one of ${names.join(', ')}.`);
}

const kinds = StepSchema.options.map(({ shape }) => shape.kind.value);
const questionTypes = QuestionSchema.options.map(({ shape }) => shape.type.value);
const guessTypes = GuessSchema.options.map(({ shape }) => shape.type.value);

/** `"title"`, or `entry 3 of "steps"` */
function fieldOf(path: Path): string {
  const name = path.at(-1);
  if (name === undefined) return 'this file';
  return typeof name === 'number' ? `entry ${name + 1} of ${fieldOf(path.slice(0, -1))}` : `"${brief(String(name))}"`;
}

/** What a file says may be of any length, and hold anything. */
function brief(text: string): string {
  const plain = clean(text);
  return plain.length > 120 ? `${plain.slice(0, 117)}...` : plain;
}

const sizeWord = (origin: string): string => (origin === 'number' || origin === 'int' ? 'large' : 'long');
const smallWord = (origin: string): string => (origin === 'number' || origin === 'int' ? 'small' : 'short');

function amount(limit: number | bigint, origin: string): string {
  if (origin === 'string') return `${limit} characters`;
  return origin === 'array' ? `${limit} entries` : String(limit);
}
