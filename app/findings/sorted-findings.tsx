import { FindingsList } from "../../components/findings/findings-list.tsx";
import { listedFinding, packFindings } from "../../components/findings/listed-finding.ts";
import { href } from "../../components/href.ts";
import type { FindingRow } from "../../lib/domain/views/finding-view.ts";
import type { Page } from "../../lib/domain/views/page.ts";
import { searchFields } from "./filter-bar.tsx";
import { readListSettings, sortHeads } from "./list-settings.ts";
import type { FindingsSearch } from "./search-params.ts";

interface Props {
  search: FindingsSearch;
  /** Whose findings "mine" are. */
  me: string;
  page: Page<FindingRow>;
  /** RFC 3339; when the page was read. */
  readAt: string;
}

/** The first findings as they were read; the browser reads on while somebody scrolls. */
export async function sortedFindings({ search, me, page, readAt }: Props) {
  const { items, nextCursor, total } = page;
  const fields = searchFields({ ...search, group: "finding", cursor: undefined });
  const settings = await readListSettings(search, me);
  return (
    <FindingsList
      // Another filter or order is another list, with nothing chosen.
      key={JSON.stringify([fields, search.cursor])}
      first={{ ...packFindings(items.map(listedFinding)), nextCursor, total, readAt }}
      search={fields}
      pages={{
        firstHref: search.cursor ? href("/findings", fields) : null,
        nextHref: nextCursor ? href("/findings", { ...fields, cursor: nextCursor }) : null,
      }}
      settings={{ ...settings, heads: sortHeads(search) }}
    />
  );
}
