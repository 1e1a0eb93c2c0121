"use client";

import { ChevronDown } from "lucide-react";
import type { FilterField } from "../../lib/domain/filter-language/fields.ts";
import { onDemand } from "../ui/on-demand.tsx";
import { Disclosure } from "./disclosure.tsx";

const FacetPanel = onDemand(() => import("./facet-panel.tsx").then((loaded) => loaded.FacetPanel));

export interface FacetButton {
  field: FilterField;
  name: string;
  /** What the button is called. */
  label: string;
  /** Something of this field is asked for. */
  isAsked: boolean;
}

/** A button for each field whose values can be chosen; their values and counts are read when one is opened. */
export function FacetBar({ label, facets, text }: { label: string; facets: FacetButton[]; text: string }) {
  return (
    <ul
      data-scrolls
      aria-label={label}
      className="flex flex-wrap gap-1 max-sm:-mx-1 max-sm:flex-nowrap max-sm:overflow-x-auto max-sm:p-1 max-sm:[&>*]:shrink-0"
    >
      {facets.map(({ field, name, label: called, isAsked }) => (
        <li key={field}>
          <Disclosure
            button={
              <>
                <span className={isAsked ? "font-semibold" : ""}>{name}</span>
                <ChevronDown aria-hidden />
              </>
            }
            label={called}
            named
            variant="quiet"
            size="sm"
            className="w-72"
          >
            {() => <FacetPanel field={field} name={name} text={text} />}
          </Disclosure>
        </li>
      ))}
    </ul>
  );
}
