/** A question in a few letters, so that it is noticed when another one stands in its place. */
import type { StepOf } from './lesson.ts';

/** Changes with what is asked and with what is right; not with the reasons and hints, which get better over time. */
export function askedOf({ ask, question }: StepOf<'quiz'>): string {
  const choices = 'choices' in question ? question.choices.map(({ text, right, value }) => [text, right, value]) : [];
  const answer = 'answer' in question ? question.answer : undefined;
  const words = ask.trim().replace(/\s+/g, ' ');
  return fnv1a(JSON.stringify([words, question.type, choices, answer]));
}

/** FNV-1a (Fowler, Noll & Vo), 32 bits over UTF-16 code units, as eight digits. */
function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
