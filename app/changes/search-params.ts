import { z } from "zod";
import type { SearchValue } from "../../components/href.ts";
import { AppError } from "../../lib/domain/errors.ts";
import { severities } from "../../lib/domain/severity.ts";
import { type ChangeQuery, type FeedKind, feedKinds, findingChangeKinds } from "../../lib/domain/views/change-view.ts";
import { anyOf, cursor, dayOrInstant, instant, noneOfThem, port, text, texts } from "../search-fields.ts";

/** What the address of the change feed may say. */
export const changesSearch = z.object({
  cluster: text,
  node: text,
  kind: anyOf(feedKinds),
  severity: anyOf(severities),
  check: texts(100),
  port,
  namespace: texts(63),
  role: texts(40),
  distribution: texts(40),
  scan: text,
  from: dayOrInstant,
  to: dayOrInstant,
  since: instant,
  q: text,
  cursor,
});
export type ChangesSearch = z.output<typeof changesSearch>;

const rowsPerPage = 50;

/** The query of the store for what the address says; AppError "invalid" for a range that begins after it ends. */
export function changeQueryOf({ role, namespace, distribution, ...search }: ChangesSearch): ChangeQuery {
  const { from, to } = search;
  if (from && to && Date.parse(from) > Date.parse(to.length === "2026-10-03".length ? `${to}T23:59:59.999Z` : to))
    throw new AppError("invalid", `The range begins after it ends: ${from} is later than ${to}.`);
  const parts = {
    nodeRole: noneOfThem(role),
    namespace: noneOfThem(namespace),
    distribution: noneOfThem(distribution),
  };
  const given = Object.entries({ ...search, ...parts, limit: rowsPerPage }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as ChangeQuery;
}

export const changeFilterNames = [
  "q",
  "kind",
  "severity",
  "check",
  "cluster",
  "node",
  "port",
  "namespace",
  "role",
  "distribution",
  "scan",
  "from",
  "to",
  "since",
] as const;
export type ChangeFilterName = (typeof changeFilterNames)[number];

/** The same search without one filter, or without one of its values; always from the first page. */
export function withoutFilter(search: ChangesSearch, name: ChangeFilterName, value?: string): ChangesSearch {
  const current = search[name];
  const kept = Array.isArray(current) && value !== undefined ? current.filter((item) => item !== value) : undefined;
  return { ...search, cursor: undefined, [name]: kept && kept.length > 0 ? kept : undefined };
}

/** Every active filter as name and single value. */
export function activeChangeFilters(search: ChangesSearch): { name: ChangeFilterName; value: string }[] {
  return changeFilterNames.flatMap((name) => {
    const value = search[name];
    if (value === undefined) return [];
    return (Array.isArray(value) ? value : [value]).map((item) => ({ name, value: String(item) }));
  });
}

export function changeFields(search: ChangesSearch): Record<string, SearchValue> {
  return { ...search };
}

/** What people decided, and what came of it. */
export const triageKinds: readonly FeedKind[] = [
  "accepted",
  "acceptance-expiring",
  "acceptance-ended",
  "false-positive",
  "acknowledged",
  "unacknowledged",
  "assigned",
  "due-changed",
  "commented",
];

/** Kinds that people ask for together. */
export const kindGroups = {
  all: [],
  findings: findingChangeKinds.filter((kind) => !triageKinds.includes(kind)),
  ports: ["port-opened", "port-closed", "port-changed"],
  nodes: [
    "node-joined",
    "node-left",
    "node-returned",
    "node-replaced",
    "node-renamed",
    "node-changed",
    "kubelet-upgraded",
    "cluster-upgraded",
  ],
  settings: ["setting-changed", "service-created", "service-removed"],
  scans: ["rules-changed", "clock-went-back", "scan-saw-less"],
  triage: triageKinds,
} as const satisfies Record<string, readonly FeedKind[]>;
export type KindGroup = keyof typeof kindGroups;

/** The group that is asked for exactly; null where the kinds are a choice of their own. */
export function kindGroupOf({ kind }: Pick<ChangesSearch, "kind">): KindGroup | null {
  const asked = new Set<FeedKind>(kind ?? []);
  const names = Object.keys(kindGroups) as KindGroup[];
  return (
    names.find((name) => kindGroups[name].length === asked.size && kindGroups[name].every((each) => asked.has(each))) ??
    null
  );
}
