/** `genai trace`: one text on its whole way through the transformer, every stage with its numbers. */
import type { Command } from 'commander';
import type { Lab } from '../../labs/lab.ts';
import { traceLab } from '../../labs/trace/lab.ts';
import type { Event } from '../../labs/trace/params.ts';
import { stageFrame } from '../../labs/trace/view.ts';
import type { CommandContext } from '../context.ts';
import { registerLab } from '../lab-face.ts';

const examples = `
Examples:
  genai trace "The cat sat on the"          from bytes to the next token
  genai trace "Two plus two is" --seed 7    repeat a run: the same token again
  genai trace "A cat" | less                as text, to be read
  genai trace "A cat" --json | jq -c 'select(.says) | .says[0]'

--json gives a line for each stage: "bytes", "tokens", "embeddings",
"positions", "attention" and "thinking" of each layer, "logits",
"probabilities", "pick"; with all numbers that stand for each token as
"vectors", and as "says" what the transformer would say if it ended there. The
last line has "done". Stage by stage, with keys: genai lab trace.`;

export function register(command: Command, context: CommandContext): void {
  registerLab(command, context, traceLab as unknown as Lab, {
    examples,
    words: { knob: 'text', about: 'text that is followed; without it, or for -, stdin is read' },
    part: (event) => stageFrame(event as Event),
  });
}
