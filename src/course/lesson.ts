/** What a lesson file may hold. The schema is the only declaration: loader, player, checker and editors start here. */
import * as z from 'zod';

/** The most words on one screen of text. */
const wordsAScreen = 70;
/** And the most characters, for a word has no end of its own: Markdown made to be slow takes time with their square. */
const longestText = 1000;

const id = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower-case words joined by hyphens')
  .meta({ description: 'Name of this step or lesson; progress is kept under it, so it stays.' });

/** A heading, a name in a list. */
const line = z
  .string()
  .min(1)
  .max(60)
  .regex(/^[^\n\t]*\S[^\n\t]*$/, 'it is one line of text');

/** A sentence or a few. */
const said = z.string().min(1).max(600).regex(/\S/, 'there are only blanks in it');

/** An answer to choose. */
const choiceText = z.string().min(1).max(200).regex(/\S/, 'there are only blanks in it');

const markdown = z
  .string()
  .min(1)
  .max(longestText)
  .refine((text) => text.split(/\s+/).filter(Boolean).length <= wordsAScreen, {
    message: `too many words for one screen: at most ${wordsAScreen}`,
  })
  .meta({
    description: `Markdown: paragraphs, lists, **strong**, *emphasis*, \`code\`; at most ${wordsAScreen} words.`,
  });

/** Named, so that the JSON Schema can say which there are; see json-schema.ts. */
const labId = z.string().max(60).meta({ id: 'lab', description: 'Id of a lab; genai lab lists them.' });

/** A run of a lab, with the knobs and the seed that make it the same for everybody. */
const RunSchema = z
  .strictObject({
    lab: labId,
    params: z.record(z.string(), z.unknown()).default({}).meta({ description: 'Knobs that differ from the defaults.' }),
    seed: z.int().min(0).default(1).meta({ description: 'All chance of the run: the same seed, the same run.' }),
  })
  .meta({ id: 'run' });

/** A value in the result of a run: JSON Pointer (RFC 6901), such as /candidates/0/p. */
const pointer = z.string().regex(/^(\/[^/]*)+$/, 'a pointer into the result, such as /candidates/0/token');

/** The right answer, written down or read off the run of an earlier step (the learner's own run, when there was one). */
const measured = z
  .strictObject({
    from: id.meta({ description: 'An earlier step that runs a lab.' }),
    at: pointer.meta({ description: 'Where the answer stands in its result: /candidates/0/token.' }),
  })
  .meta({ description: 'The answer is read off the run of an earlier step.' });
const scalar = z.union([z.string(), z.number(), z.boolean()]);

const Choice = z.strictObject({
  text: choiceText,
  right: z.boolean().optional(),
  value: scalar.optional().meta({
    description: 'With a measured answer: the choice whose value equals it is the right one.',
  }),
  why: said.meta({ description: 'Why this choice is right or wrong.' }),
});

export const QuestionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('choice'), choices: z.array(Choice).min(2).max(6), answer: measured.optional() }),
  z.strictObject({ type: z.literal('several'), choices: z.array(Choice).min(2).max(7) }),
  z.strictObject({
    type: z.literal('number'),
    answer: z.union([z.number(), measured]),
    tolerance: z.number().min(0).default(0),
    unit: z.string().max(20).optional(),
    why: said.meta({ description: 'Said with the right answer.' }),
    wrong: z
      .array(z.strictObject({ min: z.number().optional(), max: z.number().optional(), why: said }))
      .min(1)
      .meta({
        description: 'Reasons for wrong answers, by range; the first that fits is said. The last should fit all.',
      }),
  }),
  z.strictObject({
    type: z.literal('short'),
    answer: z.union([z.array(z.string().min(1)).min(1), measured]),
    why: said.meta({ description: 'Said with the right answer.' }),
    wrong: z
      .array(z.strictObject({ like: z.array(z.string()).min(1).optional(), why: said }))
      .min(1)
      .meta({ description: 'Reasons for wrong answers; `like` lists answers it is for, the last is for all others.' }),
  }),
]);

/** Words that a learner spreads 100 % over; what is none of them is "something else". */
const over = z.array(z.string().min(1).max(40)).min(2).max(6);

