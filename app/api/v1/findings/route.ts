import { guardRoute } from "../../../../lib/guard/index.ts";
import { listFindings, requireCluster } from "../../../../lib/store/index.ts";
import { queryOf } from "../../../findings/search-params.ts";
import { findingsQuery } from "../../inputs.ts";

export const GET = guardRoute("read", findingsQuery, async ({ limit, ...search }, { identity }) => {
  await requireCluster(search.cluster);
  return listFindings({ ...queryOf(search, identity.name), limit });
});
