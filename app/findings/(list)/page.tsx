import type { ReactNode } from "react";
import { coverageWords } from "../../../components/coverage.ts";
import { Page } from "../../../components/frame/page.tsx";
import { titled } from "../../../components/frame/titled.ts";
import { guardPage } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";
import {
  type FindingCount,
  groupFindings,
  listClusters,
  listFindings,
  numbersBesideFilter,
  requireCluster,
} from "../../../lib/store/index.ts";
import { openDefaultView } from "../default-view.ts";
import { FindingsExport } from "../export-menu.tsx";
import { FilterBar } from "../filter-bar.tsx";
import { groupTable } from "../group-table.tsx";
import { NothingMatches } from "../nothing-matches.tsx";
import { type FindingsSearch, findingsSearch, queryOf } from "../search-params.ts";
import { withInstant } from "../search-terms.ts";
import { sortedFindings } from "../sorted-findings.tsx";
import { unreadFilter } from "../unread-filter.tsx";

export const generateMetadata = titled(() => t.findings.title);

/** Awaited by the page itself and no component of its own: only so do the store's sentences reach the guard. */
async function readRows(search: FindingsSearch, me: string, counted: FindingCount[]): Promise<ReactNode> {
  const readAt = new Date().toISOString();
  const page = await listFindings(queryOf(search, me), counted);
  if (page.items.length === 0) return NothingMatches({ search, me });
  return sortedFindings({ search, me, page, readAt });
}

async function readGroups(search: FindingsSearch, by: "check" | "node", me: string, total: number): Promise<ReactNode> {
  const readAt = new Date().toISOString();
  const groups = await groupFindings(queryOf(search, me), by);
  if (groups.length === 0) return NothingMatches({ search, me });
  return groupTable({ groups, by, search, me, total, readAt });
}

export default guardPage(findingsSearch, async ({ input, identity }) => {
  await openDefaultView(input);
  const unread = unreadFilter(input);
  if (unread) return unread;
  const search = withInstant(input);
  const me = identity.name;
  await requireCluster(search.cluster);
  const [facets, clusters] = await Promise.all([numbersBesideFilter(queryOf(search, me)), listClusters()]);
  const total = facets.matching.reduce((sum, { count }) => sum + count, 0);
  const coverage = coverageWords(clusters.filter(({ id }) => !search.cluster || id === search.cluster));
  const by = search.group;
  const shown =
    by === "finding" ? await readRows(search, me, facets.matching) : await readGroups(search, by, me, total);
  return (
    <Page
      crumbs={[{ label: t.findings.title }]}
      title={t.findings.title}
      lead={
        <span data-total={total}>
          {search.at ? t.findings.leadAt(total, search.at) : t.findings.lead(total, coverage)}
        </span>
      }
      actions={<FindingsExport search={search} total={total} />}
    >
      <FilterBar search={search} facets={facets} />
      {shown}
    </Page>
  );
});