/** What a learner commits to before the lab answers; `at` is where the result holds the truth. */
export const GuessSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('choose'),
    choices: z
      .array(z.strictObject({ text: choiceText, value: scalar }))
      .min(2)
      .max(6),
    at: pointer.meta({ description: 'Where the truth stands in the result: /tokens/0/token.' }),
  }),
  z.strictObject({
    type: z.literal('number'),
    min: z.number(),
    max: z.number(),
    unit: z.string().max(20).optional(),
    at: pointer.meta({ description: 'Where the truth stands in the result: /candidates/0/p.' }),
  }),
  z.strictObject({
    type: z.literal('spread'),
    over,
    at: pointer.meta({
      description: 'A list of { token, p } in the result; what is not in `over` is "something else".',
    }),
  }),
  /** Scored by what really came, beside models that read the same words; the score runs on through the lesson. */
  z.strictObject({
    type: z.literal('next'),
    over,
    came: pointer.meta({ description: 'The token in the result that really came next.' }),
    beside: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(12),
          at: pointer.meta({ description: 'What this model gave: a list of { token, p } in the result.' }),
        }),
      )
      .min(1)
      .max(4)
      .meta({ description: 'Models that are scored beside the learner; the same ones all through a lesson.' }),
  }),
]);

/** What a run, or a request to a command that serves, has to fit: all of it. */
const where = z
  .array(
    z.strictObject({
      at: pointer.meta({ description: 'Into { params, seed, result }: /params/temperature, /result/text.' }),
      equals: scalar.optional(),
      min: z.number().optional(),
      max: z.number().optional(),
      contains: z.string().optional(),
      otherwise: said.meta({ description: 'Said when one was seen and this did not fit.' }),
    }),
  )
  .min(1);

const step = { id, title: line };
const hints = z.array(said).max(4).default([]).meta({ description: 'From a nudge to nearly the answer.' });

export const StepSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), ...step, text: markdown }),
  z.strictObject({
    kind: z.literal('predict'),
    ...step,
    ask: markdown,
    run: RunSchema,
    guess: GuessSchema,
    explain: markdown.meta({ description: 'Said when the lab has answered.' }),
  }),
  z.strictObject({
    kind: z.literal('lab'),
    ...step,
    text: markdown.meta({ description: 'One thing to do or to look at.' }),
    run: RunSchema,
    knobs: z.array(z.string()).default([]).meta({ description: 'Knobs that the learner may turn here.' }),
  }),
  z.strictObject({ kind: z.literal('quiz'), ...step, ask: markdown, question: QuestionSchema, hints }),
  z.strictObject({
    kind: z.literal('source'),
    ...step,
    text: markdown,
    file: z
      .string()
      .max(200)
      .regex(
        /^(src\/[\w/-]+(\.[\w-]+)*\.tsx?|\.\/.+)$/,
        'a path such as src/models/ngram/count.ts, or ./poem.txt for a file beside the lesson',
      )
      .meta({ description: 'One of our own sources, or a text beside the lesson: ./poem.txt' }),
    region: z
      .string()
      .min(1)
      .optional()
      .meta({ description: 'The part between "#region name" and "#endregion"; without it the whole file.' }),
  }),
  z.strictObject({
    kind: z.literal('shell'),
    ...step,
    task: markdown,
    check: z
      .union([
        z.strictObject({ lab: labId, where }),
        z.strictObject({
          command: z.enum(['serve']).meta({
            description:
              'Looked at are requests to genai serve: /params are the fields of the body, /result what came of it.',
          }),
          where,
        }),
        z.strictObject({ question: QuestionSchema }),
      ])
      .meta({
        description: 'What a run of genai in the shell, or a request to genai serve, has to fit; or a question.',
      }),
    done: said.meta({ description: 'Said when it fits.' }),
    hints,
  }),
  z.strictObject({
    kind: z.literal('recap'),
    ...step,
    points: z.array(said).min(1).max(6),
    next: said.optional(),
  }),
]);

export const LessonSchema = z.strictObject({
  id,
  title: line,
  part: line.meta({ description: 'Lessons of the same part stand together.' }),
  minutes: z.int().min(1).max(30),
  goals: z.array(said).min(1).max(4).meta({ description: 'What the learner will be able to do.' }),
  sources: z
    .array(said)
    .max(20)
    .default([])
    .meta({ description: 'For facts of the world: who says so, and the year.' }),
  steps: z.array(StepSchema).min(2).max(60),
});

export { id as IdSchema, line as LineSchema };

export type Lesson = z.infer<typeof LessonSchema>;
export type Step = z.infer<typeof StepSchema>;
export type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>;
export type Question = z.infer<typeof QuestionSchema>;
export type Measured = z.infer<typeof measured>;
export type LabRun = z.infer<typeof RunSchema>;
export type Guess = StepOf<'predict'>['guess'];
/** What something done in the shell has to fit. */
export type ShellCheck = Exclude<StepOf<'shell'>['check'], { question: Question }>;
