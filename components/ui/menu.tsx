"use client";

import type { KeyboardEvent, ReactNode } from "react";
import { cn } from "./class-names.ts";
import { Popover } from "./popover.tsx";

interface Props {
  trigger: ReactNode;
  label: string;
  /** Elements of role menuitem or menuitemradio, each a link or a button with `tabIndex={-1}`. */
  children: ReactNode;
  align?: "start" | "end";
  className?: string;
}

/** How an entry of a menu looks. */
export const menuItem =
  "flex h-8 w-full cursor-pointer items-center gap-2 rounded-sm px-2 text-start outline-none hover:bg-sunken focus:bg-sunken";

const itemsOf = (menu: Element) => [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]')];

function next(menu: HTMLElement, key: string): HTMLElement | undefined {
  const items = itemsOf(menu);
  const at = items.findIndex((item) => item.matches(":focus"));
  if (key === "ArrowDown") return items[(at + 1) % items.length];
  if (key === "ArrowUp") return items.at(at <= 0 ? -1 : at - 1);
  if (key === "Home") return items[0];
  if (key === "End") return items.at(-1);
  if (key.length !== 1 || key === " ") return;
  const behind = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return behind.find((item) => item.textContent.trim().toLowerCase().startsWith(key.toLowerCase()));
}

/** A menu behind a button: arrow keys, Home, End and first letters move, Escape, Tab and choosing close it. */
export function Menu({ trigger, label, children, align = "start", className }: Props) {
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === "Tab") event.currentTarget.hidePopover();
    if (event.key === "Tab" || event.ctrlKey || event.metaKey || event.altKey) return;
    const item = next(event.currentTarget, event.key);
    if (!item) return;
    event.preventDefault();
    item.focus();
  };
  return (
    <Popover
      role="menu"
      trigger={trigger}
      label={label}
      align={align}
      onKeyDown={move}
      focusOn={(menu) => menu.querySelector<HTMLElement>('[aria-checked="true"]') ?? itemsOf(menu)[0]}
      className={cn("w-auto min-w-40 p-1", className)}
    >
      {children}
    </Popover>
  );
}

/** Closes the menu that an element stands in, after something was chosen. */
export function closeMenu(element: Element): void {
  element.closest<HTMLElement>("[popover]")?.hidePopover();
}
