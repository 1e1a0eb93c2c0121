import { AppError } from "../../lib/domain/errors.ts";
import { builtInQuery, isBuiltIn, type SavedView, viewPaths } from "../../lib/domain/views/saved-view.ts";
import type { Identity } from "../../lib/guard/identity.ts";
import { entriesOf, parseInput } from "../../lib/guard/parse-input.ts";
import { countFindings, type FindingFilter, getView } from "../../lib/store/index.ts";
import { findingsSearch, queryOf } from "../findings/search-params.ts";

/** What a kept address asks the store for. AppError "invalid" where it cannot be read. */
function filterOf(query: string, me: string | undefined): FindingFilter {
  const search = parseInput(findingsSearch, entriesOf(new URLSearchParams(query)));
  const { sort: _sort, limit: _limit, cursor: _cursor, ...filter } = queryOf(search, me);
  return filter;
}

/** Why an address is no view of the findings; null where it is one. */
export function viewProblem(query: string): string | null {
  try {
    filterOf(query, "");
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

/** How many findings a view has; null where its filter cannot be read any more. */
export async function countView({ query }: Pick<SavedView, "query">, identity: Identity): Promise<number | null> {
  if (viewProblem(query) !== null) return null;
  const counts = await countFindings(filterOf(query, identity.name));
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** Where a view leads, built in or kept. AppError "not-found". */
export async function viewAddress(id: string): Promise<string> {
  if (isBuiltIn(id)) return `/findings?${builtInQuery(id)}`;
  const view = await getView(id);
  const path = viewPaths.find((one) => one === view.path) ?? "/findings";
  return view.query ? `${path}?${view.query}` : `${path}?view=all`;
}
