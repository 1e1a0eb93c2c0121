import { FindingsSelection } from "../../components/findings-selection.tsx";
import { FindingsTable } from "../../components/findings-table.tsx";
import { href } from "../../components/href.ts";
import { RowKeys } from "../../components/row-keys.tsx";
import type { FindingRow, FindingSort } from "../../lib/domain/views/finding-view.ts";
import { t } from "../../lib/messages/index.ts";
import { recheckGroup } from "../recheck-group-action.ts";
import { searchFields } from "./filter-bar.tsx";
import type { FindingsSearch } from "./search-params.ts";

/** The findings of one page with heads that sort; `j` and `k` move through the rows. */
export function SortedFindings({ search, findings }: { search: FindingsSearch; findings: FindingRow[] }) {
  const by = search.sort ?? "severity";
  const link = (sort: FindingSort) =>
    href("/findings", searchFields({ ...search, cursor: undefined, sort: sort === "severity" ? undefined : sort }));
  const byAge = by === "failing-since" || by === "-failing-since";
  return (
    <RowKeys>
      <FindingsSelection ids={findings.map(({ id }) => id)} request={recheckGroup}>
        <FindingsTable
          selectable
          label={t.findings.title}
          findings={findings}
          sorts={{
            severity: { href: link("severity"), sorted: by === "severity" ? "descending" : undefined },
            check: { href: link("check"), sorted: by === "check" ? "ascending" : undefined },
            node: { href: link("node"), sorted: by === "node" ? "ascending" : undefined },
            failing: {
              href: link(by === "failing-since" ? "-failing-since" : "failing-since"),
              // The column shows how long it fails: the oldest start is the longest time.
              sorted: byAge ? (by === "failing-since" ? "descending" : "ascending") : undefined,
            },
            checked: { href: link("-last-checked"), sorted: by === "-last-checked" ? "descending" : undefined },
          }}
        />
      </FindingsSelection>
    </RowKeys>
  );
}
