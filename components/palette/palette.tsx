"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { createPortal } from "react-dom";
import * as t from "../../lib/messages/index.ts";
import type { FrameCluster } from "../frame/frame-cluster.ts";
import { useClusters } from "../frame/live.ts";
import { href } from "../href.ts";
import { makeModal } from "../ui/modal.ts";
import { takeEarlyKeys } from "./early-keys.ts";
import { matching, type PaletteItem } from "./item.ts";
import { ownItems } from "./own-items.ts";
import { PaletteKeys } from "./palette-keys.tsx";
import { PaletteList } from "./palette-list.tsx";
import { recentItems, rememberItem } from "./recent.ts";
import { useScanChoice } from "./use-scan-choice.ts";
import { useSearch } from "./use-search.ts";

const words = t.palette;
/** Of what this browser knows itself, beside what the server finds. */
const ownShown = 6;

/** All findings with the words: the palette itself shows eight. */
function listItem(text: string): PaletteItem[] {
  const q = text.trim();
  if (q.length < 2) return [];
  return [{ id: "all", group: "finding", label: words.allFindings(q), href: href("/findings", { q }) }];
}

/** Pages that are called so stand before what is found on the server, acts behind what is exactly meant. */
function together(own: readonly PaletteItem[], found: readonly PaletteItem[], text: string): PaletteItem[] {
  const fitting = matching(own, text).slice(0, ownShown);
  const of = (group: PaletteItem["group"]) => fitting.filter((item) => item.group === group);
  return [...of("action"), ...of("page"), ...found, ...listItem(text)];
}

interface ItemsOptions {
  text: string;
  chosen: FrameCluster | null;
  choose: (cluster: FrameCluster) => void;
  go: (to: string) => void;
}

/** What is on offer for what was typed. */
function useItems({ text, chosen, choose, go }: ItemsOptions) {
  const router = useRouter();
  const clusters = useClusters();
  const search = useSearch(chosen ? "" : text);
  const profiles = useScanChoice(chosen, go);
  const [recent] = useState(recentItems);
  const latest = useRef(choose);
  latest.current = choose;
  const own = useMemo(
    () =>
      ownItems({
        clusters: clusters ?? [],
        refresh: () => router.refresh(),
        chooseScan: (cluster) => latest.current(cluster),
      }),
    [clusters, router],
  );
  if (chosen) return { ...search, searching: profiles.length === 0, items: matching(profiles, text) };
  if (text.trim() === "") return { ...search, items: [...recent, ...own] };
  return { ...search, items: together(own, search.items, text) };
}

/** The place of the chosen line after a key, or null where the key is none of ours. */
function placeAfter(key: string, active: number, length: number): number | null {
  if (length === 0) return null;
  if (key === "ArrowDown") return (active + 1) % length;
  if (key === "ArrowUp") return (active - 1 + length) % length;
  if (key === "PageDown") return length - 1;
  return key === "PageUp" ? 0 : null;
}

/** Goes to anything by its name, and does what the page can do; all of it by the keyboard. */
export function Palette({ onClose }: { onClose: () => void }) {
  const id = useId();
  const router = useRouter();
  const layer = useRef<HTMLDivElement>(null);
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const [chosen, setChosen] = useState<FrameCluster | null>(null);
  const write = (value: string) => {
    setText(value);
    setActive(0);
  };
  const go = (to: string) => router.push(to);
  const choose = (cluster: FrameCluster) => {
    setChosen(cluster);
    write("");
  };
  const asksKeys = text.trim() === "?";
  const { items, searching, problem } = useItems({ text: asksKeys ? "" : text, chosen, choose, go });
  const at = Math.min(active, Math.max(0, items.length - 1));

  const back = useRef(() => {});
  back.current = () => {
    if (!chosen) return onClose();
    setChosen(null);
    write("");
  };
  useLayoutEffect(() => {
    const early = takeEarlyKeys();
    if (early) setText(early);
    return layer.current ? makeModal(layer.current, () => back.current()) : undefined;
  }, []);

  const run = (item: PaletteItem, newTab: boolean) => {
    rememberItem(item);
    if (item.href && newTab) return void window.open(item.href, "_blank", "noopener");
    // The dialog gives the focus back before what is done takes it.
    if (item.run ? item.run() !== true : true) onClose();
    if (item.href) go(item.href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const place = placeAfter(event.key, at, items.length);
    const item = items[at];
    if (place !== null) setActive(place);
    else if (event.key === "Enter" && item && !asksKeys) run(item, event.ctrlKey || event.metaKey);
    else if (event.key === "Backspace" && text === "" && chosen) back.current();
    else return;
    event.preventDefault();
  };
  const title = chosen ? words.actions.scan(chosen.name) : words.title;
  const said = searching ? words.searching : words.found(items.length);
  return createPortal(
    <div ref={layer} className="relative z-50">
      <div aria-hidden className="fixed inset-0 bg-[rgb(2_6_23/0.5)]" onPointerDown={onClose} />
      <div
        role="dialog"
        aria-modal="true"
        aria-label={title}
        className="fixed inset-x-0 top-[10dvh] mx-auto flex max-h-[75dvh] w-[min(640px,calc(100vw-32px))] flex-col overflow-hidden rounded-md border border-line-strong bg-page shadow-float"
      >
        {chosen ? <p className="px-4 pt-3 text-sm font-medium">{title}</p> : null}
        <div className="flex items-center gap-2 px-4">
          <Search aria-hidden className="size-4 shrink-0 text-ink-3" />
          <input
            type="text"
            role="combobox"
            aria-expanded={items.length > 0 && !asksKeys}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-label={words.input}
            aria-activedescendant={items[at] && !asksKeys ? `${id}-list-${at}` : undefined}
            placeholder={words.placeholder}
            value={text}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => write(event.target.value)}
            onKeyDown={onKeyDown}
            className="h-12 w-full min-w-0 bg-transparent text-base outline-none"
          />
        </div>
        {asksKeys ? (
          <PaletteKeys />
        ) : (
          <PaletteList id={`${id}-list`} items={items} active={at} onPoint={setActive} onChoose={run} />
        )}
        <p className="flex justify-between gap-4 border-t border-line px-4 py-1.5 text-xs text-ink-2">
          <span role="status">{problem ? words.broken(problem) : asksKeys ? words.keys.title : said}</span>
          <span>{chosen ? t.scanBudget.never : words.hint}</span>
        </p>
      </div>
    </div>,
    document.body,
  );
}
