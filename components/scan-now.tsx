"use client";

import { Radar } from "lucide-react";
import { useId, useTransition } from "react";
import type { ScanProfile } from "../lib/domain/scan-report.ts";
import type { ScanCost } from "../lib/domain/views/scan-cost.ts";
import * as t from "../lib/messages/index.ts";
import { readLiveAgain } from "./frame/live.ts";
import { ScanBudget } from "./scans/scan-budget.tsx";
import { Button, type ButtonStyle } from "./ui/button.tsx";
import { toast } from "./ui/toast.ts";

interface Props {
  clusterId: string;
  profile?: ScanProfile;
  /** The server action that asks for the scan. */
  request: (input: {
    clusterId: string;
    profile: ScanProfile;
  }) => Promise<{ ok: true } | { ok: false; message: string }>;
  variant?: ButtonStyle["variant"];
  disabled?: boolean;
  /** What the scan is going to cost; left out where it stands beside already. */
  cost?: ScanCost | null;
}

/** Asks for a scan; the line across the top then shows how it goes. */
export function ScanNow(props: Props) {
  const { clusterId, profile = "standard", request, variant = "primary", disabled = false, cost } = props;
  const id = useId();
  const [pending, start] = useTransition();
  const scan = () =>
    start(async () => {
      const answer = await request({ clusterId, profile });
      if (!answer.ok) return void toast.error(answer.message);
      toast(t.overview.scanRequested);
      await readLiveAgain("running-scan");
    });
  const said = cost !== undefined && !disabled;
  return (
    <span className="grid max-w-64 justify-items-end gap-1">
      <Button
        variant={variant}
        onClick={scan}
        disabled={disabled || pending}
        {...(said ? { "aria-describedby": id } : {})}
      >
        <Radar aria-hidden />
        {t.overview.scanNow}
      </Button>
      {said ? <ScanBudget cost={cost} id={id} className="text-end" /> : null}
    </span>
  );
}
