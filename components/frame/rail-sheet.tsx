"use client";

import { Menu } from "lucide-react";
import { useState } from "react";
import * as t from "../../lib/messages/index.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { ClusterSwitcher } from "./cluster-switcher.tsx";
import { useClusters } from "./live.ts";
import { RailNav } from "./rail-nav.tsx";

/** The rail of narrow screens: a sheet behind the menu button. */
export function RailSheet() {
  const [open, setOpen] = useState(false);
  const clusters = useClusters();
  return (
    <Dialog
      side="start"
      title={t.ui.product}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="quiet" size="icon" aria-label={t.frame.openRail} className="-ms-2 lg:hidden">
          <Menu aria-hidden />
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <ClusterSwitcher clusters={clusters} compact={false} />
        <RailNav compact={false} onGo={() => setOpen(false)} />
      </div>
    </Dialog>
  );
}
