import { guardRoute } from "../../../../lib/guard/index.ts";
import { getDatabaseSize, getPolicies, listRetentionRuns, setPolicy } from "../../../../lib/store/index.ts";
import { noInput, retentionEdit } from "../../inputs.ts";

export const GET = guardRoute("read", noInput, async () => {
  const [items, runs, database] = await Promise.all([getPolicies(), listRetentionRuns(), getDatabaseSize()]);
  return { items, nextCursor: null, total: items.length, runs, database };
});

export const PUT = guardRoute("manage-retention", retentionEdit, async ({ cluster, ...days }) =>
  setPolicy({ clusterId: cluster ?? "", ...days }),
);
