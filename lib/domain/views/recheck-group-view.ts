import type { Verdict } from "../verdict.ts";

/** What "Re-check" was pressed on. */
export type RecheckScope =
  | { kind: "node"; nodeId: string }
  | { kind: "check"; checkId: string; clusterId?: string }
  | { kind: "findings"; findingIds: string[] };

/** A re-check of many findings, and how far it is. */
export interface RecheckGroup {
  id: string;
  title: string;
  total: number;
  done: number;
  failed: number;
  verdicts: Record<Verdict, number>;
  requestedAt: string;
  /** Null while some still wait or run. */
  finishedAt: string | null;
}
