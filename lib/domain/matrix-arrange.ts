import { type ClassSummary, excludesMost, filterMatrix, summarizeClasses } from "./matrix-filter.ts";
import { type MatrixLine, matrixLines, sortMatrix } from "./matrix-lines.ts";
import { filterOf, type MatrixFilterName, type MatrixQuery } from "./matrix-query.ts";
import type { VantageKind } from "./vantage.ts";
import type { Matrix } from "./views/matrix-view.ts";

/** What an address shows of a matrix; the server and the browser work it out alike. */
export interface ArrangedMatrix {
  /** All lines, or the first of `length`. */
  lines: MatrixLine[];
  length: number;
  /** Nodes that match, and all. */
  shown: number;
  all: number;
  /** Of the nodes that match what is asked beside "reachable" and "from". */
  summary: ClassSummary[];
  /** Only where no node matches. */
  excludes: { name: MatrixFilterName; left: number } | null;
  vantages: VantageKind[];
  clusters: { id: string; name: string }[];
  distributions: string[];
  zones: (string | null)[];
  /** Nodes drawn of nodes that there are, where a limit was reached. */
  limited: { drawn: number; of: number } | null;
}

const values = <Value>(of: readonly Value[]): Value[] => [...new Set(of)].sort();

/** Parts of a matrix that no filter changes. */
function everything({ rows, vantages, clusters, total }: Matrix) {
  return {
    all: rows.length,
    ...{ vantages, clusters },
    distributions: values(rows.map(({ distribution }) => distribution)),
    zones: values(rows.map(({ zone }) => zone)),
    limited: total > rows.length ? { drawn: rows.length, of: total } : null,
  };
}

/** Sorts a matrix once; what it gives filters, groups and counts it as often as is asked. */
export function arrangedBy(matrix: Matrix, sort: MatrixQuery["sort"]): (query: MatrixQuery) => ArrangedMatrix {
  const sorted = sortMatrix(matrix.rows, sort);
  const fixed = everything(matrix);
  return (query) => {
    const filter = filterOf(query);
    const { reachable: _class, vantage: _from, ...beside } = filter;
    const besides = filterMatrix(sorted, beside, matrix.clusters);
    const rows = filterMatrix(besides, filter, matrix.clusters);
    const lines = matrixLines(rows, query);
    return {
      ...fixed,
      ...{ lines, length: lines.length, shown: rows.length },
      summary: summarizeClasses(besides),
      excludes: rows.length === 0 ? excludesMost(sorted, filter, matrix.clusters) : null,
    };
  };
}

/** The first lines alone, for a first screen; the browser reads the rest. */
export function firstLines(arranged: ArrangedMatrix, most: number): ArrangedMatrix {
  return { ...arranged, lines: arranged.lines.slice(0, most) };
}
