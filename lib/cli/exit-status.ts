/** Exit status of `breakwater scan`. */
export const exitStatus = {
  ok: 0,
  /** Findings at or above `--fail-on`. */
  findings: 1,
  /** Usage or configuration. */
  usage: 2,
  /** The scan could not be completed, or coverage fell short. */
  incomplete: 3,
} as const;
