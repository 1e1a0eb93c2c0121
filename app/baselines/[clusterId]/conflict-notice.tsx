"use client";

import { CircleAlert } from "lucide-react";
import { TextDiff } from "../../../components/compare/text-diff.tsx";
import { TimeAgo } from "../../../components/time-ago.tsx";
import { Button } from "../../../components/ui/button.tsx";
import * as t from "../../../lib/messages/index.ts";

/** The version that somebody saved meanwhile, and what differs. */
export interface Conflict {
  version: number;
  by: string;
  at: string;
  lines: { kind: "same" | "removed" | "added"; text: string }[];
}

interface Props {
  conflict: Conflict;
  disabled: boolean;
  onTakeOver: () => void;
}

export function ConflictNotice({ conflict, disabled, onTakeOver }: Props) {
  const words = t.baselineEditor;
  return (
    <div role="alert" className="grid gap-3 rounded-md border border-critical p-4">
      <p className="flex items-center gap-2 font-semibold">
        <CircleAlert aria-hidden className="size-4 text-critical" />
        {words.conflict}
      </p>
      <p className="text-sm">
        {words.conflictDetail(conflict.version, conflict.by)} <TimeAgo at={conflict.at} />
      </p>
      <TextDiff label={words.diffLabel} lines={conflict.lines} />
      <div>
        <Button disabled={disabled} onClick={onTakeOver}>
          {words.takeOver}
        </Button>
      </div>
    </div>
  );
}
