"use client";

import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { readLiveAgain } from "../../../components/frame/live.ts";
import { ScanBudget } from "../../../components/scans/scan-budget.tsx";
import { Button } from "../../../components/ui/button.tsx";
import { toast } from "../../../components/ui/toast.ts";
import type { ScanCost } from "../../../lib/domain/views/scan-cost.ts";
import * as t from "../../../lib/messages/index.ts";
import { resumeScanAction } from "../actions.ts";

const words = t.scanBudget.resume;

interface Props {
  scanId: string;
  /** Nodes that it did not come to; null where that is not known. */
  left: number | null;
  cost: ScanCost | null;
  /** A scan of the cluster is queued or runs. */
  disabled: boolean;
}

/** Looks at what a stopped scan did not come to, and says before what that costs. */
export function ResumeScan({ scanId, left, cost, disabled }: Props) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const resume = () =>
    start(async () => {
      const answer = await resumeScanAction({ scanId });
      if (!answer.ok) return void toast.error(answer.message);
      await readLiveAgain("running-scan");
      router.push(`/scans/${answer.value.id}`);
    });
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button onClick={resume} disabled={disabled || pending} aria-describedby="resume-budget">
        <RotateCw aria-hidden />
        {words.button}
      </Button>
      <span id="resume-budget" className="text-xs text-ink-2">
        {words.left(left)} <ScanBudget cost={cost} className="inline" />
      </span>
    </div>
  );
}
