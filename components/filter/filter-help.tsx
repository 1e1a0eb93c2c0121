"use client";

import { CircleHelp } from "lucide-react";
import { onDemand } from "../ui/on-demand.tsx";
import { Disclosure } from "./disclosure.tsx";

const FilterReference = onDemand(() => import("./filter-reference.tsx").then((loaded) => loaded.FilterReference));

/** The `?` beside the box: every field with what it finds. */
export function FilterHelp({ label }: { label: string }) {
  return (
    <Disclosure
      button={<CircleHelp aria-hidden />}
      label={label}
      variant="quiet"
      size="icon"
      align="end"
      className="w-[min(44rem,calc(100vw-2rem))] p-4"
    >
      {() => <FilterReference />}
    </Disclosure>
  );
}
