import { expect, it } from 'vitest';
import { Output } from '../../src/cli/output.ts';
import { Screen } from './streams.ts';

it('JSON holds what nobody sees as escapes, and is the same value', async () => {
  const value = { text: 'a\u180eb\ufff9c\u{e0041}d\u034fe\u115ff\u{e0100}\u200b\u2066\x85\x1b猫' };
  const screen = new Screen();
  await new Output(screen as unknown as NodeJS.WriteStream).json(value);
  expect(screen.text).toBe(
    '{"text":"a\\u180eb\\ufff9c\\udb40\\udc41d\\u034fe\\u115ff\\udb40\\udd00\\u200b\\u2066\\u0085\\u001b猫"}\n',
  );
  expect(JSON.parse(screen.text)).toEqual(value);
});
