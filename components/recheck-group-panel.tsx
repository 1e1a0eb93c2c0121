"use client";

import { LoaderCircle, RefreshCw } from "lucide-react";
import { verdicts } from "../lib/domain/verdict.ts";
import type { RecheckGroup, RecheckScope } from "../lib/domain/views/recheck-group-view.ts";
import * as t from "../lib/messages/index.ts";
import { type RequestRecheckGroup, useRecheckGroup } from "./recheck-group-watch.ts";
import { Button, type ButtonStyle } from "./ui/button.tsx";
import { cn } from "./ui/class-names.ts";
import { Progress } from "./ui/progress.tsx";
import { VerdictBadge } from "./verdict-badge.tsx";

const words = t.recheck.group;

/** How far a group is: the bar and the verdicts so far, live while it runs. */
export function RecheckGroupProgress({ group, broken }: { group: RecheckGroup; broken: string | null }) {
  const over = group.finishedAt !== null;
  const done = group.done + group.failed;
  const said = over ? words.finished(done, group.total) : words.running(done, group.total);
  return (
    <div className="grid gap-1 text-xs">
      <p className="nums flex flex-wrap items-center gap-x-3 gap-y-0.5">
        <span className="text-ink-2">{done === 0 && !over ? words.waiting : said}</span>
        {verdicts
          .filter((verdict) => group.verdicts[verdict] > 0)
          .map((verdict) => (
            <span key={verdict} className="inline-flex items-center gap-1">
              {group.verdicts[verdict]} <VerdictBadge verdict={verdict} />
            </span>
          ))}
        {group.failed > 0 ? <span className="font-medium text-critical">{words.failed(group.failed)}</span> : null}
      </p>
      {over ? null : <Progress value={done === 0 ? null : done / group.total} label={words.progress} text={said} />}
      {broken && !over ? <p className="text-critical">{words.broken(broken)}</p> : null}
    </div>
  );
}

interface Props {
  scope: RecheckScope;
  request: RequestRecheckGroup;
  /** The button's words: "Re-check 12 findings". */
  label: string;
  /** What the button is about, for screen readers, where several stand on one page. */
  of?: string;
  /** What it does, in a line beside the button. */
  what?: string;
  variant?: ButtonStyle["variant"];
  size?: ButtonStyle["size"];
  className?: string;
}

/** Looks again at every open finding of a node or a check, and shows how far that is. */
export function RecheckGroupPanel({ scope, request, label, of, what, variant, size, className }: Props) {
  const { group, running, ask, broken } = useRecheckGroup(request);
  const Icon = running ? LoaderCircle : RefreshCw;
  return (
    <div className={cn("grid", className)}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button
          variant={variant}
          size={size}
          onClick={() => ask(scope)}
          disabled={running}
          {...(of ? { "aria-label": words.label(of) } : {})}
        >
          <Icon aria-hidden className={cn(running && "animate-spin")} />
          {label}
        </Button>
        {what ? <span className="text-xs text-ink-2">{what}</span> : null}
      </div>
      <div role="status" aria-live="polite" className={group ? "mt-1.5" : ""}>
        {group ? <RecheckGroupProgress group={group} broken={broken} /> : null}
      </div>
    </div>
  );
}
