/** `genai chat` before a terminal: lines in, answers that grow, and nothing left behind. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tinyChat } from '../labs/tiny-chat.ts';
import { freshHome, givenBack, keys, open } from './terminal.ts';

const chat = (stage: string) => {
  const file = join(freshHome(), 'my.bin');
  writeFileSync(file, tinyChat(stage));
  return open(['chat', '--weights', file, '--max-tokens', '3', '--seed', '1']);
};

it('talks, brings a question back with ↑, finishes names with TAB, and leaves with Ctrl-D', async () => {
  const terminal = chat('sft');
  await terminal.until(/\/quit leaves\.\nsft> $/m);
  terminal.type('Where does Bert Q');
  await terminal.until(/Bert Q$/m);
  terminal.type(keys.tab);
  await terminal.until(/Bert Quill$/m);
  terminal.type(` live?${keys.enter}`);
  await terminal.until(/sft> Where does Bert Quill live\?\n.*\(.+ %.*\)\nsft> $/m);
  terminal.type('/int4');
  terminal.type(keys.enter);
  await terminal.until(
    /int4: sft with each number in half a byte, .*\n> Where does Bert Quill live\?\n.*\(.+ %.*\)\nint4> $/m,
  );
  terminal.type(keys.up + keys.up);
  await terminal.until(/int4> Where does Bert Quill live\?$/m);
  terminal.type(keys.enter);
  await terminal.until(/int4> Where does Bert Quill live\?\n.*\(.+ %.*\)\nint4> $/m);
  terminal.type(keys.ctrlD);
  expect(await terminal.ended()).toEqual({ status: 0, ...givenBack });
});

it('leaves with Ctrl-C, status 130', async () => {
  const terminal = chat('base');
  await terminal.until(/base> $/m);
  terminal.type(`Who?${keys.enter}`);
  await terminal.until(/base> Who\?\n….*\n?.*\(/m);
  terminal.type(keys.ctrlC);
  expect(await terminal.ended()).toEqual({ status: 130, ...givenBack });
});
