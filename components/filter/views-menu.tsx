"use client";

import { ChevronDown } from "lucide-react";
import dynamic from "next/dynamic";
import { Disclosure } from "./disclosure.tsx";

const ViewsPanel = dynamic(() => import("./views-panel.tsx").then((loaded) => loaded.ViewsPanel));

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
      className="w-[min(24rem,calc(100vw-2rem))] max-sm:end-auto max-sm:start-0"
    >
      {() => <ViewsPanel />}
    </Disclosure>
  );
}
