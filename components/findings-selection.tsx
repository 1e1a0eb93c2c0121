"use client";

import { LoaderCircle, RefreshCw, X } from "lucide-react";
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import * as t from "../lib/messages/index.ts";
import { RecheckGroupProgress } from "./recheck-group-panel.tsx";
import { type RequestRecheckGroup, useRecheckGroup } from "./recheck-group-watch.ts";
import { Button } from "./ui/button.tsx";
import { cn } from "./ui/class-names.ts";

interface Selection {
  /** Findings on the page, in its order. */
  ids: readonly string[];
  chosen: ReadonlySet<string>;
  choose(ids: readonly string[], on: boolean): void;
}

const SelectionContext = createContext<Selection | null>(null);
const words = t.findings.select;
/** The label is the target: 24 by 24 pixels, above the link that covers the row. */
const target = "relative z-10 -my-1 inline-grid size-6 place-items-center align-middle";

/** The checkbox of one row; nothing where the table is not for choosing. */
export function SelectRow({ id, headline }: { id: string; headline: string }) {
  const selection = useContext(SelectionContext);
  if (!selection) return null;
  return (
    <label className={target}>
      <input
        type="checkbox"
        aria-label={words.row(headline)}
        className="size-4 accent-(--accent)"
        checked={selection.chosen.has(id)}
        onChange={(event) => selection.choose([id], event.target.checked)}
      />
    </label>
  );
}

/** The checkbox of the head: all findings on this page, or none. */
export function SelectAll() {
  const selection = useContext(SelectionContext);
  if (!selection) return null;
  const { ids, chosen, choose } = selection;
  const all = ids.length > 0 && ids.every((id) => chosen.has(id));
  return (
    <label className={target}>
      <input
        type="checkbox"
        aria-label={words.all}
        className="size-4 accent-(--accent)"
        checked={all}
        ref={(box) => {
          if (box) box.indeterminate = !all && chosen.size > 0;
        }}
        onChange={(event) => choose(ids, event.target.checked)}
      />
    </label>
  );
}

/** Rows that can be chosen, and what can be done with the chosen ones: look at them again. */
export function FindingsSelection({
  ids,
  request,
  children,
}: {
  ids: string[];
  request: RequestRecheckGroup;
  children: ReactNode;
}) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const { group, running, ask, forget, broken } = useRecheckGroup(request);
  const selection = useMemo<Selection>(
    () => ({
      ids,
      // What left the page, since it was closed or filtered out, is chosen no longer.
      chosen: new Set(ids.filter((id) => picked.has(id))),
      choose: (some, on) =>
        setPicked((before) => {
          const after = new Set(before);
          for (const id of some) {
            if (on) after.add(id);
            else after.delete(id);
          }
          return after;
        }),
    }),
    [ids, picked],
  );
  const chosen = [...selection.chosen];
  const clear = () => {
    setPicked(new Set());
    forget();
  };
  const Icon = running ? LoaderCircle : RefreshCw;
  const shown = chosen.length > 0 || group !== null;
  return (
    <SelectionContext value={selection}>
      {children}
      <section
        aria-label={words.bar}
        className={cn(
          "sticky bottom-3 z-20 mx-auto mt-3 flex w-fit max-w-full flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-line-strong bg-page px-3 py-2 shadow-float",
          !shown && "hidden",
        )}
      >
        {chosen.length > 0 ? (
          <>
            <span className="nums text-sm text-ink-2">{words.chosen(chosen.length)}</span>
            <Button variant="primary" disabled={running} onClick={() => ask({ kind: "findings", findingIds: chosen })}>
              <Icon aria-hidden className={cn(running && "animate-spin")} />
              {t.finding.group.button(chosen.length)}
            </Button>
          </>
        ) : null}
        <div role="status" aria-live="polite" className={cn("min-w-56", !group && "sr-only")}>
          {group ? <RecheckGroupProgress group={group} broken={broken} /> : null}
        </div>
        {running ? null : (
          <Button variant="quiet" size="icon-sm" aria-label={words.clear} title={words.clear} onClick={clear}>
            <X aria-hidden />
          </Button>
        )}
      </section>
    </SelectionContext>
  );
}
