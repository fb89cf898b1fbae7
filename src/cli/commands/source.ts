/** `genai source`: the part of our own source that implements an idea. The package brings these files along. */
import type { Command } from 'commander';
import { regionOf, regionsOf } from '../../course/source.ts';
import { InputError } from '../../data/input-error.ts';
import { nearMiss } from '../../data/near-miss.ts';
import { readSource, readSources } from '../../store/sources.ts';
import type { CommandContext } from '../context.ts';
import { draw } from '../draw.ts';

const more = `
Examples:
  genai source              every topic, and where it stands
  genai source softmax      read one
  genai source ngram        the topics of one folder
  genai source softmax | less

Several files may have a part of the same name: then all of them are printed.
--json gives an object a line: {"topic","file","line"}, and of a topic that was
asked for also its "text".`;

interface Topic {
  readonly topic: string;
  readonly file: string;
  readonly line: number;
}

export const values = {
  async topic() {
    const all = await topics();
    const names = [...new Set(all.map(({ topic }) => topic))];
    const files = (name: string) => all.flatMap(({ topic, file }) => (topic === name ? [file] : [])).join(', ');
    return names.map((value) => ({ value, about: files(value) }));
  },
};

export function register(command: Command, context: CommandContext): void {
  command
    .argument('[topic]', 'what to read, or a folder such as ngram; without it, all topics are listed')
    .option('--json', 'machine-readable output')
    .addHelpText('after', more)
    .action(async (wanted: string | undefined) => {
      const json = Boolean(command.opts().json);
      const all = await topics();
      if (wanted === undefined) return list(all, context, json);
      const found = all.filter(({ topic }) => topic === wanted);
      if (found.length > 0) return print(found, context, json);
      const inside = all.filter(({ file }) => file.split('/').slice(0, -1).includes(wanted));
      if (inside.length > 0) return list(inside, context, json);
      throw unknown(wanted, all);
    });
}

function unknown(wanted: string, all: readonly Topic[]): InputError {
  const names = all.flatMap(({ topic, file }) => [topic, ...file.split('/').slice(1, -1)]);
  const near = nearMiss(wanted, names) ?? names.find((name) => wanted !== '' && name.includes(wanted));
  const remedy = near === undefined ? 'genai source lists every topic.' : `Did you mean ${near}?`;
  return new InputError(`there is no topic "${wanted}"`, undefined, remedy);
}

async function topics(): Promise<Topic[]> {
  const found = (await readSources()).flatMap(({ file, text }) =>
    regionsOf(text).map(({ name, line }): Topic => ({ topic: name, file, line })),
  );
  return found.sort((a, b) => (a.topic < b.topic ? -1 : 1));
}

async function list(topics: readonly Topic[], { io, out }: CommandContext, json: boolean): Promise<void> {
  if (json) {
    for (const topic of topics) await out.json(topic);
    return;
  }
  const columns = [{ title: 'topic' }, { title: 'file' }];
  const rows = topics.map(({ topic, file, line }) => [topic, `${file}:${line}`]);
  await out.write(draw({ kind: 'table', columns, rows }, io));
  io.stderr.write('hint: read one with genai source <topic>\n');
}

async function print(found: readonly Topic[], { out, io }: CommandContext, json: boolean): Promise<void> {
  for (const [i, { topic, file, line }] of found.entries()) {
    const { text } = regionOf(await readSource(file), topic, file);
    if (json) await out.json({ topic, file, line, text });
    else {
      io.stderr.write(`${file}, from line ${line}\n`);
      await out.write(`${i > 0 ? '\n' : ''}${text}\n`);
    }
  }
}
