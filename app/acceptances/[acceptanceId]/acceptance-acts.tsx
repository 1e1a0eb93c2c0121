"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "../../../components/ui/button.tsx";
import { onDemand } from "../../../components/ui/on-demand.tsx";
import { toast } from "../../../components/ui/toast.ts";
import type { AcceptanceRow, CoveredFinding } from "../../../lib/domain/views/triage-view.ts";
import * as t from "../../../lib/messages/index.ts";
import { reviewAcceptance } from "../../triage/actions.ts";

const ActDialog = onDemand(async () => (await import("./act-dialog.tsx")).ActDialog);
const words = t.acceptances.acts;

export type AcceptanceAct = "extend" | "revoke" | "renew";

interface Props {
  acceptance: AcceptanceRow;
  /** False for who made it. */
  mayReview: boolean;
  /** What it covered and is open again. */
  renewable: readonly CoveredFinding[];
}

/** What can be done with an acceptance as it stands. */
export function AcceptanceActs({ acceptance, mayReview, renewable }: Props) {
  const router = useRouter();
  const [act, setAct] = useState<AcceptanceAct | null>(null);
  const [pending, start] = useTransition();
  const { id, version, state, reviewedAt, scope } = acceptance;
  const review = () =>
    start(async () => {
      const answer = await reviewAcceptance({ id, version });
      if (answer.ok) toast(words.reviewed);
      else toast.error(answer.message);
      router.refresh();
    });
  const isActive = state === "active";
  const mayRenew = !isActive && (scope !== "findings" || renewable.length > 0);
  return (
    <fieldset aria-label={words.label} className="flex flex-wrap gap-2">
      {isActive && mayReview && !reviewedAt ? (
        <Button variant="primary" aria-busy={pending} onClick={review}>
          {words.review}
        </Button>
      ) : null}
      {isActive ? (
        <>
          <Button aria-haspopup="dialog" onClick={() => setAct("extend")}>
            {words.extend}
          </Button>
          <Button variant="danger" aria-haspopup="dialog" onClick={() => setAct("revoke")}>
            {words.revoke}
          </Button>
        </>
      ) : null}
      {mayRenew ? (
        <Button variant="primary" aria-haspopup="dialog" onClick={() => setAct("renew")}>
          {words.renew}
        </Button>
      ) : null}
      {act ? <ActDialog act={act} acceptance={acceptance} renewable={renewable} onClose={() => setAct(null)} /> : null}
    </fieldset>
  );
}
