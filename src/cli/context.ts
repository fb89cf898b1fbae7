/** What a command gets, and the shape of a command's module. */
import type { Command } from 'commander';
import type { Io } from './io.ts';
import type { Output } from './output.ts';

export interface CommandContext {
  readonly io: Io;
  readonly out: Output;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** What stands behind the command's name. */
  readonly argv: readonly string[];
  /** Set by an action: the exit status. */
  status: number;
}

/** A file in commands/. It is loaded when its command is called, so it may import what it needs. */
export interface CommandModule {
  /** Adds arguments, flags and the action. */
  register(command: Command, context: CommandContext): void | Promise<void>;
}
