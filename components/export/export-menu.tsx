"use client";

import { Download } from "lucide-react";
import { Disclosure } from "../filter/disclosure.tsx";
import type { SearchValue } from "../href.ts";
import { onDemand } from "../ui/on-demand.tsx";

const ExportPanel = onDemand(() => import("./export-panel.tsx").then((loaded) => loaded.ExportPanel));

interface Props {
  button: string;
  label: string;
  /** What the list is asked, as parameters of its address. */
  search: Record<string, SearchValue>;
  total: number;
}

/** Opens the ways to take a list of findings away. */
export function ExportMenu({ button, label, search, total }: Props) {
  return (
    <Disclosure
      button={
        <>
          <Download aria-hidden />
          <span>{button}</span>
        </>
      }
      label={label}
      align="end"
      className="w-[min(26rem,calc(100vw-2rem))]"
    >
      {() => <ExportPanel search={search} total={total} />}
    </Disclosure>
  );
}
