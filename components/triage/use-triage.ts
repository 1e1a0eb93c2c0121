"use client";

import { useRouter } from "next/navigation";
import { useCallback, useRef } from "react";
import type { TriageAct, TriageConflict, TriageOutcome, TriageTarget } from "../../lib/domain/triage.ts";
import * as t from "../../lib/messages/index.ts";
import { type TriageRequest, tellTriaged } from "../findings/triage-request.ts";
import { queryClient } from "../frame/query-client.ts";
import { toast } from "../ui/toast.ts";
import { peopleQuery } from "./people.ts";
import { tellSkipped } from "./tell-undone.ts";
import { answered, type Refusal, type TriageActions } from "./triage-actions.ts";

const words = t.triageDialog;
/** Milliseconds that Undo stands in the page; `u` and the history of the finding take an act back later too. */
const undoMs = 10_000;

/** An act of which some findings were left, since somebody else had changed them. */
export interface Conflicted {
  conflicts: TriageConflict[];
  /** Null where an act was taken back: there is nothing to do anyway. */
  act: TriageAct | null;
  request: TriageRequest | null;
}

export type Perform = (act: TriageAct, request: TriageRequest, target?: TriageTarget) => Promise<Refusal | null>;

interface Hooks {
  onConflict: (conflicted: Conflicted) => void;
  onName: () => void;
}

const isNamed = () =>
  queryClient()
    .fetchQuery(peopleQuery)
    .then(
      ({ named }) => named,
      // Who cannot be told is not asked.
      () => true,
    );

/** What was read of findings is read again: in the page by the server, in panels by themselves. */
async function readAgain(refresh: () => void): Promise<void> {
  refresh();
  tellTriaged();
  const client = queryClient();
  for (const key of ["finding", "finding-triage", "triage-people"]) await client.invalidateQueries({ queryKey: [key] });
}

/** Acts of triage with what is told of them: how many, what was left and why, and the way back. */
export function useTriage(actions: TriageActions, { onConflict, onName }: Hooks) {
  const router = useRouter();
  const last = useRef<string | null>(null);
  const hooks = useRef({ onConflict, onName });
  hooks.current = { onConflict, onName };
  const refresh = useCallback(() => router.refresh(), [router]);

  const takeBack = useCallback(
    async (actId: string | null) => {
      if (actId === null) return void toast(words.nothingToUndo);
      const answer = await answered(actions.undo({ actId }), () => words.failed);
      if (!answer.ok) return void toast.error(answer.message);
      if (last.current === actId) last.current = null;
      toast(words.undone(answer.value.done));
      tellSkipped(answer.value);
      const { conflicts } = answer.value;
      if (conflicts.length > 0) hooks.current.onConflict({ conflicts, act: null, request: null });
      await readAgain(refresh);
    },
    [actions, refresh],
  );

  const tellDone = useCallback(
    async (act: TriageAct, { done, actId, acceptanceId }: TriageOutcome) => {
      if (actId === null) return void toast(words.nothing);
      last.current = actId;
      const named = await isNamed();
      toast(done === 0 && acceptanceId ? words.covering : words.done[act.kind](done), {
        duration: undoMs,
        action: { label: words.undo, onClick: () => void takeBack(actId) },
        ...(named ? {} : { cancel: { label: words.name.give, onClick: () => hooks.current.onName() } }),
      });
    },
    [takeBack],
  );

  const perform: Perform = useCallback(
    async (act, request, target = request.target) => {
      const answer = await answered(actions.triage({ act, target }), () => words.failed);
      if (!answer.ok) {
        // What needs no words has no dialog that could say it.
        if (act.kind === "acknowledge" || act.kind === "reopen") toast.error(answer.message);
        return answer;
      }
      const { conflicts } = answer.value;
      if (conflicts.length === 0 || answer.value.done > 0) void tellDone(act, answer.value);
      tellSkipped(answer.value);
      if (conflicts.length > 0) hooks.current.onConflict({ conflicts, act, request });
      void readAgain(refresh);
      return null;
    },
    [actions, refresh, tellDone],
  );
  const undo = useCallback(() => takeBack(last.current), [takeBack]);
  return { perform, undo };
}
