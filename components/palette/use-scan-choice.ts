"use client";

import { useEffect, useState } from "react";
import { messageOf } from "../../lib/domain/errors.ts";
import { scanProfiles } from "../../lib/domain/scan-report.ts";
import type { ScanCosts } from "../../lib/domain/views/scan-cost.ts";
import * as t from "../../lib/messages/index.ts";
import type { FrameCluster } from "../frame/frame-cluster.ts";
import { readJson, readLiveAgain } from "../frame/live.ts";
import { budgetSentence } from "../scans/scan-budget.tsx";
import { toast } from "../ui/toast.ts";
import type { PaletteItem } from "./item.ts";
import { send } from "./send.ts";

const profiles = ["standard", ...scanProfiles.filter((one) => one !== "standard")] as const;

/** The profiles of a cluster's scan, each with what it costs; none until that was read. */
export function useScanChoice(cluster: FrameCluster | null, go: (href: string) => void): PaletteItem[] {
  const [read, setRead] = useState<{ of: string; costs: ScanCosts } | null>(null);
  const id = cluster?.id;
  useEffect(() => {
    if (!id) return;
    const ended = new AbortController();
    readJson<ScanCosts>(`/api/v1/clusters/${encodeURIComponent(id)}/scan-budget`, ended.signal).then(
      (costs) => setRead({ of: id, costs }),
      (error: unknown) => {
        if (!ended.signal.aborted) toast.error(messageOf(error));
      },
    );
    return () => ended.abort();
  }, [id]);
  if (!cluster || read?.of !== id) return [];
  const start = async (profile: (typeof profiles)[number]) => {
    const scan = await send<{ id: string }>("/api/v1/scans", { cluster: cluster.id, profile });
    if (!scan) return;
    toast(t.palette.done.scan(cluster.name));
    go(`/scans/${scan.id}`);
    await readLiveAgain("running-scan");
  };
  return profiles.map((profile) => ({
    id: profile,
    group: "profile",
    label: t.palette.actions.profile(t.words.profile[profile]),
    detail: budgetSentence(read?.costs[profile] ?? null),
    run: () => void start(profile),
  }));
}
