import {
  classesOfReachable,
  type MatrixFilter,
  type MatrixFilterName,
  noValue,
  type Reachable,
  reachableOfClass,
} from "./matrix-query.ts";
import type { VantageKind } from "./vantage.ts";
import { type MatrixCell, type MatrixClass, type MatrixRow, matrixClasses } from "./views/matrix-view.ts";

const everyClass = new Set<MatrixClass>(matrixClasses);

/** Whether a pattern of `*` (any text) and `?` (any character) covers a text, in time that grows with both lengths. */
export function matchesGlob(pattern: string, text: string): boolean {
  let [at, star, kept] = [0, -1, 0];
  let place = 0;
  while (place < text.length) {
    if (pattern[at] === "*") {
      star = at;
      kept = place;
      at += 1;
    } else if (at < pattern.length && (pattern[at] === "?" || pattern[at] === text[place])) {
      at += 1;
      place += 1;
    } else if (star >= 0) {
      at = star + 1;
      kept += 1;
      place = kept;
    } else return false;
  }
  while (pattern[at] === "*") at += 1;
  return at === pattern.length;
}

function matchesWord(row: MatrixRow, word: string, clusterName: string): boolean {
  const name = row.name.toLowerCase();
  if (/[*?]/.test(word)) return matchesGlob(word, name);
  return name.includes(word) || row.addresses.includes(word) || row.roles.includes(word) || clusterName.includes(word);
}

function isOpen(cell: MatrixCell | null | undefined, vantage: VantageKind | undefined): boolean {
  if (!cell) return false;
  return vantage ? cell.states[vantage] === "open" : Object.values(cell.states).includes("open");
}

/** A port of the class is open on a node that was checked: from this vantage, or from any. */
function isReachable(row: MatrixRow, reachable: Reachable | undefined, vantage: VantageKind | undefined): boolean {
  if (row.checked !== true) return false;
  const classes = reachable ? new Set(classesOfReachable(reachable)) : everyClass;
  return row.cells.some((cell, column) => classes.has(matrixClasses[column] ?? "other") && isOpen(cell, vantage));
}

interface Named {
  id: string;
  name: string;
}

/** Nodes that the filter leaves, in their order. */
export function filterMatrix(
  rows: readonly MatrixRow[],
  filter: MatrixFilter,
  clusters: readonly Named[],
): readonly MatrixRow[] {
  const { cluster, role, distribution, zone, reachable, vantage, worst } = filter;
  const words = (filter.q ?? "").toLowerCase().split(/\s+/).filter(Boolean).slice(0, 10);
  const nameOf = new Map(clusters.map(({ id, name }) => [id, name.toLowerCase()]));
  return rows.filter(
    (row) =>
      (!cluster || row.clusterId === cluster) &&
      (!role || row.role === role) &&
      (!distribution || row.distribution === distribution) &&
      (!zone || (row.zone ?? noValue) === zone) &&
      (!worst || (row.worst ?? noValue) === worst) &&
      (!(reachable || vantage) || isReachable(row, reachable, vantage)) &&
      words.every((word) => matchesWord(row, word, nameOf.get(row.clusterId) ?? "")),
  );
}

/** Of several filters that leave nothing together, the one without which most would be left. */
export function excludesMost(
  rows: readonly MatrixRow[],
  filter: MatrixFilter,
  clusters: readonly Named[],
): { name: MatrixFilterName; left: number } | null {
  const left = (Object.keys(filter) as MatrixFilterName[]).map((name) => {
    const others = { ...filter };
    delete others[name];
    return { name, left: filterMatrix(rows, others, clusters).length };
  });
  return left.sort((a, b) => b.left - a.left)[0] ?? null;
}

export interface ClassSummary {
  class: MatrixClass;
  /** What the filter asks for this column by. */
  reachable: Reachable;
  /** Nodes on which a port of the class is open, of nodes that were checked and where one told its state. */
  open: number;
  nodes: number;
}

/** What the overview's strip counts, over these nodes. */
export function summarizeClasses(rows: readonly MatrixRow[]): ClassSummary[] {
  return matrixClasses.map((name, column) => {
    const cells = rows.flatMap(({ checked, cells: of }) => (checked === true ? (of[column] ?? []) : []));
    const told = cells.filter(({ states }) => Object.values(states).some((state) => state !== "unknown"));
    const open = told.filter((cell) => isOpen(cell, undefined)).length;
    return { class: name, reachable: reachableOfClass(name), open, nodes: told.length };
  });
}
