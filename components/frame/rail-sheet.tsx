"use client";

import { Menu } from "lucide-react";
import { useState } from "react";
import * as t from "../../lib/messages/index.ts";
import { Button } from "../ui/button.tsx";
import { onDemand } from "../ui/on-demand.tsx";

const RailSheetPanel = onDemand(async () => (await import("./rail-sheet-panel.tsx")).RailSheetPanel);

/** The rail of narrow screens: a sheet behind the menu button, loaded when that is pressed. */
export function RailSheet() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="quiet"
        size="icon"
        aria-label={t.frame.openRail}
        aria-haspopup="dialog"
        aria-expanded={open}
        className="-ms-2 lg:hidden"
        onClick={({ currentTarget }) => {
          // Some browsers give a button that is clicked no focus, and it could not be given back.
          currentTarget.focus();
          setOpen(true);
        }}
      >
        <Menu aria-hidden />
      </Button>
      {open ? <RailSheetPanel onClose={() => setOpen(false)} /> : null}
    </>
  );
}
