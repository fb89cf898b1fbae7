/** Answers with a transformer. Everything neural is loaded from here, so `genai sample` does not know it. */
import type { Command } from 'commander';
import { openedEvent, unknownTo } from '../../labs/gpt-sample/opened.ts';
import { gptSampleParams } from '../../labs/gpt-sample/params.ts';
import { GptSampler } from '../../labs/gpt-sample/sampler.ts';
import { describeForeign } from '../../labs/gpt-sample/view.ts';
import type { Lab, NeuralContext } from '../../labs/lab.ts';
import type { Sampler } from '../../labs/sample/sampler.ts';
import { openTextModel } from '../../labs/text-model.ts';
import { kernelsNamed } from '../../nn/kernels/choose.ts';
import type { KernelName } from '../../nn/kernels/kernels.ts';
import { Random } from '../../nn/random.ts';
import { clean } from '../../render/clean.ts';
import type { CommandContext } from '../context.ts';
import { dataFor } from '../data.ts';
import { sayIfNot } from '../missing-kernels.ts';
import { refuseCounts } from '../refuse-counts.ts';
import { answer } from './answer.ts';
import { readRequest } from './request.ts';

export async function sampleGpt(words: readonly string[], command: Command, context: CommandContext): Promise<void> {
  const { io, detail } = context;
  refuseCounts(command.opts(), 'genai sample');
  const request = await readRequest(words, command, { schema: gptSampleParams, source: 'weights' }, context);
  const { params } = request;
  const { kernel } = command.opts<{ kernel?: KernelName }>();
  if (kernel) await sayIfNot(kernel, io);
  const kernels = kernelsNamed(kernel);
  detail(`kernels ${kernels.name}`);
  const asked = { data: dataFor(context), kernels, cache: new Map<string, unknown>() };
  const model = await openTextModel(params.weights, asked);
  // What cannot be read at all is said everywhere; what is only strange, where a person sits: to look for that takes time.
  const unknown = io.stderr.isTTY || model.tokenizer.unit !== 'bpe' ? await unknownTo(model, params, asked.data) : [];
  const begun = openedEvent(model, unknown);
  const { parameters, vocabulary, unit, context: sees } = begun;
  detail(`opened a network of ${parameters} numbers: ${vocabulary} tokens (${unit}), it sees ${sees} of them`);
  for (const line of describeForeign(begun, params)) io.stderr.write(`hint: ${clean(line)}\n`);
  const own = new GptSampler(model, params);
  const { sampler, told } = timed(own);
  await answer({
    request,
    context,
    sampler,
    unit,
    model: { model: 'gpt', weights: params.weights ?? null },
    shares: [],
    portion: 1, // slow enough that each token is awaited
    begun,
    lab: async () => (await import('../../labs/gpt-sample/lab.ts')).gptSampleLab as unknown as Lab,
    run: (lab, seed) => lab.run(params, { ...asked, rng: new Random(seed), seed } as unknown as NeuralContext),
  });
  own.end();
  if (request.probs === undefined) detail(told());
}

/** The same draws by the clock. */
function timed(own: GptSampler): { readonly sampler: Sampler; readonly told: () => string } {
  let [tokens, milliseconds] = [0, 0];
  const sampler: Sampler = {
    mark: own.mark,
    next: () => own.next(),
    *draws(rng) {
      const draws = own.draws(rng);
      try {
        for (;;) {
          const begun = performance.now();
          const { value } = draws.next();
          milliseconds += performance.now() - begun;
          tokens++;
          yield value;
        }
      } finally {
        draws.return(undefined as never);
      }
    },
    writer: () => own.writer(),
    narrator: () => own.narrator(),
  };
  const told = (): string => {
    const rate = Math.round((1000 * tokens) / milliseconds);
    return `drew ${tokens} tokens in ${(milliseconds / 1000).toFixed(2)} s: ${rate} a second`;
  };
  return { sampler, told };
}
