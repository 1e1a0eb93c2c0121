"use client";

import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Severity } from "../../lib/domain/severity.ts";
import type { FindingRow } from "../../lib/domain/views/finding-view.ts";
import type { Page } from "../../lib/domain/views/page.ts";
import * as t from "../../lib/messages/index.ts";
import { readJson } from "../frame/live.ts";
import { href, type SearchValue } from "../href.ts";
import { FindingsView, type ListSettings } from "./findings-view.tsx";
import { GroupRow } from "./group-row.tsx";
import type { ListEntry, ListedGroup } from "./list-entry.ts";
import { type Loaded, LoadedFindings } from "./loaded-findings.ts";
import { RestRow } from "./rest-row.tsx";
import { useChosen } from "./use-chosen.ts";
import { useListMemory } from "./use-list-memory.ts";

export interface GroupListProps {
  groups: ListedGroup[];
  /** Fields of the address of the list of findings, without a group. */
  search: Record<string, SearchValue>;
  settings: ListSettings;
}

/** Rows of a group that are read at once when it is unfolded. */
const atFirst = 50;
/** So many groups are drawn by the server; the others come with the script. */
export const groupsDrawn = 100;

const entriesOf = (group: ListedGroup, loaded: Loaded | undefined): ListEntry[] => {
  const head: ListEntry = { kind: "group", key: group.key, group, isOpen: loaded !== undefined };
  if (!loaded) return [head];
  const rows = loaded.rows.map((finding): ListEntry => ({ kind: "finding", key: finding.id, finding, inside: true }));
  const { reading, broken, total } = loaded;
  const left = total - loaded.rows.length;
  const isWhole = !reading && !broken && left <= 0;
  return isWhole
    ? [head, ...rows]
    : [head, ...rows, { kind: "rest", key: `${group.key}-rest`, group, reading, broken, left }];
};

/** Of a group nothing is read yet; the empty place is its beginning. */
const unread = ({ count }: ListedGroup) => ({ items: [], nextCursor: "", total: count, readAt: "" });

/** The open groups with what is loaded of each. */
function useOpenGroups({ groups, search }: Pick<GroupListProps, "groups" | "search">) {
  const lists = useRef(new Map<string, LoadedFindings>());
  const [open, setOpen] = useState<ReadonlyMap<string, Loaded>>(new Map());
  const unfold = useCallback(
    (group: ListedGroup) => {
      const list =
        lists.current.get(group.key) ??
        new LoadedFindings(
          unread(group),
          (cursor, limit) =>
            href("/api/v1/findings", { ...search, ...group.fields, cursor, limit: cursor === "" ? atFirst : limit }),
          (address) => readJson<Page<FindingRow>>(address),
        );
      lists.current.set(group.key, list);
      // A group that was folded meanwhile stays so.
      const show = () => {
        if (lists.current.get(group.key) === list) setOpen((before) => new Map(before).set(group.key, list.snapshot()));
      };
      list.subscribe(show);
      show();
      if (list.snapshot().rows.length === 0) void list.more();
    },
    [search],
  );
  const toggle = useCallback(
    (group: ListedGroup) => {
      if (!open.has(group.key)) return unfold(group);
      lists.current.delete(group.key);
      setOpen((before) => new Map([...before].filter(([key]) => key !== group.key)));
    },
    [open, unfold],
  );
  // A refresh brings other groups, since something was done or a scan ended: what stands open is read again.
  const known = useRef(groups);
  useEffect(() => {
    if (known.current === groups) return;
    known.current = groups;
    for (const group of groups) void lists.current.get(group.key)?.renew(unread(group));
  }, [groups]);
  const more = useCallback((group: ListedGroup) => void lists.current.get(group.key)?.more(), []);
  return { open, unfold, toggle, more };
}

/** Findings put together by check or node; a group unfolds where it stands, and its rows are read then. */
export function GroupList({ groups, search, settings }: GroupListProps) {
  const { open, unfold, toggle, more } = useOpenGroups({ groups, search });
  const entries = useMemo(() => groups.flatMap((group) => entriesOf(group, open.get(group.key))), [groups, open]);
  const order = useRef<string[]>([]);
  order.current = entries.flatMap((entry) => (entry.kind === "finding" ? [entry.key] : []));
  const chosen = useChosen(useCallback(() => order.current, []));
  const chosenIds = useMemo(() => [...chosen.ids], [chosen.ids]);
  const openKeys = useMemo(() => [...open.keys()], [open]);
  const offset = useRef<number | null>(null);
  const entryState = useListMemory({ rows: 0, chosen: chosenIds, open: openKeys }, (memory) => {
    chosen.set(memory.chosen);
    offset.current = memory.offset;
    for (const group of groups) if (memory.open.includes(group.key)) unfold(group);
  });
  const linkTo = (group: ListedGroup, severity?: Severity) =>
    href("/findings", { ...search, ...group.fields, ...(severity ? { severity } : {}) });
  const isReading = [...open.values()].some(({ reading }) => reading);
  useLayoutEffect(() => {
    if (offset.current === null || isReading || entries.length === 0) return;
    scrollTo({ top: offset.current, behavior: "instant" });
    if (document.documentElement.scrollHeight - innerHeight >= offset.current) offset.current = null;
  }, [isReading, entries]);
  return (
    <FindingsView
      settings={settings}
      label={t.findings.title}
      entries={entries}
      rowCount={entries.length}
      chosen={chosen}
      entryState={entryState}
      onGroup={toggle}
      groupRow={(entry, place) =>
        entry.kind === "group" ? (
          <GroupRow
            key={entry.key}
            {...place}
            group={entry.group}
            isOpen={entry.isOpen}
            link={(severity) => linkTo(entry.group, severity)}
            request={settings.recheckGroup}
            onToggle={() => toggle(entry.group)}
          />
        ) : (
          <RestRow
            key={entry.key}
            {...place}
            entry={entry}
            link={linkTo(entry.group)}
            onRead={() => more(entry.group)}
          />
        )
      }
    >
      {groups.length > groupsDrawn ? (
        <p className="mt-2 text-sm text-ink-2 [@media(scripting:enabled)]:hidden">
          {t.findingsList.group.beyond(groups.length - groupsDrawn)}
        </p>
      ) : null}
    </FindingsView>
  );
}
