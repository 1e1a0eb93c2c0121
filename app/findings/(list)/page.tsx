import type { ReactNode } from "react";
import { coverageWords } from "../../../components/coverage.ts";
import { Page } from "../../../components/frame/page.tsx";
import { href } from "../../../components/href.ts";
import { Pagination } from "../../../components/ui/pagination.tsx";
import { severities } from "../../../lib/domain/severity.ts";
import { guardPage } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import {
  countFindings,
  facetFindings,
  groupFindings,
  listClusters,
  listFindings,
  requireCluster,
} from "../../../lib/store/index.ts";
import { FilterBar, searchFields } from "../filter-bar.tsx";
import { GroupTable } from "../group-table.tsx";
import { NothingMatches } from "../nothing-matches.tsx";
import { type FindingsSearch, findingsSearch, queryOf } from "../search-params.ts";
import { SortedFindings } from "../sorted-findings.tsx";

export const metadata = { title: t.findings.title };

/** Awaited by the page itself and no component of its own: only so do the store's sentences reach the guard. */
async function readRows(search: FindingsSearch): Promise<ReactNode> {
  const page = await listFindings(queryOf(search));
  if (page.items.length === 0) return NothingMatches({ search });
  const first = { ...search, cursor: undefined };
  return (
    <>
      <SortedFindings search={search} findings={page.items} />
      <Pagination
        shown={page.items.length}
        total={page.total}
        firstHref={search.cursor ? href("/findings", searchFields(first)) : null}
        nextHref={page.nextCursor ? href("/findings", searchFields({ ...search, cursor: page.nextCursor })) : null}
      />
    </>
  );
}

interface GroupsProps {
  search: FindingsSearch;
  by: "check" | "node";
}

async function readGroups({ search, by }: GroupsProps): Promise<ReactNode> {
  const groups = await groupFindings(queryOf(search), by);
  if (groups.length === 0) return NothingMatches({ search });
  return <GroupTable groups={groups} by={by} search={search} />;
}

export default guardPage(findingsSearch, async ({ input: search }) => {
  await requireCluster(search.cluster);
  const [facets, clusters, counts] = await Promise.all([
    facetFindings(queryOf(search)),
    listClusters(),
    countFindings(queryOf(search)),
  ]);
  const total = severities.reduce((sum, severity) => sum + counts[severity], 0);
  const coverage = coverageWords(clusters.filter(({ id }) => !search.cluster || id === search.cluster));
  const by = search.group;
  const shown = by === "finding" ? await readRows(search) : await readGroups({ search, by });
  return (
    <Page
      crumbs={[{ label: t.findings.title }]}
      title={t.findings.title}
      lead={
        <span data-total={total}>
          {search.at ? t.findings.leadAt(total, search.at) : t.findings.lead(total, coverage)}
        </span>
      }
    >
      <FilterBar search={search} facets={facets} />
      {shown}
    </Page>
  );
});
