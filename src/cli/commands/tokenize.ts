/** `genai tokenize`: a text as the tokens that a model reads, by byte-pair encoding. */
import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { addKnobs } from '../flags.ts';
import { knobs, readRequest } from '../tokenize/request.ts';
import { tokenize } from '../tokenize/tokenize.ts';

const examples = `
Examples:
  genai tokenize "How many r are in strawberry?"     see where it is cut
  genai tokenize "hello there" | genai tokenize --decode
  genai tokenize --merges | head                     what was joined first
  seq 1 3000 | genai tokenize 1234567 --corpus -     learn from any text
  genai tokenize "bye<end>" --json                   for scripts

Into a pipe go the ids, on one line; --decode gives their bytes back, exactly.
Ids mean something only with the --corpus, --vocab-size and --split that made
them. Of stdin one newline at the end is left out, unless --exact is given. The
fields of --json are listed in README.md under "JSON for scripts". Merge by
merge, on a small text of your own: genai lab tokenize.`;

export function register(command: Command, context: CommandContext): void {
  command.argument('[text...]', 'text to cut; without it, or for -, stdin is read');
  addKnobs(command, knobs);
  command
    .description(
      'Cut a text into tokens by byte-pair encoding: a vocabulary is learnt from a corpus by joining, again and again, ' +
        'the two tokens that stand side by side most often.',
    )
    .option('--merges', 'instead of a text: what was joined, in order: id, left, right, both, how often')
    .option('--decode', 'the other way: ids, as words or on stdin, back to text')
    .option('--exact', 'keep the newline at the end of stdin too')
    .option('--json', 'machine-readable output; for --merges a line each, then the sum')
    .addHelpText('after', examples)
    .action(async (words: string[]) => tokenize(await readRequest(words, command, context.io), context));
}
