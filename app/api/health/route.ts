import { guardRoute } from "../../../lib/guard/index.ts";
import { getHealth } from "../../../lib/store/index.ts";
import { noInput } from "../inputs.ts";

/** Load balancers read the status alone: 503 when the product cannot work, 200 while it serves, even if scans wait. */
export const GET = guardRoute("read", noInput, async () => {
  const health = await getHealth();
  const status = health.status === "unavailable" ? 503 : 200;
  return Response.json(health, { status, headers: { "cache-control": "no-store" } });
});
