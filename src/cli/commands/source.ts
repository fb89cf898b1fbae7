/** `genai source`: the part of our own source that implements an idea. The package brings these files along. */
import type { Command } from 'commander';
import { regionOf, regionsOf } from '../../course/source.ts';
import { InputError } from '../../data/input-error.ts';
import { suggest } from '../../data/near-miss.ts';
import { listSources, readSource } from '../../store/sources.ts';
import type { CommandContext } from '../context.ts';
import { draw } from '../draw.ts';

interface Topic {
  readonly topic: string;
  readonly file: string;
  readonly line: number;
}

export function register(command: Command, context: CommandContext): void {
  command
    .argument('[topic]', 'what to read; without it, all topics are listed')
    .option('--json', 'machine-readable output')
    .action(async (topic: string | undefined) => {
      const json = Boolean(command.opts().json);
      await (topic === undefined ? list(context, json) : print(topic, context, json));
    });
}

async function topics(): Promise<Topic[]> {
  const found: Topic[] = [];
  const files = await listSources();
  for (const file of files) {
    const regions = regionsOf(await readSource(file, files));
    found.push(...regions.map(({ name, line }) => ({ topic: name, file, line })));
  }
  return found.sort((a, b) => (a.topic < b.topic ? -1 : 1));
}

async function list({ io, out }: CommandContext, json: boolean): Promise<void> {
  const all = await topics();
  if (json) {
    for (const topic of all) await out.json(topic);
    return;
  }
  const columns = [{ title: 'topic' }, { title: 'file' }];
  const rows = all.map(({ topic, file, line }) => [topic, `${file}:${line}`]);
  await out.write(draw({ kind: 'table', columns, rows }, io));
  io.stderr.write('hint: read one with genai source <topic>\n');
}

async function print(topic: string, { out, io }: CommandContext, json: boolean): Promise<void> {
  const all = await topics();
  const found = all.filter((entry) => entry.topic === topic);
  if (found.length === 0) {
    const names = [...new Set(all.map((entry) => entry.topic))];
    throw new InputError(`there is no topic "${topic}"`, undefined, suggest(topic, names));
  }
  for (const { file, line } of found) {
    const { text } = regionOf(await readSource(file), topic, file);
    if (json) await out.json({ topic, file, line, text });
    else {
      io.stderr.write(`${file}, from line ${line}\n`);
      await out.write(`${text}\n`);
    }
  }
}
