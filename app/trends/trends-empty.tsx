import { CalendarX, Radar } from "lucide-react";
import { LinkButton } from "../../components/ui/button.tsx";
import { EmptyState } from "../../components/ui/state.tsx";
import * as t from "../../lib/messages/index.ts";
import type { TrendsSearch } from "./search-trends.ts";
import { trendsHref } from "./trend-links.ts";

const words = t.trendChoices.empty;

/** No number was ever kept: the first cluster, or its first scan, comes first. */
export function NoTrends({ clusters }: { clusters: number }) {
  const actions =
    clusters === 0 ? (
      <LinkButton href="/clusters/new" variant="primary">
        {words.addCluster}
      </LinkButton>
    ) : (
      <LinkButton href="/scans">{words.scans}</LinkButton>
    );
  return (
    <EmptyState icon={Radar} title={clusters === 0 ? words.noCluster : words.noScan} actions={actions}>
      {clusters === 0 ? words.noClusterDetail : words.noScanDetail}
    </EmptyState>
  );
}

interface Props {
  search: TrendsSearch;
  firstDay: string;
  range: { from: string; to: string };
  today: string;
}

/** There are numbers, but of other days: says whether these lie before the first. */
export function NoDays({ search, firstDay, range, today }: Props) {
  const isBefore = range.to < firstDay;
  const target = isBefore
    ? trendsHref({ ...search, days: null, from: firstDay, to: today })
    : trendsHref({ ...search, days: 90, from: undefined, to: undefined });
  return (
    <EmptyState
      icon={CalendarX}
      title={words.gap}
      actions={<LinkButton href={target}>{isBefore ? words.fromFirst : words.allDays}</LinkButton>}
    >
      {isBefore ? words.beforeFirst(firstDay) : words.gapDetail}
    </EmptyState>
  );
}
