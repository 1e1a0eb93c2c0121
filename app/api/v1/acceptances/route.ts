import { checks } from "../../../../lib/checks/index.ts";
import type { AcceptanceQuery } from "../../../../lib/domain/views/triage-view.ts";
import { guardRoute } from "../../../../lib/guard/index.ts";
import { listAcceptances, requireCluster } from "../../../../lib/store/index.ts";
import { given } from "../../given.ts";
import { acceptancesQuery } from "./acceptances-query.ts";
import { withTitle } from "./with-title.ts";

export const GET = guardRoute("read", acceptancesQuery, async (search) => {
  await requireCluster(search.cluster);
  const page = await listAcceptances({
    ...(given(search) as AcceptanceQuery),
    knownChecks: checks.map(({ id }) => id),
  });
  return { ...page, items: page.items.map(withTitle) };
});
