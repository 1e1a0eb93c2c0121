import { type Severity, severities } from "./severity.ts";
import { type VantageKind, vantageKinds } from "./vantage.ts";
import { type MatrixClass, matrixClasses } from "./views/matrix-view.ts";

/** What a column is asked for by. "kubelet" is the whole section, read-only ports included, as on the overview. */
export const reachableChoices = [
  "kubelet",
  "kubelet-own",
  "read-only",
  "etcd",
  "api-server",
  "control-plane",
  "nodeport",
  "other",
] as const;
export type Reachable = (typeof reachableChoices)[number];

/** The columns that a choice stands for: one of them open is enough. */
export function classesOfReachable(reachable: Reachable): readonly MatrixClass[] {
  if (reachable === "kubelet") return ["kubelet", "read-only"];
  if (reachable === "kubelet-own") return ["kubelet"];
  return reachable === "nodeport" ? ["node-port"] : [reachable];
}

/** The choice that asks for one column and no other. */
export function reachableOfClass(name: MatrixClass): Reachable {
  if (name === "kubelet") return "kubelet-own";
  return name === "node-port" ? "nodeport" : name;
}

export const matrixSorts = ["worst", "name", "ports", "zone"] as const;
export type MatrixSort = (typeof matrixSorts)[number];
export const matrixGroupings = ["none", "role", "distribution", "zone", "posture"] as const;
export type MatrixGrouping = (typeof matrixGroupings)[number];
export const matrixRoles = ["control-plane", "worker"] as const;
export type MatrixRole = (typeof matrixRoles)[number];

/** Stands for "has none" where a zone or a severity is asked for. */
export const noValue = "-";

export interface MatrixFilter {
  cluster?: string;
  /** Words of a name, a whole address or role; `*` and `?` make a pattern of the whole name. */
  q?: string;
  role?: MatrixRole;
  distribution?: string;
  zone?: string;
  reachable?: Reachable;
  /** Only nodes that this vantage reaches: the asked class, or any. */
  vantage?: VantageKind;
  worst?: Severity | typeof noValue;
}

/** What an address says of the matrix. */
export interface MatrixQuery extends MatrixFilter {
  sort: MatrixSort;
  group: MatrixGrouping;
  /** Groups that are folded. */
  folded: readonly string[];
  /** The cell that has the focus. */
  cell: { node: string; class: MatrixClass } | null;
}

const filterNames = ["cluster", "q", "role", "distribution", "zone", "reachable", "vantage", "worst"] as const;
export type MatrixFilterName = (typeof filterNames)[number];

function oneOf<Value extends string>(values: readonly Value[], text: string | null): Value | undefined {
  return values.find((value) => value === text);
}

function readCell(text: string | null): MatrixQuery["cell"] {
  const dot = text?.lastIndexOf(".") ?? -1;
  const name = oneOf(matrixClasses, text?.slice(dot + 1) ?? null);
  return text && name && dot > 0 ? { node: text.slice(0, dot), class: name } : null;
}

/** Reads an address; what it says wrongly is left out. */
export function readMatrixQuery(get: (name: string) => string | null): MatrixQuery {
  const text = (name: string, longest: number) => get(name)?.slice(0, longest) || undefined;
  const read: { [Name in MatrixFilterName]: MatrixFilter[Name] | undefined } = {
    cluster: text("cluster", 100),
    q: text("q", 200),
    role: oneOf(matrixRoles, get("role")),
    distribution: text("distribution", 50),
    zone: text("zone", 100),
    reachable: oneOf(reachableChoices, get("reachable")),
    vantage: oneOf(vantageKinds, get("vantage")),
    worst: oneOf([...severities, noValue] as const, get("worst")),
  };
  const filter = Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as MatrixFilter;
  return {
    ...filter,
    sort: oneOf(matrixSorts, get("sort")) ?? "worst",
    group: oneOf(matrixGroupings, get("group")) ?? "none",
    folded: (get("folded") ?? "").split(",").filter(Boolean).slice(0, 100),
    cell: readCell(get("cell")),
  };
}

/** Writes the same as an address, what is usual left out. */
export function writeMatrixQuery(query: Partial<MatrixQuery>): string {
  const search = new URLSearchParams();
  for (const name of filterNames) {
    const value = query[name];
    if (value) search.set(name, value);
  }
  if (query.sort && query.sort !== "worst") search.set("sort", query.sort);
  if (query.group && query.group !== "none") search.set("group", query.group);
  if (query.folded?.length) search.set("folded", query.folded.join(","));
  if (query.cell) search.set("cell", `${query.cell.node}.${query.cell.class}`);
  const text = search.toString();
  return text ? `/nodes?${text}` : "/nodes";
}

/** The filter alone. */
export function filterOf(query: MatrixQuery): MatrixFilter {
  const set = filterNames.filter((name) => query[name] !== undefined).map((name) => [name, query[name]]);
  return Object.fromEntries(set) as MatrixFilter;
}
