/** `genai pack schema`: what may stand in a file, for editors. */
import { lessonJsonSchema, packJsonSchema } from '../../course/json-schema.ts';
import type { CommandContext } from '../context.ts';

export async function printSchema(kind: 'lesson' | 'pack' = 'lesson', { out }: CommandContext): Promise<void> {
  const schema = kind === 'lesson' ? await lessonJsonSchema() : packJsonSchema();
  await out.write(`${JSON.stringify(schema, undefined, 2)}\n`);
}
