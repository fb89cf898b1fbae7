/** Progress as a file that goes to another machine, and comes from one. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { readExport } from '../../course/journal.ts';
import { InputError } from '../../data/input-error.ts';
import { clean } from '../../render/clean.ts';
import { dataFolder } from '../../store/folders.ts';
import { claim } from '../../store/out-file.ts';
import { ProgressStore } from '../../store/progress.ts';
import { codeOf, readError } from '../../store/read-error.ts';
import type { CommandContext } from '../context.ts';
import { noteOn } from './note.ts';

/** Half a million events; nobody has as many. */
const largest = 64 << 20;

const eventsOf = (count: number): string => (count === 1 ? '1 event' : `${count} events`);

/** @param path `-` is stdout
 *  @throws InputError when the progress cannot be read, or the file cannot be written */
export async function exportProgress(path: string, force: boolean, { io, out }: CommandContext): Promise<void> {
  const store = new ProgressStore(await dataFolder(io.env));
  const file = path === '-' ? undefined : await claim(path, force, '--export');
  const { text, events, notice } = await store.export();
  if (notice) noteOn(io)(notice);
  if (!file) {
    await out.write(text);
    return;
  }
  await file.write(new TextEncoder().encode(text));
  io.stderr.write(`saved ${clean(path)}: ${eventsOf(events)}\n`);
}

/** @param path `-` is stdin
 *  @throws InputError with the line of what is wrong; then nothing is imported */
export async function importProgress(path: string, json: boolean, { io, out }: CommandContext): Promise<void> {
  const where = path === '-' ? 'stdin' : path;
  const source = path === '-' ? (io.stdin as AsyncIterable<Buffer>) : await opened(path);
  const events = readExport(textOf(await bytesOf(source, where), where), where);
  const { added } = await new ProgressStore(await dataFolder(io.env)).import(events);
  if (json) {
    await out.json({ events: events.length, added });
    return;
  }
  const all = eventsOf(events.length);
  await out.write(
    added === 0 ? `Nothing new: ${all}${events.length > 0 ? ', known already' : ''}.\n` : `Added ${added} of ${all}.\n`,
  );
}

async function opened(path: string): Promise<AsyncIterable<Buffer>> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
  } catch (error) {
    throw readError(error, path);
  }
  return createReadStream(path) as AsyncIterable<Buffer>;
}

async function bytesOf(source: AsyncIterable<Buffer>, where: string): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of source) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > largest) {
        throw new InputError(
          `this is longer than ${largest >> 20} MB`,
          where,
          'No progress is as long; name another file.',
        );
      }
    }
  } catch (error) {
    throw codeOf(error) ? readError(error, where) : error;
  }
  return Buffer.concat(chunks);
}

function textOf(bytes: Uint8Array, where: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError('this is no progress', where, 'Make a file with genai progress --export FILE.');
  }
}
