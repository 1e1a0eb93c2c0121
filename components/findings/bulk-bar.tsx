"use client";

import { LoaderCircle, RefreshCw, X } from "lucide-react";
import type { TriageKind } from "../../lib/domain/triage.ts";
import * as t from "../../lib/messages/index.ts";
import { RecheckGroupProgress } from "../recheck-group-panel.tsx";
import { type RequestRecheckGroup, useRecheckGroup } from "../recheck-group-watch.ts";
import { Button } from "../ui/button.tsx";
import { cn } from "../ui/class-names.ts";

interface Props {
  /** How many are chosen, and how many the filter matches. */
  count: number;
  total: number;
  everything: boolean;
  loaded: number;
  /** Those that were chosen one by one. */
  ids: string[];
  request: RequestRecheckGroup;
  onEverything: () => void;
  onClear: () => void;
  onAct: (kind: TriageKind) => void;
}

const words = t.findings.select;
const acts = ["acknowledge", "assign", "accept", "false-positive"] as const satisfies TriageKind[];
/** One press looks at so many again at most. */
const mostRechecked = 2_000;

/** What can be done with the chosen findings; a re-check that runs is told here. */
export function BulkBar(props: Props) {
  const { count, total, everything, loaded, ids, request, onEverything, onClear, onAct } = props;
  const { group, running, ask, forget, broken } = useRecheckGroup(request);
  const Icon = running ? LoaderCircle : RefreshCw;
  const tooMany = everything || ids.length > mostRechecked;
  const clear = () => {
    onClear();
    forget();
  };
  return (
    <section
      aria-label={words.bar}
      className={cn(
        "sticky bottom-3 z-20 mx-auto mt-3 flex w-fit max-w-full flex-wrap items-center gap-x-3 gap-y-2 rounded-md border border-line-strong bg-page px-3 py-2 shadow-float print:hidden",
        count === 0 && group === null && "hidden",
      )}
    >
      {count > 0 ? (
        <>
          <span aria-live="polite" className="nums text-sm text-ink-2">
            {everything ? t.findingsList.select.all(total) : words.chosen(count)}
          </span>
          {!everything && count >= loaded && loaded < total ? (
            <Button variant="quiet" size="sm" className="text-accent" onClick={onEverything}>
              {t.findingsList.select.everything(total)}
            </Button>
          ) : null}
          <fieldset aria-label={t.findingsList.acts.label} className="flex flex-wrap gap-1.5">
            {acts.map((kind) => (
              <Button key={kind} size="sm" onClick={() => onAct(kind)}>
                {t.findingsList.acts[kind]}
              </Button>
            ))}
          </fieldset>
          <Button
            variant="primary"
            size="sm"
            disabled={running || tooMany}
            title={tooMany ? t.findingsList.select.recheckFew : undefined}
            onClick={() => ask({ kind: "findings", findingIds: ids })}
          >
            <Icon aria-hidden className={cn(running && "animate-spin")} />
            {t.recheck.group.button(count)}
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
  );
}
