import { Server } from "lucide-react";
import { coverageWords } from "../../../components/coverage.ts";
import { MatrixView } from "../../../components/matrix/matrix-view.tsx";
import { LinkButton } from "../../../components/ui/button.tsx";
import { EmptyState } from "../../../components/ui/state.tsx";
import { arrangedBy, firstLines } from "../../../lib/domain/matrix-arrange.ts";
import type { MatrixQuery } from "../../../lib/domain/matrix-query.ts";
import type { ClusterRow } from "../../../lib/domain/views/cluster-view.ts";
import type { Matrix } from "../../../lib/domain/views/matrix-view.ts";
import * as t from "../../../lib/messages/index.ts";

/** Lines that the server writes; the browser reads the others when it has drawn these. */
const firstScreen = 40;

function NoNodes({ cluster }: { cluster: string | undefined }) {
  const words = t.matrix.empty;
  return (
    <EmptyState
      icon={Server}
      total={0}
      title={words.none}
      actions={
        <>
          <LinkButton href="/scans">{words.scans}</LinkButton>
          {cluster ? null : <LinkButton href="/clusters/new">{words.clusters}</LinkButton>}
        </>
      }
    >
      {cluster ? words.ofCluster : words.noneDetail}
    </EmptyState>
  );
}

export function matrixLead(matrix: Matrix, clusters: readonly Pick<ClusterRow, "nodes">[]): string {
  const from = matrix.vantages.map((kind) => t.words.vantage[kind]);
  return t.matrix.lead(coverageWords(clusters), from);
}

/** Nodes against classes of ports, from every vantage that looked. */
export function MatrixPage({ matrix, query }: { matrix: Matrix; query: MatrixQuery }) {
  if (matrix.rows.length === 0) return <NoNodes cluster={query.cluster} />;
  const first = firstLines(arrangedBy(matrix, query.sort)(query), firstScreen);
  return <MatrixView query={query} first={first} firstScreen={firstScreen} />;
}
