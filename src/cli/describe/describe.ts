/** A definition read off a command of commander. */
import type { EventEmitter } from 'node:events';
import type { Argument, Command, Option } from 'commander';
import type { CommandModule } from '../context.ts';
import type { ArgumentDefinition, Definition, FlagDefinition, Place, Value } from './definition.ts';

/** @param values words to offer for an argument, by its name */
export function describe(command: Command, values: Readonly<Record<string, readonly Value[]>> = {}): Definition {
  const help = command.createHelp();
  const isHelp = ({ long }: Option): boolean => long === '--help' || long === '--version';
  return {
    name: command.name(),
    summary: command.summary() || command.description(),
    about: command.description(),
    usage: command.usage(),
    arguments: command.registeredArguments.map((argument) => argumentOf(argument, values[argument.name()])),
    flags: help
      .visibleOptions(command)
      .filter((option) => !isHelp(option))
      .map((option) => flagOf(option, help.optionDescription(option))),
    commands: command.commands.map((inner) => describe(inner)),
    notes: notesOf(command),
  };
}

function argumentOf(argument: Argument, values: readonly Value[] | undefined): ArgumentDefinition {
  return {
    name: argument.name(),
    about: argument.description,
    required: argument.required,
    variadic: argument.variadic,
    ...placeOf(argument.name(), values ?? argument.argChoices?.map((value) => ({ value }))),
  };
}

function flagOf(option: Option, about: string): FlagDefinition {
  const { flags: written, long, short, required, optional, argChoices } = option;
  const value = required || optional;
  return {
    written,
    long: long!,
    short,
    about,
    value: value
      ? {
          optional,
          ...placeOf(
            written,
            argChoices?.map((value) => ({ value })),
          ),
        }
      : undefined,
  };
}

/** Help writes FILE or DIR where the name of one may stand. */
function placeOf(written: string, values: readonly Value[] = []): Place {
  const path = /\b(FILE|file)\b/.test(written) ? 'files' : /\b(DIR|folder)\b/.test(written) ? 'folders' : undefined;
  return { values, path };
}

/** What `addHelpText` put behind what commander makes of the flags. */
function notesOf(command: Command): string {
  let notes = '';
  const write = (text: string): void => {
    notes += text;
  };
  (command as unknown as EventEmitter).emit('afterHelp', { error: false, command, write });
  return notes.trim();
}

/** The words a module offers for its arguments. */
export async function valuesOf({ values = {} }: CommandModule): Promise<Record<string, readonly Value[]>> {
  const all = Object.entries(values).map(async ([name, list]) => [name, await list()] as const);
  return Object.fromEntries(await Promise.all(all));
}
