/** How a run of training went, a line of JSON for what it was and one for each stretch of steps. */
import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { writeWhole } from '../../store/whole-file.ts';

interface Line {
  readonly step: number;
  /** The mean over the stretch. */
  readonly loss: number;
  readonly rate: number;
  /** Work so far. */
  readonly tflop: number;
  /** Time so far, without pauses. */
  readonly seconds: number;
}

export class TrainingLog {
  private lines: Line[] = [];
  private machines: string[] = [];

  constructor(
    private readonly file: string,
    /** What the run is. */
    private readonly about: Readonly<Record<string, unknown>>,
  ) {
    this.addMachine();
  }

  get seconds(): number {
    return this.lines.at(-1)?.seconds ?? 0;
  }

  add(line: Line): void {
    this.lines.push(line);
  }

  /** What an interrupted run had written, up to the step from which it goes on. */
  resume(step: number): void {
    if (!existsSync(this.file)) return;
    const [first, ...rest] = readFileSync(this.file, 'utf8').trimEnd().split('\n');
    this.machines = (JSON.parse(first) as { machines: string[] }).machines;
    this.addMachine();
    this.lines = rest.map((text) => JSON.parse(text) as Line).filter((line) => line.step <= step);
  }

  private addMachine(): void {
    const [{ model }, ...others] = cpus();
    const machine = `${model.trim()}, ${others.length + 1} cores, Node ${process.version}`;
    if (!this.machines.includes(machine)) this.machines.push(machine);
  }

  text(): string {
    const first = { ...this.about, machines: this.machines };
    return [first, ...this.lines].map((line) => `${JSON.stringify(line)}\n`).join('');
  }

  /** Whole or not at all. */
  async write(): Promise<void> {
    await writeWhole(this.file, this.text());
  }
}
