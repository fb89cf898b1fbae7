/** `genai serve`: the models behind an HTTP API that OpenAI clients know. */
import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { kernelFlag } from '../flags.ts';

const examples = `
Examples:
  genai serve                            the models on board, at port 8080
  genai serve --port 0 --quiet           any free port; its URL is on stdout
  genai serve --run my-run --no-filter   those of a run, and nothing in between
  genai serve --host 0.0.0.0             for a classroom: it wants a key
  genai serve --web                      with a page to show on a projector

GET / says what there is. Every OpenAI client works with the base URL it prints
and /v1 behind it: models, chat/completions, completions, embeddings,
images/generations; streaming, n, stop, seed, temperature, top_p, logprobs,
logit_bias. What no model here can do is refused, not pretended; but of a talk
they read the last question only, and no system message: more they never learnt.
The seed of an answer is in the header x-genai-seed: the same seed gives the
same answer.

On 127.0.0.1 nobody else hears it. With another --host a key is needed: --key,
or GENAI_API_KEY, which other users of the machine cannot see; without either
one is made and told. It answers to localhost, to addresses where it listens
further, and to names given with --allow-host; pages of other sites are refused.

With --web, GET / is a page: answers as they are written, what was believed of
each token, two stages side by side, noise that clears up into a picture. Its
URL is told; a key stands in it behind the #, for the page alone.

A safety filter reads what comes and goes, a sentence at a time; an answer that
it stops ends with finish_reason "content_filter" and names the rule.

While a challenge of the course is open, it hears what is asked and answered,
if no other machine can come in. Without one that is kept nowhere.

stdout is one line, the URL. stderr has a JSON line for each request, never with
its text. /healthz and /metrics are for machines. SIGTERM and Ctrl-C let answers
end, ten seconds at most; the second one ends at once.`;

export function register(command: Command, context: CommandContext): void {
  command
    .option('--port <N>', 'where it listens, 0 for any free port (0 to 65535, default 8080)')
    .option('--host <ADDRESS>', 'the address of this machine that it listens at (default 127.0.0.1)')
    .option('--allow-host <NAME>', 'a name that it answers to; may be given several times', collected)
    .option('--key <KEY>', 'what every client has to show (GENAI_API_KEY does the same)')
    .option('--run <DIR>', 'the models of a run of genai pipeline, instead of those on board')
    .option('--weights <FILE>', 'a model of such a run, or a transformer of your own')
    .option('--corpus <NAME|FILE>', 'what the n-gram model counts (default toyland)')
    .option('--threads <N>', 'threads that write (1 to 64, default 1)')
    .option('--batch <N>', 'texts that each of them writes side by side (1 to 256, default 32)')
    .option('--web', 'a page for the browser at /, to try and to show')
    .option('--no-filter', 'without the safety filter')
    .addOption(kernelFlag())
    .addHelpText('after', examples)
    .action(async () => (await import('../serve/serve.ts')).serve(command, context));
}

const collected = (name: string, before: readonly string[] = []): string[] => [...before, name];
