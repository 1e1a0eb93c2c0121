import { SearchX, Server } from "lucide-react";
import { href } from "../../../components/href.ts";
import { NodeTable } from "../../../components/nodes/node-table.tsx";
import { PortStateLabel } from "../../../components/port-state-glyph.tsx";
import { RowKeys } from "../../../components/row-keys.tsx";
import { LinkButton } from "../../../components/ui/button.tsx";
import { Pagination } from "../../../components/ui/pagination.tsx";
import { EmptyState } from "../../../components/ui/state.tsx";
import type { ClusterRow } from "../../../lib/domain/views/cluster-view.ts";
import type { NodeRow } from "../../../lib/domain/views/node-view.ts";
import type { Page } from "../../../lib/domain/views/page.ts";
import type { PortSection } from "../../../lib/domain/well-known-ports.ts";
import * as t from "../../../lib/messages/index.ts";
import { NodeFilter } from "../node-filter.tsx";

export interface TableSearch {
  cluster: string | undefined;
  q: string | undefined;
  reachable: PortSection | undefined;
}

function NoNodes({ cluster, q, reachable }: TableSearch) {
  const words = t.nodes.empty;
  if (q || reachable) {
    return (
      <EmptyState
        icon={SearchX}
        total={0}
        title={words.nothing}
        actions={<LinkButton href={href("/nodes", { view: "table", cluster })}>{t.nodes.filters.clear}</LinkButton>}
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

interface Props {
  search: TableSearch;
  cursor: string | undefined;
  clusters: ClusterRow[];
  page: Page<NodeRow>;
}

/** Every node that was ever seen, those that are gone included, a page at a time. */
export function TablePage({ search, cursor, clusters, page }: Props) {
  const at = (next?: string) => href("/nodes", { view: "table", ...search, cursor: next });
  return (
    <>
      <NodeFilter clusters={clusters} {...search} />
      {page.items.length === 0 ? (
        <NoNodes {...search} />
      ) : (
        <>
          <RowKeys>
            <NodeTable nodes={page.items} showCluster={!search.cluster && clusters.length > 1} />
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
            firstHref={cursor ? at() : null}
            nextHref={page.nextCursor ? at(page.nextCursor) : null}
          />
        </>
      )}
    </>
  );
}
