/** What a command gets, and the shape of a command's module. */
import type { Command } from 'commander';
import type { Definition, Value } from './describe/definition.ts';
import type { Io } from './io.ts';
import type { Output } from './output.ts';

export interface CommandContext {
  readonly io: Io;
  readonly out: Output;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** What stands behind the command's name. */
  readonly argv: readonly string[];
  /** A line on stderr for whoever asked for --verbose. */
  readonly detail: (line: string) => void;
  /** The whole command line, described. */
  readonly definitions: () => Promise<Definition>;
  /** Set by an action: the exit status. */
  status: number;
}

/** A file in commands/. It is loaded when its command is called, so it may import what it needs. Help, completion and the
 *  man page are made from what it registers. */
export interface CommandModule {
  /** Adds arguments, flags and the action, and does nothing else: it also runs where a command is only described. */
  register(command: Command, context: CommandContext): void | Promise<void>;
  /** First words that turn the command into another one, with flags of its own. */
  readonly forms?: readonly string[];
  /** Words to offer for an argument, by its name. */
  readonly values?: Readonly<Record<string, () => Promise<readonly Value[]>>>;
}
