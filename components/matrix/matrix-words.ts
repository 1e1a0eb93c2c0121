import { distributionName } from "../../lib/domain/distribution.ts";
import type { ArrangedMatrix } from "../../lib/domain/matrix-arrange.ts";
import {
  classesOfReachable,
  type MatrixFilterName,
  type MatrixGrouping,
  type MatrixQuery,
  noValue,
  type Reachable,
} from "../../lib/domain/matrix-query.ts";
import type { Severity } from "../../lib/domain/severity.ts";
import type { VantageKind } from "../../lib/domain/vantage.ts";
import type { MatrixCell, MatrixClass, MatrixRow, MatrixState } from "../../lib/domain/views/matrix-view.ts";
import * as t from "../../lib/messages/index.ts";

const states: readonly MatrixState[] = ["open", "filtered", "closed", "unknown"];

/** "open from other network and pod, filtered from internet". */
function statesInWords({ states: of, ports }: MatrixCell, vantages: readonly VantageKind[]): string {
  const parts = states.flatMap((state) => {
    const from = vantages.filter((kind) => of[kind] === state).map((kind) => t.words.vantage[kind]);
    const numbers = state === "open" && ports.length > 0 ? ` (${ports.join(", ")})` : "";
    return from.length > 0 ? [`${t.matrix.cell.from(t.matrix.state[state], from)}${numbers}`] : [];
  });
  return parts.length > 0 ? parts.join(", ") : t.matrix.cell.notLooked;
}

function findingsInWords({ worst, findings }: MatrixCell): string {
  if (!worst) return t.matrix.cell.noFinding;
  return `${t.matrix.cell.worst(t.words.severity[worst].toLocaleLowerCase())}; ${t.matrix.cell.findings(findings)}`;
}

/** A cell without its node and class. */
export function cellInWords(cell: MatrixCell | null, vantages: readonly VantageKind[]): string {
  if (!cell) return t.matrix.cell.notLooked;
  return `${statesInWords(cell, vantages)}; ${findingsInWords(cell)}`;
}

/** What a screen reader says at a cell. */
export function cellName(row: MatrixRow, name: MatrixClass, cell: MatrixCell | null, vantages: readonly VantageKind[]) {
  return `${t.matrix.cell.name(row.name, t.matrix.classes[name])}: ${cellInWords(cell, vantages)}`;
}

/** Where the proof of a cell stands: its worst finding, else its first open port through time, else its node. */
export function proofOf(row: MatrixRow, cell: MatrixCell): string {
  if (cell.findingId) return `/findings/${cell.findingId}`;
  const [port] = cell.ports;
  return port === undefined ? `/nodes/${row.id}` : `/nodes/${row.id}/ports/${port}`;
}

/** The name of a group. */
export function groupInWords(group: MatrixGrouping, key: string): string {
  if (key === noValue) return group === "zone" ? t.matrix.group.noZone : t.matrix.group.noFinding;
  if (group === "role") return t.matrix.roles[key as MatrixRow["role"]];
  if (group === "posture") return t.words.severity[key as Severity];
  return group === "distribution" ? distributionName(key as Parameters<typeof distributionName>[0]) : key;
}

/** A choice of the filter "reachable". */
export function reachableInWords(reachable: Reachable): string {
  if (reachable === "kubelet") return t.matrix.filters.kubeletAll;
  const [name] = classesOfReachable(reachable);
  return name ? t.matrix.classes[name] : reachable;
}

/** A filter that is set, as people read it: "Zone: eu-1a". */
export function filterInWords(
  name: MatrixFilterName,
  query: MatrixQuery,
  clusters: ArrangedMatrix["clusters"],
): string {
  const { filters } = t.matrix;
  const value = query[name] ?? "";
  if (name === "q") return `${filters.words} "${value}"`;
  const said: Record<Exclude<MatrixFilterName, "q">, () => string> = {
    cluster: () => clusters.find(({ id }) => id === value)?.name ?? value,
    reachable: () => reachableInWords(value as Reachable),
    vantage: () => t.words.vantage[value as VantageKind],
    worst: () => groupInWords("posture", value),
    role: () => groupInWords("role", value),
    distribution: () => groupInWords("distribution", value),
    zone: () => groupInWords("zone", value),
  };
  return filters.is(filters[name], said[name]());
}
