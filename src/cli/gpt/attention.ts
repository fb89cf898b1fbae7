/** `genai gpt attention`: a text goes through the transformer, and one sees who looks at whom. */
import type { Command } from 'commander';
import { attentionLab } from '../../labs/attention/lab.ts';
import type { Lab } from '../../labs/lab.ts';
import type { CommandContext } from '../context.ts';
import { registerLab } from '../lab-face.ts';

const examples = `
Examples:
  genai gpt attention "The cat sat on the"           where the last token looks
  genai gpt attention "Dora has a duck." --token 2   where token 2 looks
  genai gpt attention --show heads                   every head, small
  genai gpt attention --show habits                  what each head does
  genai gpt attention --head 2.1 --show why          from query to share
  genai gpt attention --mask none                    everybody sees all
  genai gpt attention "A cat" --json | jq '.weights[0][1]'
  genai gpt attention --out heads.png --show heads

--json gives one object: "tokens" [{"id","text"}], the mark first; "weights"
[layer][head][query][key]; for the token that looks "row": [{"token","text",
"score","scaled","masked","weight"}], and "most" of them; "habits", measured on
lines that the transformer never learnt from; "text_loss" and "lines_loss", nats
a token with the mask and without. With knobs to turn: genai lab attention.`;

export function registerAttention(command: Command, context: CommandContext): void {
  command.summary('who looks at whom, and why');
  registerLab(command, context, attentionLab as unknown as Lab, {
    examples,
    words: { knob: 'text', about: 'text that goes through it; without it, or for -, stdin is read' },
  });
}
