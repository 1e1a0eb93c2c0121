import type { Severity } from "../severity.ts";
import type { VantageKind } from "../vantage.ts";

export const searchKinds = ["cluster", "node", "check", "port", "service", "view", "term", "finding"] as const;
/** What the command palette finds on the server. */
export type SearchKind = (typeof searchKinds)[number];

/** One thing that a search found, and where it is. */
export interface SearchHit {
  id: string;
  kind: SearchKind;
  label: string;
  /** What tells it from others of its name: the cluster, the Service's ports. */
  detail: string | null;
  /** Of a finding. */
  severity?: Severity;
  vantage?: VantageKind;
  href: string;
}

export interface SearchAnswer {
  /** Exact ones first, then those that begin so, then the rest; at most eight of a kind. */
  items: SearchHit[];
}
