/** A trained network at work: what it says of pictures, and how often that is right. Read first: ./train.ts */
import { Graph, type Tensor } from '../../nn/graph.ts';
import { softmax } from '../../nn/ops/sequence.ts';
import type { Random } from '../../nn/random.ts';
import { classifier, colours, type Question } from './network.ts';
import type { ExamSource } from './pictures.ts';
import { type Classifier, toInput } from './train.ts';

/** What it thinks of one picture: for each question the likeliest answer, and how likely each is. */
export type Verdict = Readonly<Record<string, { readonly answer: string; readonly p: readonly number[] }>>;

/** Pictures that are looked at side by side. */
const atOnce = 16;

export class Judge {
  readonly questions: readonly Question[];
  private readonly graph: Graph;
  private readonly x: Tensor;
  /** For each question [pictures, answers]. */
  private readonly p: readonly Tensor[];

  constructor({ config, questions, weights }: Classifier) {
    this.questions = questions;
    this.graph = new Graph(weights.kernels);
    this.x = this.graph.input([atOnce, config.size, config.size, colours]);
    this.p = classifier(this.x, weights.frozen(), config, questions).map(softmax);
  }

  /** @param pictures [size · size · 3] each, 0..1 */
  look(pictures: readonly Float32Array[]): Verdict[] {
    const { graph, x, questions, p } = this;
    const size = x.value.length / atOnce;
    const verdicts: Verdict[] = [];
    for (let first = 0; first < pictures.length; first += atOnce) {
      const some = pictures.slice(first, first + atOnce);
      for (const [i, pixels] of some.entries()) x.value.data.set(pixels.map(toInput), i * size);
      graph.forward();
      for (const i of some.keys()) {
        const verdict = questions.map(({ name, answers }, question) => {
          const chances = Array.from(p[question].value.data.subarray(i * answers.length, (i + 1) * answers.length));
          return [name, { answer: answers[chances.indexOf(Math.max(...chances))], p: chances }] as const;
        });
        verdicts.push(Object.fromEntries(verdict));
      }
    }
    return verdicts;
  }

  free(): void {
    this.graph.arena.free();
  }
}

/** How often it is right on pictures that it never saw: for each question, of those pictures that have an answer. */
export function accuracyOf(judge: Judge, source: ExamSource, count: number, random: Random): Record<string, number> {
  const exam = Array.from({ length: count }, () => source.draw(random));
  const verdicts = judge.look(exam.map(({ pixels }) => pixels));
  const shares = source.questions.map(({ name, answers }, question) => {
    const asked = verdicts.flatMap((verdict, i) => {
      const right = exam[i].answers[question];
      return right < 0 ? [] : [verdict[name].answer === answers[right]];
    });
    return [name, asked.filter(Boolean).length / asked.length] as const;
  });
  return Object.fromEntries(shares);
}
