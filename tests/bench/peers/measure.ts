/** How a program of the comparison says what it measured: as JSON in its last line. */

export interface Measured {
  /** Milliseconds a step. */
  readonly milliseconds: number;
  /** How many numbers are trained. */
  readonly parameters?: number;
  /** What it computed, which must be the same everywhere: the losses of the first steps, or whatever else can be compared. */
  readonly answers?: readonly number[];
}

/** Processor time of this process, or wall clock where that is less: other programs on the machine count for the second only,
 *  helping threads of the engine for the first only. */
function timer(threads: number): () => number {
  const start = performance.now();
  const used = process.cpuUsage();
  return () => {
    const wall = performance.now() - start;
    const { user, system } = process.cpuUsage(used);
    return threads > 1 ? wall : Math.min(wall, (user + system) / 1000);
  };
}

/** Milliseconds a call, over `seconds` of calls after a third as long of warming up. With more than one thread, wall clock. */
export function milliseconds(call: () => void, seconds: number, threads = 1): number {
  const callsFor = (time: number): number => {
    const elapsed = timer(threads);
    let calls = 0;
    // Twice as many from look to look at the clock, which costs something too.
    for (let more = 1; calls === 0 || elapsed() < 1000 * time; more *= 2) {
      for (let i = 0; i < more; i++) call();
      calls += more;
    }
    return elapsed() / calls;
  };
  callsFor(seconds / 3);
  return callsFor(seconds);
}

export function say(measured: Measured | readonly Measured[]): void {
  console.log(JSON.stringify(measured));
}

/** What a step of training costs, and the losses of the first three, so that gradients and optimiser have their say. Of a step
 *  that takes longer than all the measuring, the third is the measure. */
export function measureTraining(step: () => number, seconds: number, threads = 1): Measured {
  const answers = [step(), step()];
  const elapsed = timer(threads);
  answers.push(step());
  const third = elapsed();
  return { milliseconds: third > 1000 * seconds ? third : milliseconds(step, seconds, threads), answers };
}
