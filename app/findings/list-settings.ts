import type { ListSettings } from "../../components/findings/findings-view.tsx";
import { readPreferences } from "../../components/frame/read-preferences.ts";
import { href } from "../../components/href.ts";
import { columnsOfPast } from "../../lib/domain/preferences.ts";
import type { FindingSort } from "../../lib/domain/views/finding-view.ts";
import { recheckGroup } from "../recheck-group-action.ts";
import { triageActions } from "../triage/page-acts.ts";
import { recheckNow } from "./[findingId]/recheck-action.ts";
import { searchFields } from "./filter-bar.tsx";
import { type FindingsSearch, queryOf } from "./search-params.ts";

/** What a list of findings is told beside its rows: this person's columns, what the filter asks, and what may be done. */
export async function readListSettings(
  search: FindingsSearch,
  me: string,
): Promise<Omit<ListSettings, "heads" | "total" | "readAt">> {
  const { columns, density } = await readPreferences();
  const { limit: _limit, cursor: _cursor, sort: _sort, ...query } = queryOf(search, me);
  return {
    columns: search.at ? columnsOfPast(columns) : columns,
    density,
    query,
    asOf: search.at,
    recheckGroup,
    recheckNow,
    triage: triageActions,
  };
}

/** Heads that sort, as addresses; the one that the list is sorted by says so. */
export function sortHeads(search: FindingsSearch): ListSettings["heads"] {
  const by = search.sort ?? "severity";
  const link = (sort: FindingSort) =>
    href("/findings", searchFields({ ...search, cursor: undefined, sort: sort === "severity" ? undefined : sort }));
  const head = (sort: FindingSort, sorted: "ascending" | "descending") => ({
    href: link(sort),
    sorted: by === sort ? sorted : undefined,
  });
  return {
    severity: head("severity", "descending"),
    finding: head("check", "ascending"),
    node: head("node", "ascending"),
    checked: head("-last-checked", "descending"),
    // What stood on a past day has no date.
    ...(search.at ? {} : { due: head("due", "ascending") }),
    // The column shows how long it fails: the oldest start is the longest time.
    failing:
      by === "failing-since"
        ? { href: link("-failing-since"), sorted: "descending" }
        : { href: link("failing-since"), sorted: by === "-failing-since" ? "ascending" : undefined },
  };
}
