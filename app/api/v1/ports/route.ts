import { portReference, referenceOf } from "../../../../lib/domain/port-reference/index.ts";
import { guardRoute } from "../../../../lib/guard/index.ts";
import { portsQuery } from "../../inputs.ts";

/** What is known of ports, not what is open: that is /exposures. */
export const GET = guardRoute("read", portsQuery, async ({ port, protocol }) => {
  const rows = port === undefined ? portReference : [...referenceOf(port, "TCP"), ...referenceOf(port, "UDP")];
  const items = rows.filter((row) => protocol === undefined || row.protocol === protocol);
  return { items, nextCursor: null, total: items.length };
});
