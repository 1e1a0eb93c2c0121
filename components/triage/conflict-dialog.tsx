"use client";

import { useState } from "react";
import type { TriageConflict } from "../../lib/domain/triage.ts";
import * as t from "../../lib/messages/index.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Link } from "../ui/link.tsx";
import type { Conflicted, Perform } from "./use-triage.ts";

const words = t.triageDialog.conflicts;

interface Props {
  conflicted: Conflicted;
  perform: Perform;
  onClose: () => void;
}

const ago = (at: string) => t.time.ago(Math.max(0, (Date.now() - Date.parse(at)) / 1000));

/** What somebody else changed since it was looked at: to look at, or to do anyway, knowing it. */
export function ConflictDialog({ conflicted: { conflicts, act, request }, perform, onClose }: Props) {
  const [left, setLeft] = useState(conflicts);
  const [problem, setProblem] = useState<string | null>(null);
  const anyway = async (those: readonly TriageConflict[]) => {
    if (!act || !request) return;
    const items = those.map(({ findingId, version }) => ({ id: findingId, version }));
    const rest = left.filter((one) => !those.includes(one));
    if (rest.length === 0) onClose();
    const refusal = await perform(act, request, { kind: "findings", items });
    if (refusal) setProblem(refusal.message);
    else setLeft(rest);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={words.title(left.length)}
      description={words.lead}
    >
      <ul className="grid border-b border-line">
        {left.map((conflict) => (
          <li
            key={conflict.findingId}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-2"
          >
            <p className="min-w-0 flex-1 basis-60 text-sm">
              <span className="font-medium">{conflict.headline}</span>{" "}
              <span className="text-ink-2">
                {words.changed(conflict.by, ago(conflict.at), t.words.findingState[conflict.state])}
              </span>
            </p>
            <Link href={`/findings/${conflict.findingId}`} className="link min-h-6 text-sm leading-6">
              {words.look}
            </Link>
            {act ? (
              <Button size="sm" onClick={() => void anyway([conflict])}>
                {words.anyway}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <div role="alert" className="mt-2 text-sm font-medium text-critical empty:hidden">
        {problem}
      </div>
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        {act && left.length > 1 ? <Button onClick={() => void anyway(left)}>{words.all(left.length)}</Button> : null}
        <Button variant="primary" onClick={onClose}>
          {t.ui.close}
        </Button>
      </div>
    </Dialog>
  );
}
