/** `genai doctor`: what works here, what does not and why, and where things are kept; status 1 when something is broken. */
import type { Command } from 'commander';
import { clean } from '../../render/clean.ts';
import { type Surface, text } from '../../render/frame.ts';
import { render } from '../../render/render.ts';
import type { CommandContext } from '../context.ts';
import type { Finding } from '../doctor/finding.ts';
import { examineMachine } from '../doctor/machine.ts';
import { examinePlaces } from '../doctor/places.ts';
import { examineTerminal } from '../doctor/terminal.ts';
import { surfaceOf } from '../io.ts';
import { version } from '../version.ts';

const more = `
Examples:
  genai doctor           look at everything
  genai doctor --json    for scripts, and for a report of something that fails

A line begins with ok, or with NO where something is broken; the line below says
what to do. Status 1 when there is a NO. --json gives one object:
{"version","findings":[{"name","value","ok","note"}]}, note where there is one.`;

export function register(command: Command, context: CommandContext): void {
  command
    .option('--json', 'machine-readable output')
    .addHelpText('after', more)
    .action(async () => {
      const { io, out } = context;
      const findings = [...examineMachine(io.platform), ...examineTerminal(io), ...(await examinePlaces(io))];
      if (command.opts().json) await out.json({ version: version(), findings });
      else await out.write(report(findings, surfaceOf(io.stdout, io)));
      context.status = findings.every(({ ok }) => ok) ? 0 : 1;
    });
}

/** Values of any length: a path that is cut helps nobody. */
function report(findings: readonly Finding[], surface: Surface): string {
  const width = Math.max(...findings.map(({ name }) => name.length));
  const indent = ' '.repeat(width + 6);
  const room = { ...surface, width: Math.max(30, surface.width - indent.length), height: Number.POSITIVE_INFINITY };
  const lines = findings.flatMap(({ name, value, ok, note }) => [
    `${ok ? 'ok' : 'NO'}  ${name.padEnd(width)}  ${clean(value)}`,
    ...(note ? render(text(note), room).map((line) => indent + line) : []),
  ]);
  const broken = findings.filter(({ ok }) => !ok).map(({ name }) => name);
  const sum = broken.length > 0 ? `To mend: ${broken.join(', ')}.` : 'Everything works here.';
  return `${lines.join('\n')}\n\n${sum}\n`;
}
