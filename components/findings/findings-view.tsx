"use client";

import { Keyboard, SlidersHorizontal } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import type { Density, FindingColumn } from "../../lib/domain/preferences.ts";
import type { TriageKind } from "../../lib/domain/triage.ts";
import type { FindingQuery } from "../../lib/domain/views/finding-view.ts";
import * as t from "../../lib/messages/index.ts";
import { openKeyHelp } from "../keyboard/page-keys.ts";
import type { RequestRecheckGroup } from "../recheck-group-watch.ts";
import type { TriageActions } from "../triage/triage-actions.ts";
import { TriageHost } from "../triage/triage-host.tsx";
import { Button } from "../ui/button.tsx";
import { onDemand } from "../ui/on-demand.tsx";
import { Popover } from "../ui/popover.tsx";
import { columnLabels } from "./column-labels.ts";
import type { RequestRecheck } from "./finding-drawer.tsx";
import { FindingTableRow } from "./finding-table-row.tsx";
import type { GroupEntry, HeadLink, ListEntry, ListedGroup, RowPlace } from "./list-entry.ts";
import { ListTable } from "./list-table.tsx";
import { ListTools } from "./list-tools.tsx";
import type { ListedFinding } from "./listed-finding.ts";
import { requestTriage } from "./triage-request.ts";
import type { Chosen } from "./use-chosen.ts";
import { useKeptRow } from "./use-kept-row.ts";
import { useListKeys } from "./use-list-keys.ts";
import { useNow } from "./use-now.ts";
import { useOpenFinding } from "./use-open-finding.ts";
import { useReturnedFocus } from "./use-returned-focus.ts";

const BulkBar = onDemand(async () => (await import("./bulk-bar.tsx")).BulkBar);
const ColumnChooser = onDemand(async () => (await import("./column-chooser.tsx")).ColumnChooser);
const FindingDrawer = onDemand(async () => (await import("./finding-drawer.tsx")).FindingDrawer);

/** What the page tells its list, whatever is in it. */
export interface ListSettings {
  columns: FindingColumn[];
  density: Density;
  heads: Partial<Record<FindingColumn, HeadLink>>;
  /** What the filter asks, for acts on everything it matches. */
  query: FindingQuery;
  /** Findings that match. */
  total: number;
  /** RFC 3339; when the server read. */
  readAt: string;
  /** The instant that the page shows, RFC 3339; what stood then can be looked at only. */
  asOf?: string | undefined;
  recheckGroup: RequestRecheckGroup;
  recheckNow: RequestRecheck;
  triage: TriageActions;
}

interface Props {
  settings: ListSettings;
  label: string;
  entries: readonly ListEntry[];
  /** Rows of the table, loaded or not. */
  rowCount: number;
  chosen: Chosen;
  entryState: () => Record<string, unknown>;
  onGroup?: (group: ListedGroup) => void;
  /** Draws what is no finding. */
  groupRow?: (entry: GroupEntry, place: RowPlace) => ReactNode;
  /** Beside the buttons: that there is something new. */
  aside?: ReactNode;
  children?: ReactNode;
}

