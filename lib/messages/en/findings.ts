import { count, number } from "./plural.ts";
import { time } from "./time.ts";

export const findings = {
  title: "Findings",
  columns: {
    severity: "Severity",
    finding: "Finding",
    node: "Node",
    port: "Port",
    vantage: "Reachable from",
    state: "Result",
    recheck: "Re-check",
    failing: "Failing for",
    checked: "Last checked",
    oldest: "Oldest",
    cluster: "Cluster",
  },
  filters: {
    label: "Filters",
    active: "Active filters",
    severity: "Severity",
    none: "none",
    noNode: "on no node",
    clear: "Clear all",
    remove: "remove this filter",
    everyState: "Every state",
  },
  shown: "shown",
  notShown: "not shown",
  group: { label: "Group by", finding: "Finding", check: "Check", node: "Node" },
  lead: (total: number, coverage: string) => `${count(total, "finding")}; ${coverage}.`,
  leadAt: (total: number, at: string) => `${count(total, "finding")} as of ${time.instant(at)}.`,
  select: {
    chosen: (value: number) => `${number(value)} selected`,
    clear: "Clear the selection",
    bar: "Selected findings",
  },
  stillOpen: "still open",
  noNode: "no node",
  noPort: "none",
  empty: {
    none: "No findings",
    noneDetail:
      "No scan has found anything that is not as wanted. What could not be checked stands on the scan's page.",
    unscanned: "No scan yet",
    unscannedDetail: "Findings appear with the first finished scan. Until then nothing is known, good or bad.",
    nothing: "Nothing matches",
    excludes: (name: string, value: string, found: number) =>
      `The filter ${name}: ${value} excludes the most. Without it ${found === 1 ? "1 finding matches" : `${number(found)} findings match`}.`,
    together: "No single filter is the cause: only together do they exclude everything.",
    without: (name: string) => `Remove ${name}`,
  },
} as const;
