import type { ClusterRow } from "../lib/domain/views/cluster-view.ts";
import * as t from "../lib/messages/index.ts";

/** How many nodes of these clusters their last scans checked, of how many there are. */
export function coverageOf(clusters: readonly Pick<ClusterRow, "nodes">[]): { checked: number; known: number } {
  return {
    checked: clusters.reduce((sum, { nodes }) => sum + nodes.checked, 0),
    known: clusters.reduce((sum, { nodes }) => sum + nodes.known, 0),
  };
}

/** "38 of 40 nodes checked", to stand beside every count. */
export function coverageWords(clusters: readonly Pick<ClusterRow, "nodes">[]): string {
  const { checked, known } = coverageOf(clusters);
  return t.words.coverage(checked, known);
}
