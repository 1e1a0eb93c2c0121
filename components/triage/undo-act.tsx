"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import * as t from "../../lib/messages/index.ts";
import { tellTriaged } from "../findings/triage-request.ts";
import { Button } from "../ui/button.tsx";
import { toast } from "../ui/toast.ts";
import type { TriageActions } from "./triage-actions.ts";

/** Takes one act of the history back. */
export function UndoAct({ actId, undo }: { actId: string; undo: TriageActions["undo"] }) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const press = () =>
    start(async () => {
      const [{ tellUndone }, answer] = await Promise.all([import("./tell-undone.ts"), undo({ actId })]);
      if (!answer.ok) return void toast.error(answer.message);
      tellUndone(answer.value);
      tellTriaged();
      router.refresh();
    });
  return (
    <Button size="sm" variant="quiet" className="text-accent" aria-busy={pending} onClick={press}>
      {t.triage.history.undo}
    </Button>
  );
}
