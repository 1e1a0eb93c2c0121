import { FindingsSelection } from "../../components/findings-selection.tsx";
import { FindingsTable } from "../../components/findings-table.tsx";
import { href } from "../../components/href.ts";
import { RowKeys } from "../../components/row-keys.tsx";
import type { FindingRow, FindingSort } from "../../lib/domain/views/finding-view.ts";
import * as t from "../../lib/messages/index.ts";
import { recheckGroup } from "../recheck-group-action.ts";
import { searchFields } from "./filter-bar.tsx";
import type { FindingsSearch } from "./search-params.ts";

/** The findings of one page with heads that sort; `j` and `k` move through the rows. */
export function SortedFindings({ search, findings }: { search: FindingsSearch; findings: FindingRow[] }) {
  const by = search.sort ?? "severity";
  const link = (sort: FindingSort) =>
    href("/findings", searchFields({ ...search, cursor: undefined, sort: sort === "severity" ? undefined : sort }));
  const byAge = by === "failing-since" || by === "-failing-since";
  const sorts = {
    severity: { href: link("severity"), sorted: by === "severity" ? ("descending" as const) : undefined },
    check: { href: link("check"), sorted: by === "check" ? ("ascending" as const) : undefined },
    node: { href: link("node"), sorted: by === "node" ? ("ascending" as const) : undefined },
    failing: {
      href: link(by === "failing-since" ? "-failing-since" : "failing-since"),
      // The column shows how long it fails: the oldest start is the longest time.
      sorted: byAge ? (by === "failing-since" ? ("descending" as const) : ("ascending" as const)) : undefined,
    },
    checked: { href: link("-last-checked"), sorted: by === "-last-checked" ? ("descending" as const) : undefined },
  };
  const table = { label: t.findings.title, findings, sorts };
  // What stood then may be fixed by now: it is looked at, and nothing of it is probed again.
  if (search.at) {
    return (
      <RowKeys>
        <FindingsTable {...table} asOf={search.at} />
      </RowKeys>
    );
  }
  return (
    <RowKeys>
      <FindingsSelection ids={findings.map(({ id }) => id)} request={recheckGroup}>
        <FindingsTable {...table} selectable />
      </FindingsSelection>
    </RowKeys>
  );
}
