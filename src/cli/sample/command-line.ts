/** A request as a person would type it: a command that can be copied into a shell. */
import { type SampleParams, sampleParams } from '../../labs/sample/params.ts';
import { flagWords, quote } from '../shell-words.ts';

/** A longer prompt would hide the rest of the line. */
const longestPrompt = 200;

/** What differs from the defaults, prompt first.
 *
 *  commandLine({ ...defaults, prompt: 'Once upon', corpus: 'toyland' }) → 'genai sample "Once upon" --corpus toyland' */
export function commandLine(params: SampleParams): string {
  const { prompt } = params;
  const flags = flagWords(sampleParams, params, ['prompt']);
  // stdin, for what is no line of text
  const text = prompt.length > longestPrompt || prompt.includes('\n') ? '-' : quote(prompt, true);
  return ['genai sample', ...(prompt.startsWith('-') ? [...flags, '--', text] : [text, ...flags])].join(' ');
}
