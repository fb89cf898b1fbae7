/** Answers in JSON, fit to be read on a terminal. */
import { escapedJson } from '../render/escaped-json.ts';

export const jsonResponse = (value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(escapedJson(value), { status, headers: { 'content-type': 'application/json', ...headers } });
