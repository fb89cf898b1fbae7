/** What a run begins with: its settings, and a text made ready. */
import { InputError } from '../../data/input-error.ts';
import { type GptConfig, presets } from '../../models/gpt/config.ts';
import type { TextRun } from '../../models/gpt/weights.ts';
import { type PreparedText, prepareText } from '../../models/text-network/prepare.ts';
import { crc32 } from '../../nn/checkpoint-format.ts';
import type { Context } from '../lab.ts';
import { bytesOf } from '../own-file.ts';
import type { Params } from './params.ts';
import { openRun, refuseOthers } from './resume.ts';

/** Largest text that is read. */
const largest = 64 << 20;

export interface Beginning {
  /** The run that goes on, if one does. */
  readonly begun?: TextRun;
  readonly config: GptConfig;
  readonly seed: number;
  readonly text: PreparedText;
  readonly lines: boolean;
  /** CRC-32 of the tokens to learn from: a run goes on with the same text. */
  readonly mark: number;
}

/** @throws InputError when something given is not there, or does not go with the rest */
export async function begin(settings: Params, { data, seed: given }: Context): Promise<Beginning> {
  const begun = settings.resume === undefined ? undefined : await openRun(settings.resume, data);
  const { corpus, unit, lines, vocabulary_size } = settings;
  if (begun) refuseOthers(chosen(settings), begun);
  const config = begun ? { ...begun.config, ...chosen(settings) } : configOf(settings);
  const seed = begun?.snapshot.seed ?? given;
  const written = decoded(await bytesOf(corpus, data, largest, true), corpus);
  const options = { unit, lines: begun?.lines ?? lines, vocabulary_size, context: config.context, seed };
  const text = prepareText(written, options, corpus, begun?.tokenizer);
  const { buffer, byteOffset, byteLength } = text.tokens;
  const mark = crc32(new Uint8Array(buffer, byteOffset, byteLength));
  if (begun && begun.text !== mark) {
    const name = begun.watched?.settings.corpus;
    const remedy = `Name the text it began with${name === undefined ? '' : `: ${name}`}.`;
    throw new InputError('the run learnt from another text', corpus, remedy);
  }
  return { begun, config, seed, text, lines: options.lines, mark };
}

/** The knobs that a preset sets, as far as they were given. */
const chosen = ({ context, width, layers, heads, steps, batch, lr, dropout }: Params): Partial<GptConfig> =>
  Object.fromEntries(
    Object.entries({ context, width, layers, heads, steps, batch, lr, dropout }).filter(
      ([, value]) => value !== undefined,
    ),
  );

/** The preset, and what was given instead. */
function configOf(settings: Params): GptConfig {
  const config = { ...presets[settings.preset], ...chosen(settings) };
  // A batch of one's own may not part into as many.
  const { parts } = config;
  return { ...config, parts: config.batch % parts === 0 ? parts : 1 };
}

function decoded(bytes: Uint8Array, name: string): string {
  if (bytes.includes(0))
    throw new InputError('this is not text: it holds a NUL byte', name, 'Give a text file in UTF-8.');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError('the text is not UTF-8', name, 'Convert it: iconv -f LATIN1 -t UTF-8.');
  }
}
