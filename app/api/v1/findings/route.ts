import { guardRoute } from "../../../../lib/guard/index.ts";
import { listFindings } from "../../../../lib/store/index.ts";
import { findingsSearch, queryOf } from "../../../findings/search-params.ts";
import { page } from "../../inputs.ts";

const query = findingsSearch.extend({ limit: page.shape.limit });

export const GET = guardRoute("read", query, async ({ limit, ...search }) =>
  listFindings({ ...queryOf(search), limit }),
);
