/** `genai pack new`: a pack to change. */
import { lessonJsonSchema, packJsonSchema } from '../../course/json-schema.ts';
import { clean } from '../../render/clean.ts';
import { shellWord } from '../../store/lessons.ts';
import { newPack } from '../../store/new-pack.ts';
import type { CommandContext } from '../context.ts';

export async function makePack(folder: string, { io, out }: CommandContext): Promise<void> {
  const json = (schema: object): string => `${JSON.stringify(schema, undefined, 2)}\n`;
  const files = await newPack(folder, {
    'lesson.schema.json': json(await lessonJsonSchema()),
    'pack.schema.json': json(packJsonSchema()),
  });
  await out.write(files.map((file) => `${clean(file)}\n`).join(''));
  const name = clean(shellWord(folder));
  io.stderr.write(
    [
      `hint: change the lesson 01-what-follows.yaml, and pack.yaml, which says whose it is`,
      `hint: genai pack check ${name} says what is wrong, genai learn --pack ${name} opens it`,
      '',
    ].join('\n'),
  );
}
