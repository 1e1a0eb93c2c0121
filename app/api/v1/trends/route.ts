import { guardRoute } from "../../../../lib/guard/index.ts";
import { addDays, dayOf, isDay } from "../../../../lib/posture/index.ts";
import { getTrends, listTrend, requireCluster } from "../../../../lib/store/index.ts";
import { given } from "../../given.ts";
import { trendsQuery } from "../../inputs.ts";
import { refuseUnknownValue } from "./known-value.ts";

const standardDays = 30;

/** The short form asks for a number of days; any other parameter brings everything that the trends page shows. */
export const GET = guardRoute("read", trendsQuery, async ({ cluster, days, from, to, ...part }) => {
  await requireCluster(cluster);
  const length = days ?? standardDays;
  const asked = given({ clusterId: cluster });
  if ([from, to, ...Object.values(part)].every((value) => value === undefined)) {
    const items = await listTrend({ ...asked, days: length });
    return { items, nextCursor: null, total: items.length };
  }
  const now = new Date();
  const last = to ?? dayOf(now);
  const first = from ?? (isDay(last) ? addDays(last, 1 - length) : last);
  const found = await getTrends({ ...asked, ...given(part), from: first, to: last }, now);
  refuseUnknownValue(found);
  const { points, ...trends } = found;
  return { items: points, nextCursor: null, total: points.length, ...trends };
});
