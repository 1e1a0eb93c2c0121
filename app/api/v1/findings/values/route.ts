import { findCheck } from "../../../../../lib/checks/index.ts";
import { guardRoute } from "../../../../../lib/guard/index.ts";
import { listValues, requireCluster } from "../../../../../lib/store/index.ts";
import { queryOf } from "../../../../findings/search-params.ts";
import { findingValues } from "../../../inputs.ts";

export const GET = guardRoute("read", findingValues, async ({ field, prefix, limit, ...search }, { identity }) => {
  await requireCluster(search.cluster);
  const { limit: _limit, ...filter } = queryOf({ ...search, sort: undefined, cursor: undefined }, identity.name);
  const items = await listValues(filter, { field, prefix, limit });
  const titled = items.map((item) => ({ ...item, label: findCheck(item.value)?.title ?? null }));
  return { items: field === "check" ? titled : items };
});
