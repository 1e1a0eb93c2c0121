import { href, type SearchValue } from "../../components/href.ts";

export const baselineTabs = ["expected", "yaml", "proposal", "history"] as const;
export type BaselineTab = (typeof baselineTabs)[number];

/** A tab of a cluster's expected ports. */
export function tabHref(clusterId: string, tab: BaselineTab, search: Record<string, SearchValue> = {}): string {
  return href(`/baselines/${encodeURIComponent(clusterId)}`, { tab: tab === "expected" ? null : tab, ...search });
}

/** The findings that drift is. */
export function driftHref(clusterId: string): string {
  return href("/findings", { cluster: clusterId, check: "port-not-in-baseline" });
}

/** Where GET and PUT of the text are. */
export function textAddress(clusterId: string): string {
  return `/api/v1/clusters/${encodeURIComponent(clusterId)}/baseline`;
}
