import { guardRoute } from "../../../../../../lib/guard/index.ts";
import { listScanResults } from "../../../../../../lib/store/index.ts";
import { given } from "../../../../given.ts";
import { resultsQuery } from "../../../../inputs.ts";

export const GET = guardRoute("read", resultsQuery, async ({ id, ...query }) =>
  listScanResults(given({ ...query, scanId: id })),
);
