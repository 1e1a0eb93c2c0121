/** The lines a start prints: one for each step, with the time that it took. */
export interface Steps {
  say(line: string): void;
  /** Runs a step and prints the line it returns with its duration. */
  step<Value>(work: () => Promise<Value>, line: (value: Value) => string): Promise<Value>;
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

export function createSteps(print: (line: string) => void, clock: () => number = () => performance.now()): Steps {
  return {
    say: print,
    async step(work, line) {
      const start = clock();
      const value = await work();
      print(`${line(value)} (${seconds(clock() - start)})`);
      return value;
    },
  };
}
