"use client";

import { useEffect, useRef } from "react";
import * as t from "../../lib/messages/index.ts";
import { SeverityShape } from "../severity-shape.tsx";
import { cn } from "../ui/class-names.ts";
import { keyOf, type PaletteItem } from "./item.ts";

interface Props {
  id: string;
  items: readonly PaletteItem[];
  active: number;
  onPoint: (index: number) => void;
  onChoose: (item: PaletteItem, newTab: boolean) => void;
}

/** Items as they follow one another, with the heading where a group begins. */
function grouped(items: readonly PaletteItem[]) {
  const groups = [...Map.groupBy(items, ({ group }) => group)];
  return groups.map(([group, list]) => ({ group, list, start: items.indexOf(list[0] as PaletteItem) }));
}

/** The results; the input keeps the focus and names the chosen one. */
export function PaletteList({ id, items, active, onPoint, onChoose }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[data-index="${active}"]`)?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const latest = useRef({ items, onChoose });
  latest.current = { items, onChoose };
  useEffect(() => {
    // One listener for all lines: their keys are those of the input, which keeps the focus.
    const click = (event: MouseEvent) => {
      const line = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-index]") : null;
      const item = latest.current.items[Number(line?.dataset.index)];
      if (item) latest.current.onChoose(item, event.ctrlKey || event.metaKey);
    };
    const lines = list.current;
    lines?.addEventListener("click", click);
    return () => lines?.removeEventListener("click", click);
  }, []);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={t.palette.results}
      tabIndex={-1}
      className="min-h-0 flex-1 overflow-y-auto border-t border-line py-1"
    >
      {grouped(items).map(({ group, list: members, start }) => (
        <fieldset key={group} aria-labelledby={`${id}-${group}`}>
          <div id={`${id}-${group}`} className="px-4 pt-2 pb-1 text-xs font-medium text-ink-2">
            {t.palette.groups[group]}
          </div>
          {members.map((item, offset) => {
            const index = start + offset;
            return (
              <div
                key={keyOf(item)}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                data-index={index}
                aria-selected={index === active}
                className={cn(
                  "flex min-h-9 cursor-pointer items-center gap-2 px-4 py-1 text-sm",
                  index === active && "bg-accent-wash",
                )}
                onPointerMove={() => onPoint(index)}
              >
                {item.severity ? <SeverityShape shape={item.severity} /> : null}
                {item.severity ? <span className="sr-only">{t.words.severity[item.severity]}</span> : null}
                <span className={cn("truncate", item.detail ? "max-w-[70%] shrink-0" : "min-w-0")}>{item.label}</span>
                {item.detail ? <span className="min-w-0 truncate text-xs text-ink-2">{item.detail}</span> : null}
              </div>
            );
          })}
        </fieldset>
      ))}
    </div>
  );
}
