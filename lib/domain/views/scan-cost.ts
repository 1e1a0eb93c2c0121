import type { ScanProfile } from "../scan-report.ts";

/** What a scan is going to cost, said before the first packet. */
export interface ScanCost {
  nodes: number;
  connections: number;
  /** In flight to one node at most. */
  perNode: number;
  /** From every port refusing at once to none answering. */
  seconds: { least: number; most: number };
}

/** By profile; null while it is not known how many nodes there are. */
export type ScanCosts = Record<ScanProfile, ScanCost | null>;
