import { guardRoute } from "../../../../lib/guard/index.ts";
import { listChanges, requireCluster } from "../../../../lib/store/index.ts";
import { changeQueryOf } from "../../../changes/search-params.ts";
import { changesQuery } from "../../inputs.ts";

export const GET = guardRoute("read", changesQuery, async ({ limit, ...search }) => {
  await requireCluster(search.cluster);
  return listChanges({ ...changeQueryOf(search), limit });
});
