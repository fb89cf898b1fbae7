/** A request as a person would type it: a command that can be copied into a shell. */
import { asFlag, knobsOf } from '../../labs/knobs.ts';
import { type SampleParams, sampleParams } from '../../labs/sample/params.ts';

/** A longer prompt would hide the rest of the line. */
const longestPrompt = 200;

/** What differs from the defaults, prompt first.
 *
 *  commandLine({ ...defaults, prompt: 'Once upon', corpus: 'toyland' }) → 'genai sample "Once upon" --corpus toyland' */
export function commandLine(params: SampleParams): string {
  const { prompt } = params;
  const flags = knobsOf(sampleParams).flatMap(({ name, default: usual }) => {
    const value = params[name as keyof SampleParams];
    return name === 'prompt' || value === usual ? [] : [asFlag(name), quote(String(value))];
  });
  // stdin, for what is no line of text
  const text = prompt.length > longestPrompt || prompt.includes('\n') ? '-' : quote(prompt, true);
  return ['genai sample', ...(prompt.startsWith('-') ? [...flags, '--', text] : [text, ...flags])].join(' ');
}

/** A word of a shell's command line: in single quotes nothing has a meaning, in double quotes some signs have. */
export function quote(text: string, always = false): string {
  if (/["$`!\\]/.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  return always || !/^[\w./-]+$/.test(text) ? `"${text}"` : text;
}
