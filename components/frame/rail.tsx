"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { useState } from "react";
import * as t from "../../lib/messages/index.ts";
import { Button } from "../ui/button.tsx";
import { cn } from "../ui/class-names.ts";
import { Brand } from "./brand.tsx";
import { ClusterSwitcher } from "./cluster-switcher.tsx";
import type { FrameCluster } from "./frame-cluster.ts";
import { useClusters } from "./live.ts";
import { railCookie } from "./rail-cookie.ts";
import { RailNav } from "./rail-nav.tsx";

const yearMs = 365 * 24 * 60 * 60 * 1000;

/** The left rail of wide screens. Whether it is folded is kept in a cookie, so that the first paint has it right. */
export function Rail({ initial, folded }: { initial?: FrameCluster[]; folded: boolean }) {
  const [compact, setCompact] = useState(folded);
  const clusters = useClusters(initial);
  const toggle = () => {
    setCompact(!compact);
    // Only on https and loopback does a browser have it; elsewhere the rail is unfolded again with the next page load.
    void globalThis.cookieStore?.set({
      name: railCookie,
      value: compact ? "open" : "folded",
      expires: Date.now() + yearMs,
      sameSite: "lax",
    });
  };
  const Icon = compact ? PanelLeftOpen : PanelLeftClose;
  const label = compact ? t.frame.expand : t.frame.collapse;
  return (
    <aside
      aria-label={t.frame.menu}
      className={cn(
        "sticky top-0 hidden h-dvh shrink-0 flex-col gap-4 overflow-y-auto border-e border-line bg-raised px-3 py-3 lg:flex print:hidden",
        compact ? "w-[60px]" : "w-[220px]",
      )}
    >
      <div className={cn("flex h-7 items-center", compact ? "justify-center" : "px-1.5")}>
        <Brand compact={compact} />
      </div>
      <ClusterSwitcher clusters={clusters} compact={compact} />
      <RailNav compact={compact} />
      <Button variant="quiet" size="icon-sm" onClick={toggle} aria-label={label} title={label} className="mt-auto">
        <Icon aria-hidden />
      </Button>
    </aside>
  );
}
