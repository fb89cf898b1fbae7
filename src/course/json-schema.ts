/** The shape of a lesson file and of pack.yaml as JSON Schema, for editors: they complete field names, labs and knobs, and
 *  underline what is not possible. Made from the same schemas that the loader uses. What no JSON Schema can say (words on a
 *  screen, answers that can be right) `genai pack check` says. */
import * as z from 'zod';
import { findLab, labIds } from '../labs/index.ts';
import { LessonSchema } from './lesson.ts';
import { PackSchema } from './pack.ts';

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** Understood by every editor. */
const draft = 'draft-7';

/** What knobs keep beside their schema; of no use to an editor. */
const ours = ['short', 'placeholder', 'step', 'log', 'form'];

export async function lessonJsonSchema(): Promise<JsonSchema> {
  const schema = jsonSchema(LessonSchema, 'A lesson');
  const { run, lab } = schema.definitions as Record<string, JsonSchema>;
  lab.enum = [...labIds];
  const params = await Promise.all(labIds.map(async (id) => [`params-of-${id}`, await paramsOf(id)] as const));
  run.allOf = labIds.map((id) => ({
    if: { properties: { lab: { const: id } }, required: ['lab'] },
    // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
    then: { properties: { params: { $ref: `#/definitions/params-of-${id}` } } },
  }));
  return { ...schema, definitions: { run, lab, ...Object.fromEntries(params) } } as JsonSchema;
}

export const packJsonSchema = (): JsonSchema => jsonSchema(PackSchema, 'A pack of lessons');

async function paramsOf(id: string): Promise<JsonSchema> {
  const { $schema: _, ...params } = jsonSchema((await findLab(id)).params, `Knobs of ${id}`);
  return { ...params, additionalProperties: false };
}

function jsonSchema(schema: z.core.$ZodType, title: string): JsonSchema {
  const made = z.toJSONSchema(schema, {
    io: 'input',
    target: draft,
    override({ jsonSchema }) {
      for (const name of [...ours, 'id']) delete jsonSchema[name];
      const { suggestions } = jsonSchema;
      delete jsonSchema.suggestions;
      if (suggestions) jsonSchema.examples = suggestions as string[];
    },
  });
  return { title, ...made } as JsonSchema;
}
