"use client";

import { useEffect, useState } from "react";
import { ScanBudget } from "../../../components/scans/scan-budget.tsx";
import type { ScanCost } from "../../../lib/domain/views/scan-cost.ts";
import * as t from "../../../lib/messages/index.ts";
import { scanCostAction } from "../../scans/actions.ts";

/** What the first scan costs, as soon as it is known how many nodes there are. */
export function NewScanBudget({ nodes }: { nodes: number | null }) {
  const [cost, setCost] = useState<ScanCost | null>(null);
  useEffect(() => {
    if (!nodes) return setCost(null);
    let late = false;
    const ask = async () => {
      const answer = await scanCostAction({ nodes });
      if (!late) setCost(answer.ok ? answer.value.standard : null);
    };
    void ask();
    return () => {
      late = true;
    };
  }, [nodes]);
  return (
    <span role="status" className="block text-xs text-ink-2">
      <ScanBudget cost={cost} />
      {t.scanBudget.never}
    </span>
  );
}
