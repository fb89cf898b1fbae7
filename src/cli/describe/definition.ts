/** The command line as data, read off what the commands register: help that a program can read. Completion and the man page
 *  are made from it. It survives JSON. */

/** A word that may be given. */
export interface Value {
  readonly value: string;
  readonly about?: string;
}

/** What may stand at a place. */
export interface Place {
  /** The words to choose from; none where anything goes. */
  readonly values: readonly Value[];
  /** Names of files or of folders may stand there too. */
  readonly path?: 'files' | 'folders';
}

export interface ArgumentDefinition extends Place {
  readonly name: string;
  readonly about: string;
  readonly required: boolean;
  /** It takes all words that are left. */
  readonly variadic: boolean;
}

export interface FlagDefinition {
  /** As help writes it: "-n, --max-tokens <N>". */
  readonly written: string;
  readonly long: string;
  readonly short?: string;
  readonly about: string;
  /** Absent for a switch. */
  readonly value?: Place & { readonly optional: boolean };
}

export interface Definition {
  /** The last word of it: "gan" of `genai lab gan`. */
  readonly name: string;
  /** A few words for a list. */
  readonly summary: string;
  readonly about: string;
  /** What stands behind the name: "[options] [prompt...]". */
  readonly usage: string;
  readonly arguments: readonly ArgumentDefinition[];
  readonly flags: readonly FlagDefinition[];
  /** Commands below this one. */
  readonly commands: readonly Definition[];
  /** What help says under the flags: examples and notes. */
  readonly notes: string;
}
