import { guardRoute } from "../../../../../lib/guard/index.ts";
import { facetFindings, requireCluster } from "../../../../../lib/store/index.ts";
import { queryOf } from "../../../../findings/search-params.ts";
import { findingFacets } from "../../../inputs.ts";

export const GET = guardRoute("read", findingFacets, async (search, { identity }) => {
  await requireCluster(search.cluster);
  return facetFindings(queryOf({ ...search, sort: undefined, cursor: undefined }, identity.name));
});
