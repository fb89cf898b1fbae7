/** The manual page, in the language of man(7), made from the definition of the command line. */
import type { ArgumentDefinition, Definition, FlagDefinition } from './definition.ts';

/** What stands in no definition. */
const facts = {
  status: [
    ['0', 'done'],
    ['1', 'the work failed, or a check did not pass'],
    ['2', 'wrong use or bad input; one line on stderr says what is wrong, where, and what to do'],
    ['130', 'interrupted'],
  ],
  environment: [
    ['GENAI_TUTOR_HOME', 'The folder that progress is kept in, instead of the usual place for data.'],
    ['NO_COLOR', 'When it is not empty, there are no colours.'],
    ['FORCE_COLOR', 'Colours even into a pipe: 0 none, 1 sixteen, 2 256, 3 all.'],
    ['INK_SCREEN_READER', 'When it is true, the course is plain text.'],
    ['TERM', 'dumb: nothing is drawn over.'],
  ],
} as const;

/** @param date of the page, "2024-05-01"
 *  @param version of the program */
export function manual(root: Definition, date: string, version: string): string {
  const { name, about, commands, flags } = root;
  const page = [
    `.TH ${name.toUpperCase()} 1 "${date}" "genai-tutor ${version}" "genai-tutor"`,
    // no words are parted and no blanks stretched: names have to be read as they are typed
    '.nh',
    '.ad l',
    '.SH NAME',
    text(`${name}, genai-tutor - a course and honest toy models of generative AI`),
    '.SH SYNOPSIS',
    ...[name, 'genai-tutor'].flatMap((bin, i) => [...(i > 0 ? ['.br'] : []), `.B ${text(bin)}`, synopsis(root.usage)]),
    '.SH DESCRIPTION',
    ...prose(about),
    '.PP',
    ...prose(
      'The result goes to stdout and nothing else does: hints, progress and errors go to stderr. Without a command it opens the course on a terminal.',
    ),
    '.SH COMMANDS',
    ...commands.flatMap((command) => section(command, name)),
    '.SH EVERYWHERE',
    ...prose('These flags may stand anywhere on the command line, behind every command.'),
    ...flags.flatMap(flag),
    ...tagged('\\-\\-help', 'Print help for a command.'),
    ...tagged('\\-\\-version', 'Print the version.'),
    '.SH EXIT STATUS',
    ...facts.status.flatMap(([code, meaning]) => tagged(code, meaning)),
    '.SH ENVIRONMENT',
    ...facts.environment.flatMap(([name, meaning]) => tagged(text(name), meaning)),
    '.SH EXAMPLES',
    ...notesOf(root.notes).slice(1), // a section begins with a paragraph by itself
  ];
  return `${page.join('\n')}\n`;
}

/** @param above the words before its name */
function section(command: Definition, above: string): string[] {
  const { name, about, usage, arguments: all, flags, notes, commands } = command;
  // Flags that every form of it has are told once, before them.
  const shared = commands.length > 1 ? commands[0].flags.filter((one) => commands.every((form) => has(form, one))) : [];
  const written = new Set([...shared, ...flags].map((flag) => flag.written));
  const forms = commands.map((form) => ({ ...form, flags: form.flags.filter((flag) => !written.has(flag.written)) }));
  return [
    `.SS ${text(`${above} ${name}`)} ${text(usage)}`,
    ...prose(about),
    ...all.flatMap(argument),
    ...flags.flatMap(flag),
    ...(shared.length > 0 ? ['.PP', ...prose('All that follow have:'), ...shared.flatMap(flag)] : []),
    ...notesOf(notes),
    ...forms.flatMap((form) => section(form, `${above} ${name}`)),
  ];
}

const has = ({ flags }: Definition, { written, about }: FlagDefinition): boolean =>
  flags.some((flag) => flag.written === written && flag.about === about);

const synopsis = (usage: string): string =>
  `.RI ${usage
    .split(' ')
    .map((word) => `"${text(word)}"`)
    .join(' " " ')}`;

const argument = ({ name, about, values }: ArgumentDefinition): string[] =>
  tagged(
    `\\fI${text(name)}\\fR`,
    about,
    values.map(({ value }) => value),
  );

const flag = ({ written, about }: FlagDefinition): string[] => {
  const [, names, value = ''] = /^(.*?)( [<[].*)?$/.exec(written)!;
  return tagged(`\\fB${text(names)}\\fR${value && `\\fI${text(value)}\\fR`}`, about);
};

function tagged(tag: string, about: string, values: readonly string[] = []): string[] {
  const all = values.length > 0 ? `${about} (${values.join(', ')})` : about;
  return ['.TP', tag, ...prose(all)];
}

/** Lines that are filled. */
function prose(words: string): string[] {
  const lines: string[] = [];
  for (const word of words.split(/\s+/).filter(Boolean).map(text)) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length < 80) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.map(guarded);
}

/** Notes of help: paragraphs, and indented lines of a command and what it does. */
function notesOf(notes: string): string[] {
  if (notes === '') return [];
  return notes.split(/\n\n+/).flatMap((paragraph) => {
    const all = paragraph.split('\n');
    const isExample = (line: string): boolean => line.startsWith('  ');
    const before = all.slice(0, Math.max(0, all.findIndex(isExample)));
    if (!all.some(isExample)) return ['.PP', ...prose(paragraph)];
    return [
      ...(before.length > 0 ? ['.PP', ...prose(before.join(' '))] : []),
      ...all.filter(isExample).flatMap(example),
    ];
  });
}

/** "  genai lab     everything there is": the command, below it what it does. A line that is indented further goes on. */
function example(line: string): string[] {
  const [, command, about = ''] = /^ {2}(?! )(.+?)(?: {2,}(.*))?$/.exec(line) ?? [];
  if (command === undefined) return prose(line);
  return ['.TP', guarded(`\\fB${text(command)}\\fR`), ...(about ? prose(about) : ['\\ '])];
}

/** What roff would take for its own is written so that it is not. */
const text = (words: string): string =>
  words
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll("'", '\\(aq')
    .replaceAll('`', '\\(ga')
    .replaceAll('^', '\\(ha')
    .replaceAll('~', '\\(ti')
    .replaceAll('"', '\\(dq')
    .replaceAll(
      /[^\n\x20-\x7e]/gu,
      (sign) => `\\[u${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`,
    );

/** A line that begins with a dot would be a command. */
const guarded = (line: string): string => line.replace(/^\./, '\\&.');
