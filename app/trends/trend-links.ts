import { href } from "../../components/href.ts";
import type { Resolution } from "../../lib/domain/finding-state.ts";
import type { Severity } from "../../lib/domain/severity.ts";
import type { VantageKind } from "../../lib/domain/vantage.ts";
import type { TrendDayPoint, TrendDimension, Trends } from "../../lib/domain/views/trends-view.ts";
import type { PortSection } from "../../lib/domain/well-known-ports.ts";

/** What the numbers are of: every cluster or one, all of it or a part. */
export type TrendScope = Pick<Trends["query"], "clusterId" | "dimension" | "value" | "rules">;

/** How the address of a page says "none of them", which an empty value cannot: no name in Kubernetes begins so. */
export const noneOfThem = "-";

/** The filter of a list that leaves only the part; names are those of the findings page and of the change feed. */
const filterOf: Record<TrendDimension, string | null> = {
  all: null,
  role: "role",
  namespace: "namespace",
  distribution: "distribution",
};

function partOf({ clusterId, dimension, value }: TrendScope): Record<string, string | null> {
  const name = filterOf[dimension];
  return { cluster: clusterId, ...(name ? { [name]: value === "" ? noneOfThem : value } : {}) };
}

type Point = Pick<TrendDayPoint, "at">;

/** Findings that were open at the end of a day, of one severity or of all. */
export function findingsHref(scope: TrendScope, { at }: Point, severity?: Severity): string {
  return href("/findings", { at, ...partOf(scope), severity });
}

/** Open findings that were past their due date at the end of a day, or all that had one. */
export function dueHref(scope: TrendScope, { at }: Point, which: "overdue" | "due"): string {
  return href("/findings", { at, ...partOf(scope), q: which === "overdue" ? "due:overdue" : "-due:none" });
}

/** Acceptances as they stand now: what held on a past day is in their list with when each ended. */
export function acceptancesHref({ clusterId }: Pick<TrendScope, "clusterId">, which: "active" | "ending"): string {
  return href("/acceptances", { cluster: clusterId, standing: which === "ending" ? "expiring" : null });
}

/** The same of one node. */
export function nodeFindingsHref(scope: TrendScope, { at }: Point, node: string, severity?: Severity): string {
  return href("/findings", { at, cluster: scope.clusterId, node, severity });
}

/** Ports of one class that were open from one vantage at the end of a day. */
export function exposuresHref(scope: TrendScope, { at }: Point, section: PortSection, vantage: VantageKind): string {
  return href("/exposures", { at, cluster: scope.clusterId, section, vantage, state: "open" });
}

/** Scans that ended on a day: what its numbers were made from, or why it has none. */
export function scansHref({ clusterId }: Pick<TrendScope, "clusterId">, day: string): string {
  return href("/scans", { cluster: clusterId, day });
}

export type FlowKind = "opened" | "reopened" | "accepted" | Resolution;

/** Ways of ending that are no repair. */
export const endedOtherwise = ["node-gone", "check-retired", "out-of-scope"] as const satisfies Resolution[];
/** The same with what somebody accepted: it no longer counts as open, and nothing was repaired. */
export const notRepaired = [...endedOtherwise, "accepted"] as const satisfies FlowKind[];

/** Findings that came or went in a stretch of days, both ends included. */
export function changesHref(
  scope: TrendScope,
  kinds: readonly FlowKind[],
  { from, to }: { from: string; to: string },
  severity?: Severity,
): string {
  return href("/changes", { kind: kinds, ...partOf(scope), severity, from, to });
}

/** What changed in the rules of checks on a day. */
export function rulesHref({ clusterId }: Pick<TrendScope, "clusterId">, day: string): string {
  return href("/changes", { kind: "rules-changed", cluster: clusterId, from: day, to: day });
}

/** The trends page as it may be asked for; what is the default is left out. */
export interface TrendsAddress {
  cluster?: string | null | undefined;
  days?: number | null | undefined;
  from?: string | undefined;
  to?: string | undefined;
  by?: TrendDimension | undefined;
  value?: string | undefined;
  rules?: "then" | "now" | undefined;
}

export function trendsHref({ days, by, rules, value, ...rest }: TrendsAddress): string {
  return href("/trends", {
    ...rest,
    days: days === 30 ? null : days,
    by: by === "all" ? null : by,
    value: by === undefined || by === "all" ? null : value === "" ? noneOfThem : value,
    rules: rules === "now" ? rules : null,
  });
}

/** The monthly report of every cluster or one; `month` is YYYY-MM. */
export function reportHref(month: string | null, cluster: string | null | undefined): string {
  return href("/report", { month, cluster });
}
