import { CheckCheck, History, Radar, SearchX } from "lucide-react";
import { cookies } from "next/headers";
import { Page } from "../../../components/frame/page.tsx";
import { seenCookie } from "../../../components/frame/seen-cookie.ts";
import { titled } from "../../../components/frame/titled.ts";
import { href } from "../../../components/href.ts";
import { LinkButton } from "../../../components/ui/button.tsx";
import { Pagination } from "../../../components/ui/pagination.tsx";
import { EmptyState } from "../../../components/ui/state.tsx";
import type { ClusterRow } from "../../../lib/domain/views/cluster-view.ts";
import { guardPage } from "../../../lib/guard/index.ts";
import { withReadersWords } from "../../../lib/messages/in-readers-words.ts";
import * as t from "../../../lib/messages/index.ts";
import { countChanges, listChanges, listClusters, recordedUntil, requireCluster } from "../../../lib/store/index.ts";
import { ChangeList } from "../change-list.tsx";
import { FilterBar } from "../filter-bar.tsx";
import {
  activeChangeFilters,
  type ChangesSearch,
  changeFields,
  changeQueryOf,
  changesSearch,
} from "../search-params.ts";
import { SinceLine } from "../since-line.tsx";

export const generateMetadata = titled(() => t.changes.title);

/** The mark of this browser; a cookie that is no time is none. */
async function readSeen(): Promise<string | null> {
  const seen = (await cookies()).get(seenCookie)?.value ?? "";
  return Number.isNaN(Date.parse(seen)) ? null : new Date(seen).toISOString();
}

function NoChanges({ search, clusters }: { search: ChangesSearch; clusters: ClusterRow[] }) {
  const words = t.changes.empty;
  const all = <LinkButton href="/changes">{words.everything}</LinkButton>;
  if (clusters.every(({ lastScan }) => !lastScan)) {
    return (
      <EmptyState icon={Radar} title={words.unscanned} total={0}>
        {words.unscannedDetail}
      </EmptyState>
    );
  }
  const active = activeChangeFilters(search);
  const onlySince = active.length === 1 && active[0]?.name === "since";
  const [icon, title, detail] = onlySince
    ? [CheckCheck, words.seen, words.seenDetail]
    : active.length > 0
      ? [SearchX, words.nothing, words.nothingDetail]
      : [History, words.none, words.noneDetail];
  return (
    <EmptyState icon={icon} title={title} total={0} actions={active.length > 0 ? all : null}>
      {detail}
    </EmptyState>
  );
}

export default guardPage(changesSearch, async ({ input: search }) => {
  await requireCluster(search.cluster);
  // The mark is read first: what is written while the lists are read stays new.
  const until = await recordedUntil();
  const seen = await readSeen();
  const [page, clusters, fresh] = await Promise.all([
    listChanges(changeQueryOf(search)).then(withReadersWords),
    listClusters(),
    seen ? countChanges({ since: seen }) : { total: 0 },
  ]);
  return (
    <Page crumbs={[{ label: t.changes.title }]} title={t.changes.title} lead={t.changes.lead}>
      <SinceLine seen={seen} fresh={fresh.total} until={until} />
      <FilterBar search={search} clusters={clusters} />
      {page.items.length === 0 ? (
        <NoChanges search={search} clusters={clusters} />
      ) : (
        <>
          <ChangeList
            rows={page.items}
            seen={seen}
            showCluster={clusters.length > 1}
            more={{ before: search.cursor !== undefined, after: page.nextCursor !== null }}
          />
          <Pagination
            shown={page.items.length}
            total={page.total}
            atLeast={page.atLeast}
            firstHref={search.cursor ? href("/changes", { ...changeFields(search), cursor: undefined }) : null}
            nextHref={page.nextCursor ? href("/changes", { ...changeFields(search), cursor: page.nextCursor }) : null}
          />
        </>
      )}
    </Page>
  );
});
