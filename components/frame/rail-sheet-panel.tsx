"use client";

import * as t from "../../lib/messages/index.ts";
import { Dialog } from "../ui/dialog.tsx";
import { ClusterSwitcher } from "./cluster-switcher.tsx";
import { useClusters } from "./live.ts";
import { RailNav } from "./rail-nav.tsx";

export function RailSheetPanel({ onClose }: { onClose: () => void }) {
  const clusters = useClusters();
  return (
    <Dialog side="start" title={t.ui.product} open onOpenChange={onClose}>
      <div className="flex flex-col gap-4">
        <ClusterSwitcher clusters={clusters} compact={false} />
        <RailNav compact={false} onGo={onClose} />
      </div>
    </Dialog>
  );
}
