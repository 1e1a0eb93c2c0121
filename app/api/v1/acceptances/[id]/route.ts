import { checks } from "../../../../../lib/checks/index.ts";
import { guardRoute } from "../../../../../lib/guard/index.ts";
import { getAcceptance } from "../../../../../lib/store/index.ts";
import { byId } from "../../../inputs.ts";
import { withTitle } from "../with-title.ts";

export const GET = guardRoute("read", byId, async ({ id }) =>
  withTitle(await getAcceptance(id, { knownChecks: checks.map((check) => check.id) })),
);
