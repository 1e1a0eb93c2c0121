import { findCheck } from "../../lib/checks/index.ts";
import type { FindingFacets } from "../../lib/domain/views/finding-view.ts";
import * as t from "../../lib/messages/index.ts";
import type { FilterName } from "./search-params.ts";

const words = t.words as unknown as Record<string, Record<string, string>>;
const catalogue: Partial<Record<FilterName, string>> = {
  severity: "severity",
  component: "component",
  state: "findingState",
  verdict: "verdict",
};

/** A filter's value as people read it: "Critical", a check's title, a cluster's name. */
export function filterValue(name: FilterName, value: string, facets: FindingFacets): string {
  if (name === "check") return findCheck(value)?.title ?? value;
  if (name === "cluster") return facets.cluster.find((cluster) => cluster.id === value)?.name ?? value;
  if (name === "at") return t.time.instant(value);
  if (name === "node" && value === "-") return t.findings.filters.noNode;
  if (["namespace", "role", "distribution"].includes(name) && value === "-") return t.findings.filters.none;
  if (name === "state" && value === "all") return t.findings.filters.everyState;
  const group = catalogue[name];
  return (group && words[group]?.[value]) || value;
}
