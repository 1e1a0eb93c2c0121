"use client";

import { ArrowDown, ArrowUp, Maximize2, X } from "lucide-react";
import { type ReactNode, useEffect, useLayoutEffect, useRef, useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import type { FindingDetail, Recheck } from "../../lib/domain/views/finding-view.ts";
import * as t from "../../lib/messages/index.ts";
import { readJson } from "../frame/live.ts";
import { useQuery } from "../frame/query.ts";
import { useQueryClient } from "../frame/query-client.ts";
import type { TriageActions } from "../triage/triage-actions.ts";
import { Button, LinkButton } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { makeModal } from "../ui/modal.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { ErrorState, Notice } from "../ui/state.tsx";
import { DrawerContent } from "./drawer-content.tsx";

/** The server action that asks the worker to look at one finding again. */
export type RequestRecheck = (input: {
  findingId: string;
}) => Promise<{ ok: true; value: Recheck } | { ok: false; message: string }>;

interface Props {
  id: string;
  /** Place among the rows of the list, from 0; -1 where it is not among them. */
  place: number;
  total: number;
  /** The finding before and the one after. */
  neighbours: [string | undefined, string | undefined];
  /** RFC 3339; when the list was read: what is shown is read again after it. */
  readAt: string;
  /** Null where the page shows the past. */
  recheckNow: RequestRecheck | null;
  triage: TriageActions;
  onStep: (by: number) => void;
  onClose: () => void;
}

const words = t.findingDrawer;
/** From this width on the list stays usable beside the drawer. */
const wide = "(min-width: 1024px)";
const drawerWidth = 480;
/** The content makes room, so that nothing of the list lies under the drawer. */
const roomBeside = `@media ${wide} { #main { max-width: none; margin-inline: 0; padding-inline-end: ${drawerWidth + 24}px } }`;

const detailQuery = (id: string) => ({
  queryKey: ["finding", id],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    readJson<FindingDetail>(`/api/v1/findings/${encodeURIComponent(id)}`, signal),
  staleTime: 30_000,
});

function useIsWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = matchMedia(wide);
      query.addEventListener("change", changed);
      return () => query.removeEventListener("change", changed);
    },
    () => matchMedia(wide).matches,
    () => true,
  );
}

function useDetail({ id, neighbours: [before, after], readAt }: Props) {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(detailQuery(id));
  // The list was read again: something was done with a finding, or a scan ended.
  const read = useRef(readAt);
  useEffect(() => {
    if (read.current === readAt) return;
    read.current = readAt;
    void client.invalidateQueries({ queryKey: ["finding"] });
  }, [client, readAt]);
  useEffect(() => {
    if (!data) return;
    for (const neighbour of [after, before]) if (neighbour) void client.prefetchQuery(detailQuery(neighbour));
  }, [client, data, before, after]);
  return { finding: data, broken: error?.message ?? null, refetch };
}

function Bar({ id, place, total, neighbours: [before, after], onStep, onClose }: Props) {
  return (
    <div className="flex h-12 shrink-0 items-center gap-1 border-b border-line px-3">
      <Button
        variant="quiet"
        size="icon-sm"
        aria-label={words.previous}
        title={words.previous}
        disabled={!before}
        onClick={() => onStep(-1)}
      >
        <ArrowUp aria-hidden />
      </Button>
      <Button
        variant="quiet"
        size="icon-sm"
        aria-label={words.next}
        title={words.next}
        disabled={!after}
        onClick={() => onStep(1)}
      >
        <ArrowDown aria-hidden />
      </Button>
      <span className="nums min-w-0 flex-1 truncate text-xs text-ink-2">
        {place < 0 ? words.notInList : words.place(place + 1, total)}
      </span>
      {/* The server draws it too, where nobody copies and no location is. */}
      <CopyButton
        text={`${typeof location === "undefined" ? "" : location.origin}/findings/${id}`}
        label={words.copyLink}
      />
      <LinkButton
        href={`/findings/${id}`}
        variant="quiet"
        size="icon-sm"
        aria-label={words.fullPage}
        title={words.fullPage}
      >
        <Maximize2 aria-hidden />
      </LinkButton>
      <Button variant="quiet" size="icon-sm" aria-label={words.close} title={words.close} onClick={onClose}>
        <X aria-hidden />
      </Button>
    </div>
  );
}

function Waiting() {
  return (
    <div role="status" aria-label={t.ui.loading} className="grid gap-4">
      <Skeleton className="h-5 w-32" />
      <Skeleton className="h-7 w-full" />
      <Skeleton className="h-16 w-full" />
      <Skeleton className="h-40 w-full" />
    </div>
  );
}

/** Over the list, and the only thing that can be used. */
function Cover({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const layer = useRef<HTMLDivElement>(null);
  const latest = useRef(onClose);
  latest.current = onClose;
  useLayoutEffect(() => (layer.current ? makeModal(layer.current, () => latest.current()) : undefined), []);
  return createPortal(
    <div
      ref={layer}
      role="dialog"
      aria-modal="true"
      aria-label={words.label}
      tabIndex={-1}
      className="fixed inset-0 z-40 flex flex-col bg-page outline-none"
    >
      {children}
    </div>,
    document.body,
  );
}

/** Beside the list on a wide screen, which stays usable; over it on a narrow one. */
function Frame({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const isWide = useIsWide();
  if (!isWide) return <Cover onClose={onClose}>{children}</Cover>;
  return (
    <aside
      aria-label={words.label}
      className="fixed top-12 bottom-0 end-0 z-30 flex flex-col border-s border-line-strong bg-page shadow-float print:hidden"
      style={{ width: drawerWidth }}
    >
      <style>{roomBeside}</style>
      {children}
    </aside>
  );
}

/** One finding beside its list: what is wrong, the proof, the first steps of the fix, and a look again. */
export function FindingDrawer(props: Props) {
  const { id, place, readAt, recheckNow, triage, onClose } = props;
  const { finding, broken, refetch } = useDetail(props);
  const top = useRef<HTMLDivElement>(null);
  const seenInList = useRef(false);
  if (place >= 0) seenInList.current = true;
  // Come to once, when it opens; going from finding to finding leaves the focus where it is.
  useEffect(() => top.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    if (id) top.current?.scrollTo(0, 0);
  }, [id]);
  return (
    <Frame onClose={onClose}>
      <Bar {...props} />
      <div ref={top} tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto p-4 outline-none">
        {place < 0 && seenInList.current ? <Notice className="mb-4">{words.left}</Notice> : null}
        {finding ? (
          <DrawerContent key={finding.id} finding={finding} readAt={readAt} recheckNow={recheckNow} triage={triage} />
        ) : broken ? (
          <ErrorState
            title={words.broken(broken)}
            actions={<Button onClick={() => void refetch()}>{t.ui.tryAgain}</Button>}
          />
        ) : (
          <Waiting />
        )}
      </div>
    </Frame>
  );
}
