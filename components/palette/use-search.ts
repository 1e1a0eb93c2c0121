"use client";

import { useEffect, useState } from "react";
import { messageOf } from "../../lib/domain/errors.ts";
import type { SearchAnswer } from "../../lib/domain/views/search-view.ts";
import { readJson } from "../frame/live.ts";
import type { PaletteItem } from "./item.ts";

/** Typing rests that long before the server is asked. Units: ms. */
const pauseMs = 120;

interface Searched {
  text: string;
  items: PaletteItem[];
  problem: string | null;
}

/** What the server finds; the last answer stays until the next one is there. */
export function useSearch(text: string): Searched & { searching: boolean } {
  const [answer, setAnswer] = useState<Searched>({ text: "", items: [], problem: null });
  const asked = text.trim();
  useEffect(() => {
    if (asked === "") return setAnswer({ text: "", items: [], problem: null });
    const ended = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const path = `/api/v1/search?${new URLSearchParams({ q: asked })}`;
        const { items } = await readJson<SearchAnswer>(path, ended.signal);
        setAnswer({ text: asked, items: items.map(({ kind, ...hit }) => ({ ...hit, group: kind })), problem: null });
      } catch (error) {
        if (!ended.signal.aborted) setAnswer({ text: asked, items: [], problem: messageOf(error) });
      }
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      ended.abort();
    };
  }, [asked]);
  return { ...answer, searching: answer.text !== asked };
}
