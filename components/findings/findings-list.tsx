"use client";

import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import type { FindingRow } from "../../lib/domain/views/finding-view.ts";
import type { Page } from "../../lib/domain/views/page.ts";
import * as t from "../../lib/messages/index.ts";
import { readJson } from "../frame/live.ts";
import { href, type SearchValue } from "../href.ts";
import { Button } from "../ui/button.tsx";
import { Pagination } from "../ui/pagination.tsx";
import { FindingsView, type ListSettings } from "./findings-view.tsx";
import type { ListEntry } from "./list-entry.ts";
import { type ListPage, type PackedFindings, unpackFindings } from "./listed-finding.ts";
import { LoadedFindings } from "./loaded-findings.ts";
import { NewFindings } from "./new-findings.tsx";
import { useChosen } from "./use-chosen.ts";
import { useListMemory } from "./use-list-memory.ts";

interface Props {
  first: Omit<ListPage, "items"> & PackedFindings;
  /** Fields of the address as the API takes them, without the place in the list. */
  search: Record<string, SearchValue>;
  /** The list page by page, for who has no script. */
  pages: { firstHref: string | null; nextHref: string | null };
  settings: Omit<ListSettings, "total" | "readAt">;
}

/** Lists that somebody may come back to, by visit; the page's life long. */
const visited = new Map<string, LoadedFindings>();
const none: readonly string[] = [];

const unpacked = ({ names, rows, ...page }: Props["first"]): ListPage => ({
  ...page,
  items: unpackFindings({ names, rows }),
});

/** The list that was left, where this is a way back to it; else a new one that begins with the server's page. */
function useList({ first, search }: Props) {
  const create = () =>
    new LoadedFindings(
      unpacked(first),
      (cursor, limit) => href("/api/v1/findings", { ...search, cursor, limit }),
      (address) => readJson<Page<FindingRow>>(address),
    );
  const [list, setList] = useState(create);
  const loaded = useSyncExternalStore(list.subscribe, list.snapshot, list.snapshot);
  // A refresh brings a first page that was read later: the list is renewed as far as it was loaded.
  const known = useRef(first);
  useEffect(() => {
    if (known.current === first) return;
    known.current = first;
    void list.renew(unpacked(first));
  }, [first, list]);
  return { list, loaded, setList };
}

/** Who has scrolled beyond the first page scrolls on: from then on more is read beforehand. */
const aheadFrom = 50;

/** Reads on while the end of what is loaded comes near. */
function useReadingOn(list: LoadedFindings) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!end.current) return;
    const near = new IntersectionObserver(
      // Several looks may be told at once: the last one holds.
      (looks) => {
        if (looks.at(-1)?.isIntersecting && !list.snapshot().broken) void list.more();
      },
      { rootMargin: `0px 0px ${list.snapshot().rows.length > aheadFrom ? 3_000 : 600}px 0px` },
    );
    near.observe(end.current);
    return () => near.disconnect();
  });
  return end;
}

/** Findings one to a row, read on while somebody scrolls. */
export function FindingsList(props: Props) {
  const { search, settings, pages } = props;
  const { list, loaded, setList } = useList(props);
  const { rows, total, nextCursor, reading, broken, readAt } = loaded;
  const chosen = useChosen(useCallback(() => list.snapshot().rows.map(({ id }) => id), [list]));
  const chosenIds = useMemo(() => [...chosen.ids], [chosen.ids]);
  const offset = useRef<number | null>(null);
  const entryState = useListMemory(
    { rows: rows.length, chosen: chosenIds, open: none as string[] },
    (memory, visit) => {
      chosen.set(memory.chosen);
      offset.current = memory.offset;
      const left = visited.get(visit);
      if (left) setList(left);
      else void list.upTo(memory.rows);
    },
  );
  useLayoutEffect(() => {
    const visit = entryState().findingsVisit;
    if (typeof visit === "string") visited.set(visit, list);
  }, [entryState, list]);
  // The place is come back to once there are as many rows as reach down to it.
  useLayoutEffect(() => {
    if (offset.current === null || reading) return;
    if (rows.length >= 0) scrollTo({ top: offset.current, behavior: "instant" });
    if (document.documentElement.scrollHeight - innerHeight >= offset.current || nextCursor === null)
      offset.current = null;
  }, [rows, reading, nextCursor]);
  const entries = useMemo(
    () => rows.map((finding): ListEntry => ({ kind: "finding", key: finding.id, finding, inside: false })),
    [rows],
  );
  const end = useReadingOn(list);
  return (
    <FindingsView
      settings={{ ...settings, total, readAt }}
      label={t.findings.title}
      entries={entries}
      rowCount={total}
      chosen={chosen}
      entryState={entryState}
      aside={settings.asOf ? null : <NewFindings search={search} total={total} readAt={readAt} />}
    >
      <div ref={end} />
      {/* With a script the list reads on by itself; one that began in its middle still leads to its beginning. */}
      <div className={pages.firstHref ? undefined : "[@media(scripting:enabled)]:hidden"}>
        <Pagination shown={rows.length} total={total} {...pages} />
      </div>
      <div role="status" className="mt-2 min-h-6 text-sm text-ink-2">
        {reading ? t.findingsList.reading : null}
        {broken ? (
          <span className="flex flex-wrap items-center gap-3 text-critical">
            {t.findingsList.broken(broken)}
            <Button size="sm" onClick={() => void list.more()}>
              {t.findingsList.readAgain}
            </Button>
          </span>
        ) : null}
        {nextCursor === null && rows.length > 50 ? t.findingsList.allHere : null}
      </div>
    </FindingsView>
  );
}
