"use client";

import { Search } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";
import * as t from "../../lib/messages/index.ts";
import { FilterBox } from "../filter/filter-box.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { ownPreferences } from "./preferences.ts";

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Search over all findings; `/` puts the cursor in it from anywhere. A plain form, so it works without script. */
export function SearchBox() {
  const input = useRef<HTMLInputElement>(null);
  const search = useSearchParams();
  const onFindings = usePathname() === "/findings";
  const cluster = search.get("cluster");

  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (!ownPreferences().keyboardShortcuts) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    addEventListener("keydown", focus);
    return () => removeEventListener("keydown", focus);
  }, []);

  return (
    <search className="w-full max-w-72 max-sm:max-w-36">
      <form action="/findings" className="group relative">
        {cluster ? <input type="hidden" name="cluster" value={cluster} /> : null}
        <Search aria-hidden className="pointer-events-none absolute top-2 start-2.5 size-4 text-ink-3" />
        <FilterBox
          input={input}
          key={onFindings ? search.get("q") : ""}
          id="frame-search"
          cluster={cluster}
          align="end"
          maxLength={2000}
          defaultValue={onFindings ? (search.get("q") ?? "") : ""}
          aria-label={t.frame.search.label}
          placeholder={t.frame.search.placeholder}
          title={t.frame.search.hint}
          className="pe-8 ps-8"
        />
        <span
          aria-hidden
          className="pointer-events-none absolute top-1.5 end-2 max-sm:hidden group-focus-within:hidden"
        >
          <Kbd>/</Kbd>
        </span>
      </form>
    </search>
  );
}
