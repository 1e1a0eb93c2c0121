import { CalendarX } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "../components/ui/state.tsx";
import * as t from "../lib/messages/index.ts";
import { getTrends } from "../lib/store/index.ts";

/** An empty list as of a time before the first scan: nothing is known of it, which is not that nothing was open. */
export async function nothingKnownThen({
  at,
  cluster,
}: {
  at?: string | undefined;
  cluster?: string | undefined;
}): Promise<ReactNode> {
  if (at === undefined) return null;
  const now = new Date();
  const today = now.toISOString().slice(0, 10);
  const { firstDay } = await getTrends({ ...(cluster ? { clusterId: cluster } : {}), from: today, to: today }, now);
  if (firstDay === null || new Date(at).toISOString().slice(0, 10) >= firstDay) return null;
  return (
    <EmptyState icon={CalendarX} total={0} title={t.trendChoices.notThen.title}>
      {t.trendChoices.notThen.detail(firstDay)}
    </EmptyState>
  );
}
