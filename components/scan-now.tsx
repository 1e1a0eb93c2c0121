"use client";

import { Radar } from "lucide-react";
import { useTransition } from "react";
import type { ScanProfile } from "../lib/domain/scan-report.ts";
import * as t from "../lib/messages/index.ts";
import { readLiveAgain } from "./frame/live.ts";
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
}

/** Asks for a scan; the line across the top then shows how it goes. */
export function ScanNow({ clusterId, profile = "standard", request, variant = "primary", disabled = false }: Props) {
  const [pending, start] = useTransition();
  const scan = () =>
    start(async () => {
      const answer = await request({ clusterId, profile });
      if (!answer.ok) return void toast.error(answer.message);
      toast(t.overview.scanRequested);
      await readLiveAgain("running-scan");
    });
  return (
    <Button variant={variant} onClick={scan} disabled={disabled || pending}>
      <Radar aria-hidden />
      {t.overview.scanNow}
    </Button>
  );
}