/** The table with all that is done with it: keys, choosing, acts, columns, and the drawer beside it. */
export function FindingsView(props: Props) {
  const { settings, label, entries, rowCount, chosen, entryState, aside, children } = props;
  const { query, total, readAt, asOf, heads } = settings;
  const router = useRouter();
  const body = useRef<HTMLTableSectionElement>(null);
  const [look, setLook] = useState({ columns: settings.columns, density: settings.density });
  const [active, setActive] = useState(-1);
  const ticking = useNow(readAt);
  const now = asOf ? Date.parse(asOf) : ticking;
  const findings = useMemo(
    () => entries.flatMap((entry) => (entry.kind === "finding" ? [entry.finding] : [])),
    [entries],
  );
  const open = useOpenFinding(entryState);
  const place = findings.findIndex(({ id }) => id === open.id);
  const indexOf = useCallback((id: string) => entries.findIndex((entry) => entry.key === id), [entries]);
  const goTo = useReturnedFocus({ body, openId: open.id, indexOf, setActive });
  useKeptRow(entries, active, goTo, setActive);

  const show = useCallback(
    (id: string) => {
      setActive(indexOf(id));
      open.show(id);
    },
    [indexOf, open.show],
  );
  // What has left the list while it was open: its place is where one goes on.
  const lastPlace = useRef(0);
  if (place >= 0) lastPlace.current = place;
  const step = (by: number) => {
    const next =
      findings[place >= 0 ? place + by : Math.min(findings.length - 1, lastPlace.current - (by < 0 ? 1 : 0))];
    if (next && open.id) show(next.id);
  };
  const follow = useCallback(
    (link: HTMLAnchorElement) => {
      if (link.dataset.rowLink !== undefined) show(link.pathname.split("/").at(-1) ?? "");
      else router.push(link.getAttribute("href") ?? "");
    },
    [router, show],
  );
  const picked = useMemo(() => findings.filter(({ id }) => chosen.ids.has(id)), [findings, chosen.ids]);
  const actOn = (kind: TriageKind | null, of: readonly ListedFinding[]) => {
    const [only] = of;
    if (asOf || !only) return;
    const target = { kind: "findings" as const, items: of.map(({ id, triageVersion: version }) => ({ id, version })) };
    requestTriage({ target, kind, count: of.length, ...(of.length === 1 ? { headline: only.headline } : {}) });
  };
  const act = (kind: TriageKind | null, of: readonly ListedFinding[] = picked) => {
    if (!chosen.everything) actOn(kind, of);
    else if (!asOf && total > 0) requestTriage({ target: { kind: "filter", query, total }, kind, count: total });
  };
  const activeEntry = entries[active];
  useListKeys({
    entries,
    active,
    goTo,
    onOpen: () => {
      if (activeEntry?.kind === "finding") show(activeEntry.finding.id);
      if (activeEntry?.kind === "group") props.onGroup?.(activeEntry.group);
    },
    onToggle: (range) => {
      if (!asOf && activeEntry?.kind === "finding") chosen.toggle(activeEntry.finding.id, range);
    },
    onAct: (kind) => {
      const meant = open.id && place >= 0 ? findings.slice(place, place + 1) : [];
      const focused = activeEntry?.kind === "finding" ? [activeEntry.finding] : [];
      // What one reads is what one means; the bar acts on what is chosen, whatever is open.
      if (meant.length > 0) actOn(kind, meant);
      else act(kind, picked.length > 0 ? picked : focused);
    },
    onStep: open.id ? step : null,
    onClose: open.id ? open.close : null,
  });
  const all = findings.length > 0 && (chosen.everything || findings.every(({ id }) => chosen.ids.has(id)));
  const some = picked.length > 0 || chosen.everything;
  const isChosen = (id: string) => chosen.everything || chosen.ids.has(id);
  const row = (index: number) => {
    const entry = entries[index];
    if (!entry) return null;
    if (entry.kind !== "finding") {
      return props.groupRow?.(entry, { index, now, width: look.columns.length + (asOf ? 0 : 1) });
    }
    return (
      <FindingTableRow
        key={entry.key}
        index={index}
        finding={entry.finding}
        inside={entry.inside}
        columns={look.columns}
        now={now}
        chosen={isChosen(entry.finding.id)}
        open={entry.finding.id === open.id}
        onChoose={asOf ? undefined : chosen.toggle}
      />
    );
  };
  return (
    <>
      <ListTools>
        {aside}
        <Button variant="quiet" size="sm" className="max-sm:hidden" onClick={() => void openKeyHelp()}>
          <Keyboard aria-hidden />
          {t.findingsList.keys}
        </Button>
        <Popover
          label={t.findingsList.view}
          className="w-72 max-w-[calc(100vw-32px)] p-3"
          trigger={
            <Button variant="quiet" size="sm">
              <SlidersHorizontal aria-hidden />
              {t.findingsList.view}
            </Button>
          }
        >
          <ColumnChooser look={look} onLook={setLook} />
        </Popover>
      </ListTools>
      <ListTable
        label={label}
        columns={look.columns}
        labels={{ ...columnLabels(), vantage: t.findingsList.columns.from }}
        density={look.density}
        heads={heads}
        total={rowCount}
        count={entries.length}
        keep={active}
        folded={findings.length === 0}
        row={row}
        body={body}
        onFollow={follow}
        onFocus={setActive}
        chooseAll={
          asOf ? null : (
            <label>
              <input
                type="checkbox"
                aria-label={t.findingsList.select.shown}
                checked={all}
                ref={(box) => {
                  if (box) box.indeterminate = some && !all;
                }}
                onChange={({ target }) => chosen.set(target.checked ? findings.map(({ id }) => id) : [])}
              />
            </label>
          )
        }
      />
      {children}
      {asOf ? null : (
        <BulkSlot needed={some}>
          <BulkBar
            count={chosen.everything ? total : picked.length}
            total={total}
            everything={chosen.everything}
            loaded={findings.length}
            ids={chosen.everything ? [] : picked.map(({ id }) => id)}
            request={settings.recheckGroup}
            onEverything={() =>
              chosen.set(
                findings.map(({ id }) => id),
                true,
              )
            }
            onClear={() => chosen.set([])}
            onAct={act}
          />
        </BulkSlot>
      )}
      {asOf ? null : <TriageHost actions={settings.triage} />}
      {open.id ? (
        <FindingDrawer
          id={open.id}
          place={place}
          total={
            rowCount > findings.length && entries.every(({ kind }) => kind === "finding") ? rowCount : findings.length
          }
          neighbours={[findings[place - 1]?.id, findings[place + 1]?.id]}
          readAt={readAt}
          recheckNow={asOf ? null : settings.recheckNow}
          triage={settings.triage}
          onStep={step}
          onClose={open.close}
        />
      ) : null}
    </>
  );
}

/** The bar comes with the first choice and stays, since a re-check that runs is told in it. */
function BulkSlot({ needed, children }: { needed: boolean; children: ReactNode }) {
  const [was, setWas] = useState(false);
  if (needed && !was) setWas(true);
  return needed || was ? children : null;
}
