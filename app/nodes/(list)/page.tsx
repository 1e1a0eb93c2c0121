import { SearchX, Server } from "lucide-react";
import { z } from "zod";
import { coverageOf, coverageWords } from "../../../components/coverage.ts";
import { Page } from "../../../components/frame/page.tsx";
import { href } from "../../../components/href.ts";
import { NodeTable } from "../../../components/nodes/node-table.tsx";
import { PortStateLabel } from "../../../components/port-state-glyph.tsx";
import { RowKeys } from "../../../components/row-keys.tsx";
import { LinkButton } from "../../../components/ui/button.tsx";
import { Pagination } from "../../../components/ui/pagination.tsx";
import { EmptyState } from "../../../components/ui/state.tsx";
import { portSections } from "../../../lib/domain/well-known-ports.ts";
import { guardPage } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import { listClusters, listNodes } from "../../../lib/store/index.ts";
import { given } from "../../api/given.ts";
import { NodeFilter } from "../node-filter.tsx";

export const metadata = { title: t.nodes.title };

const search = z.object({
  cluster: z.string().max(100).optional(),
  q: z.string().max(200).optional(),
  reachable: z.enum(portSections, `must be one of ${portSections.join(", ")}.`).optional(),
  cursor: z.string().max(1000).optional(),
});

function NoNodes({ cluster, q, reachable }: Pick<z.output<typeof search>, "cluster" | "q" | "reachable">) {
  const words = t.nodes.empty;
  if (q || reachable) {
    return (
      <EmptyState
        icon={SearchX}
        total={0}
        title={words.nothing}
        actions={<LinkButton href={href("/nodes", { cluster })}>{t.nodes.filters.clear}</LinkButton>}
      >
        {q ? words.excludes(q) : words.noneReachable}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Server}
      total={0}
      title={words.none}
      actions={<LinkButton href="/scans">{words.scans}</LinkButton>}
    >
      {cluster ? words.ofCluster : words.noneDetail}
    </EmptyState>
  );
}

export default guardPage(search, async ({ input: { cluster, q, reachable, cursor } }) => {
  const [clusters, page] = await Promise.all([
    listClusters(),
    listNodes(given({ clusterId: cluster || undefined, q: q || undefined, reachable, cursor })),
  ]);
  const asked = clusters.filter(({ id }) => !cluster || id === cluster);
  const { known } = coverageOf(asked);
  const lead =
    q || reachable
      ? t.nodes.matching(page.total, coverageWords(asked))
      : t.nodes.lead(coverageWords(asked), page.total, Math.max(0, page.total - known));
  return (
    <Page crumbs={[{ label: t.nodes.title }]} title={t.nodes.title} lead={page.total > 0 ? lead : null}>
      <NodeFilter clusters={clusters} cluster={cluster} q={q} reachable={reachable} />
      {page.items.length === 0 ? (
        <NoNodes cluster={cluster} q={q} reachable={reachable} />
      ) : (
        <>
          <RowKeys>
            <NodeTable nodes={page.items} showCluster={!cluster && clusters.length > 1} />
          </RowKeys>
          <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink-2">
            <span>{t.nodes.legend}:</span>
            {(["open", "filtered", "closed", "unknown"] as const).map((state) => (
              <PortStateLabel key={state} state={state} />
            ))}
          </div>
          <Pagination
            shown={page.items.length}
            total={page.total}
            firstHref={cursor ? href("/nodes", { cluster, q, reachable }) : null}
            nextHref={page.nextCursor ? href("/nodes", { cluster, q, reachable, cursor: page.nextCursor }) : null}
          />
        </>
      )}
    </Page>
  );
});
