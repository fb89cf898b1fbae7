/** Puts the chat models of a pipeline run on board, a byte a weight: src/assets/chat-{base,sft,dpo,judge}/weights.bin.
 *
 *    genai pipeline --run DIR --seed 1
 *    npx tsx src/assets/make/chat.ts --run DIR [--out DIR] */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { modelFromCheckpoint, modelKinds, modelToCheckpoint } from '../../models/gpt/weights.ts';
import { kernelsNamed } from '../../nn/kernels/choose.ts';
import { loadCheckpoint, saveCheckpoint } from '../../store/checkpoint.ts';

const { values: flags } = parseArgs({
  options: { run: { type: 'string' }, out: { type: 'string', default: fileURLToPath(new URL('..', import.meta.url)) } },
});
if (flags.run === undefined) throw new Error('--run DIR: the folder of a run of genai pipeline');
for (const stage of ['base', 'sft', 'dpo', 'judge']) {
  const checkpoint = await loadCheckpoint(join(flags.run, `${stage}.bin`), modelKinds[0]);
  const model = modelFromCheckpoint(checkpoint, kernelsNamed());
  const folder = join(flags.out, `chat-${stage}`);
  mkdirSync(folder, { recursive: true });
  await saveCheckpoint(join(folder, 'weights.bin'), modelToCheckpoint(model));
}
