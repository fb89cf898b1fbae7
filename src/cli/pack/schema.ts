/** `genai pack schema`: what may stand in a file, for editors. */
import { lessonJsonSchema, packJsonSchema } from '../../course/json-schema.ts';
import { InputError } from '../../data/input-error.ts';
import { suggest } from '../../data/near-miss.ts';
import type { CommandContext } from '../context.ts';

export async function printSchema(what = 'lesson', { out }: CommandContext): Promise<void> {
  if (what !== 'lesson' && what !== 'pack') {
    throw new InputError(`there is no schema of "${what}"`, undefined, suggest(what, ['lesson', 'pack']));
  }
  const schema = what === 'lesson' ? await lessonJsonSchema() : packJsonSchema();
  await out.write(`${JSON.stringify(schema, undefined, 2)}\n`);
}
