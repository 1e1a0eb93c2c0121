import type { ReactNode } from "react";
import { z } from "zod";
import { coverageOf, coverageWords } from "../../../components/coverage.ts";
import { Page } from "../../../components/frame/page.tsx";
import { titled } from "../../../components/frame/titled.ts";
import { href } from "../../../components/href.ts";
import { LinkTabs } from "../../../components/ui/link-tabs.tsx";
import {
  matrixGroupings,
  matrixRoles,
  matrixSorts,
  noValue,
  reachableChoices,
  readMatrixQuery,
} from "../../../lib/domain/matrix-query.ts";
import { severities } from "../../../lib/domain/severity.ts";
import { vantageKinds } from "../../../lib/domain/vantage.ts";
import type { ClusterRow } from "../../../lib/domain/views/cluster-view.ts";
import { portSections } from "../../../lib/domain/well-known-ports.ts";
import { guardPage } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import { getMatrix, listClusters, listNodes } from "../../../lib/store/index.ts";
import { given } from "../../api/given.ts";
import { MatrixPage, matrixLead } from "./matrix-page.tsx";
import { TablePage, type TableSearch } from "./table-page.tsx";

export const generateMetadata = titled(() => t.nodes.title);

const oneOf = <Value extends string>(values: readonly [Value, ...Value[]]) =>
  z.enum(values, `must be one of ${values.join(", ")}.`).optional();
const search = z.object({
  view: oneOf(["matrix", "table"]),
  cluster: z.string().max(100).optional(),
  q: z.string().max(200).optional(),
  reachable: oneOf(reachableChoices),
  cursor: z.string().max(1000).optional(),
  role: oneOf(matrixRoles),
  distribution: z.string().max(50).optional(),
  zone: z.string().max(100).optional(),
  vantage: oneOf(vantageKinds),
  worst: oneOf([...severities, noValue]),
  sort: oneOf(matrixSorts),
  group: oneOf(matrixGroupings),
  folded: z.string().max(2000).optional(),
  cell: z.string().max(200).optional(),
});
type Search = z.output<typeof search>;

/** The table knows sections alone. */
function tableSearch({ cluster, q, reachable }: Search): TableSearch {
  const section = portSections.find((one) => one === reachable) ?? (reachable ? "kubelet" : undefined);
  return { cluster: cluster || undefined, q: q || undefined, reachable: section };
}

function Frame({ input, lead, children }: { input: Search; lead: string | null; children: ReactNode }) {
  const isTable = input.view === "table";
  const kept = tableSearch(input);
  return (
    <Page crumbs={[{ label: t.nodes.title }]} title={t.nodes.title} lead={lead}>
      <LinkTabs
        label={t.matrix.views.label}
        className="mb-3"
        tabs={[
          {
            href: href("/nodes", { ...kept, reachable: input.reachable }),
            label: t.matrix.views.matrix,
            current: !isTable,
          },
          { href: href("/nodes", { view: "table", ...kept }), label: t.matrix.views.table, current: isTable },
        ]}
      />
      {children}
    </Page>
  );
}

async function tableOf(input: Search, clusters: ClusterRow[]): Promise<ReactNode> {
  const asked = tableSearch(input);
  const { cluster, q, reachable } = asked;
  const page = await listNodes(given({ clusterId: cluster, q, reachable, cursor: input.cursor }));
  const of = clusters.filter(({ id }) => !cluster || id === cluster);
  const gone = Math.max(0, page.total - coverageOf(of).known);
  const words = coverageWords(of);
  const lead = q || reachable ? t.nodes.matching(page.total, words) : t.nodes.lead(words, page.total, gone);
  return (
    <Frame input={input} lead={page.total > 0 ? lead : null}>
      <TablePage search={asked} cursor={input.cursor} clusters={clusters} page={page} />
    </Frame>
  );
}

export default guardPage(search, async ({ input }) => {
  if (input.view === "table") return tableOf(input, await listClusters());
  const query = readMatrixQuery((name) => input[name as keyof Search] ?? null);
  const [clusters, matrix] = await Promise.all([listClusters(), getMatrix(given({ clusterId: query.cluster }))]);
  const asked = clusters.filter(({ id }) => !query.cluster || id === query.cluster);
  return (
    <Frame input={input} lead={matrix.rows.length > 0 ? matrixLead(matrix, asked) : null}>
      <MatrixPage matrix={matrix} query={query} />
    </Frame>
  );
});
