import { Page } from "../../components/frame/page.tsx";
import * as t from "../../lib/messages/index.ts";
import { FilterBar } from "./filter-bar.tsx";
import type { FindingsSearch } from "./search-params.ts";
import { readText } from "./search-terms.ts";

/** The page of a filter that cannot be read: the box, what is wrong in it, and no list. Null where it can be read. */
export function unreadFilter(search: FindingsSearch) {
  if (readText(search.q).problems.length === 0) return null;
  return (
    <Page crumbs={[{ label: t.findings.title }]} title={t.findings.title}>
      <FilterBar search={search} facets={null} />
    </Page>
  );
}
