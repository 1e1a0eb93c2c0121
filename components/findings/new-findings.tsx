"use client";

import { ArrowUp } from "lucide-react";
import { useRouter } from "next/navigation";
import type { FindingRow } from "../../lib/domain/views/finding-view.ts";
import type { Page } from "../../lib/domain/views/page.ts";
import * as t from "../../lib/messages/index.ts";
import { readJson, useClusters } from "../frame/live.ts";
import { useQuery } from "../frame/query.ts";
import { href, type SearchValue } from "../href.ts";
import { Button } from "../ui/button.tsx";

interface Props {
  search: Record<string, SearchValue>;
  total: number;
  /** RFC 3339; when the list was read. */
  readAt: string;
}

/** More than these are "200 new" as well as any other number is. */
const counted = 200;

interface News {
  found: number;
  changed: boolean;
}

/** What came since the list was read; asked only once a scan has ended since, which the frame knows. */
function useNews({ search, total, readAt }: Props): News {
  const lastScan =
    (useClusters() ?? [])
      .map(({ scannedAt }) => scannedAt ?? "")
      .sort()
      .at(-1) ?? "";
  const { data } = useQuery({
    queryKey: ["findings-news", search, readAt, lastScan],
    queryFn: async ({ signal }): Promise<News> => {
      const newest = href("/api/v1/findings", { ...search, sort: "-failing-since", limit: counted });
      const page = await readJson<Page<FindingRow>>(newest, signal);
      const found = page.items.filter(({ failingSince }) => failingSince !== null && failingSince > readAt).length;
      return { found, changed: page.total !== total };
    },
    enabled: lastScan > readAt,
    refetchOnWindowFocus: false,
  });
  return data ?? { found: 0, changed: false };
}

/** Says that a scan has brought something, and shows it when asked: rows never move under somebody's hand. */
export function NewFindings(props: Props) {
  const router = useRouter();
  const { found, changed } = useNews(props);
  const show = () => {
    router.refresh();
    scrollTo({ top: 0 });
  };
  return (
    <div role="status">
      {found > 0 || changed ? (
        <Button variant="outline" size="sm" className="border-accent text-accent" onClick={show}>
          <ArrowUp aria-hidden />
          {found > 0 ? t.findingsList.news.found(found) : t.findingsList.news.changed}
        </Button>
      ) : null}
    </div>
  );
}
