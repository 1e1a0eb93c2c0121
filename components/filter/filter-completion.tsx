"use client";

import { useEffect } from "react";
import type { Suggestion } from "../../lib/domain/filter-language/index.ts";
import * as t from "../../lib/messages/index.ts";
import { cn } from "../ui/class-names.ts";
import type { CompletionProps } from "./filter-box.tsx";
import { useCompletion } from "./use-completion.ts";

const words = t.filter.completion;

function Beside({ suggestion }: { suggestion: Suggestion }) {
  if (suggestion.kind === "field")
    return <span className="truncate text-ink-2">{t.filter.fields[suggestion.field]}</span>;
  return (
    <>
      {suggestion.label ? <span className="truncate text-ink-2">{suggestion.label}</span> : null}
      {suggestion.count === undefined ? null : (
        <span className="nums ms-auto shrink-0 text-ink-2">{words.findings(suggestion.count)}</span>
      )}
    </>
  );
}

/** The list under a filter box: a listbox of WAI-ARIA's combobox; the focus stays in the field. */
export function FilterCompletion({ input, list, cluster, align }: CompletionProps) {
  const { open, take } = useCompletion(input, cluster);
  const active = open && open.active >= 0 ? `${list}-${open.active}` : null;

  useEffect(() => {
    const field = input.current;
    if (!field) return;
    field.setAttribute("aria-expanded", String(open !== null));
    if (active) field.setAttribute("aria-activedescendant", active);
    else field.removeAttribute("aria-activedescendant");
    if (active) document.getElementById(active)?.scrollIntoView({ block: "nearest" });
  }, [input, open, active]);

  return (
    <>
      <div
        id={list}
        role="listbox"
        aria-label={words.list}
        tabIndex={-1}
        hidden={!open}
        className={cn(
          "absolute top-full z-40 mt-1 max-h-80 w-[min(30rem,calc(100vw-2rem))] overflow-y-auto rounded-md border border-line-strong bg-page p-1 text-start text-sm shadow-float",
          align === "end" ? "end-0" : "start-0",
        )}
      >
        {open?.suggestions.map((suggestion, index) => (
          <div
            key={suggestion.text}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === open.active}
            tabIndex={-1}
            // The field keeps the focus, so that its blur does not close the list before the choice is heard.
            onMouseDown={(event) => {
              event.preventDefault();
              take(suggestion);
            }}
            className="flex min-h-7 cursor-pointer items-center gap-3 rounded-sm px-2 hover:bg-sunken aria-selected:bg-accent-wash"
          >
            <span className="shrink-0 font-mono text-xs [font-feature-settings:'calt'_0,'liga'_0]">
              {suggestion.text}
            </span>
            <Beside suggestion={suggestion} />
          </div>
        ))}
      </div>
      <span role="status" className="sr-only">
        {open ? words.count(open.suggestions.length) : ""}
      </span>
    </>
  );
}
