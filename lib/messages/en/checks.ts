import { count, number } from "./plural.ts";

export const checks = {
  title: "Checks",
  one: "Check",
  lead: (shown: number, total: number) =>
    shown === total
      ? `${count(total, "check")}, applied by every scan`
      : `${number(shown)} of ${count(total, "check")} match`,
  search: {
    label: "Search checks",
    placeholder: "Name, CIS number, CVE, or another tool's id",
    apply: "Search",
    clear: "Show all checks",
    nothing: "No check matches",
    nothingDetail: (words: string) => `Every word of "${words}" has to occur in a check's name, text or references.`,
  },
  columns: {
    check: "Check",
    severity: "Severity",
    kind: "How",
    tier: "Tier",
    ports: "Ports",
    references: "References",
    open: "Open",
  },
  severityRange: (best: string, worst: string) => `${best} to ${worst}`,
  openFindings: (value: number) => count(value, "open finding"),
  nodePorts: "NodePorts",
  noPorts: "none",
  kinds: { probe: "Probe", config: "Configuration", hybrid: "Both" },
  kindMeaning: {
    probe: "judged by what a port answers",
    config: "judged by configuration that Kubernetes serves",
    hybrid: "judged by the port's answer and by the configuration; they have to agree",
  },
  facts: {
    id: "Id",
    copyId: "Copy the id",
    component: "Component",
    kind: "How it looks",
    tier: "Tier",
    ports: "Ports",
    needs: "Permissions",
    noNeeds: "none; it needs only the network",
    open: "Open now",
    none: "none",
  },
  severity: {
    title: "Severity",
    aside: "by who can reach the port",
    vantage: "Reachable from",
    who: "That is",
    severity: "Severity",
    base: "The same wherever it is reached from",
  },
  why: "Why it matters",
  needs: {
    title: "What it needs",
    lead: "Without these permissions its verdict is unknown, never pass.",
    grant: "ClusterRole rules",
    copyGrant: "Copy the rules",
  },
  fix: {
    title: "Fix",
    sample: "Filled with sample values, which are marked. A finding shows those of its own node.",
  },
  verify: "Verify",
  retired: "There is no check with this id.",
} as const;
