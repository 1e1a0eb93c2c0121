"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import type { TriageOutcome } from "../../lib/domain/triage.ts";
import * as t from "../../lib/messages/index.ts";
import { toast } from "../ui/toast.ts";
import { requestTriage, type TriageRequest } from "./triage-request.ts";

type Answer = { ok: true; value: TriageOutcome } | { ok: false; message: string };

/** The server actions of triage that need no words from a person. */
export interface TriageActions {
  acknowledge: (input: { act: { kind: "acknowledge" }; target: TriageRequest["target"] }) => Promise<Answer>;
  undo: (input: { actId: string }) => Promise<Answer>;
}

/** What was left as it is, and why. */
function tellRest({ conflicts, skipped }: TriageOutcome): void {
  const words = t.findingsList.acts;
  if (conflicts.length > 0) toast.error(words.conflicts(conflicts.length));
  for (const { count, why } of skipped) toast(words.skipped(count, why));
}

/** Does an act of triage: an acknowledgement at once, since it can be taken back; others ask for a reason first. */
export function useActs({ acknowledge, undo }: TriageActions): (request: TriageRequest) => void {
  const router = useRouter();
  const take = useCallback(
    async (target: TriageRequest["target"]) => {
      const words = t.findingsList.acts;
      const answer = await acknowledge({ act: { kind: "acknowledge" }, target });
      if (!answer.ok) return void toast.error(answer.message);
      const { actId, done } = answer.value;
      tellRest(answer.value);
      router.refresh();
      if (actId === null || done === 0) return;
      const back = async () => {
        const undone = await undo({ actId });
        if (undone.ok) {
          toast(words.undone);
          tellRest(undone.value);
        } else toast.error(undone.message);
        router.refresh();
      };
      toast(words.acknowledged(done), { action: { label: words.undo, onClick: () => void back() } });
    },
    [acknowledge, undo, router],
  );
  return useCallback(
    (request) => {
      if (request.kind === "acknowledge") void take(request.target);
      else if (!requestTriage(request)) toast.error(t.findingsList.acts.unheard);
    },
    [take],
  );
}
