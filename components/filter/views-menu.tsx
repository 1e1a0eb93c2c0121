"use client";

import { ChevronDown } from "lucide-react";
import { onDemand } from "../ui/on-demand.tsx";
import { Disclosure } from "./disclosure.tsx";

const ViewsPanel = onDemand(() => import("./views-panel.tsx").then((loaded) => loaded.ViewsPanel));

/** Opens the saved views of a list. */
export function ViewsMenu({ label, menu }: { label: string; menu: string }) {
  return (
    <Disclosure
      button={
        <>
          <span>{label}</span>
          <ChevronDown aria-hidden />
        </>
      }
      label={menu}
      align="end"
      className="w-[min(24rem,calc(100vw-2rem))]"
    >
      {() => <ViewsPanel />}
    </Disclosure>
  );
}
