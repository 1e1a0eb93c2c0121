import { guardRoute } from "../../../../../lib/guard/index.ts";
import { listSlaPolicies, setSlaPolicy } from "../../../../../lib/store/index.ts";
import { slaInput } from "../../../../triage/triage-input.ts";
import { noInput } from "../../../inputs.ts";

export const GET = guardRoute("read", noInput, async () => {
  const items = await listSlaPolicies();
  return { items, nextCursor: null, total: items.length };
});

export const PUT = guardRoute("manage-settings", slaInput, async ({ cluster, days }, { identity }) => {
  const items = await setSlaPolicy(cluster ?? "", days, identity);
  return { items, nextCursor: null, total: items.length };
});
