"use client";

import { Check, Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { DropdownMenu } from "radix-ui";
import * as t from "../../lib/messages/index.ts";
import { Button } from "../ui/button.tsx";

const themes = [
  { id: "light", label: t.frame.theme.light, icon: Sun },
  { id: "dark", label: t.frame.theme.dark, icon: Moon },
  { id: "system", label: t.frame.theme.system, icon: Monitor },
] as const;

export function ThemeToggle() {
  const { theme, setTheme } = useTheme();
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button variant="quiet" size="icon" aria-label={t.frame.theme.toggle} title={t.frame.theme.toggle}>
          <Sun aria-hidden className="dark:hidden" />
          <Moon aria-hidden className="hidden dark:block" />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          className="z-50 min-w-40 rounded-md border border-line-strong bg-page p-1 text-sm shadow-float"
        >
          <DropdownMenu.RadioGroup value={theme ?? "system"} onValueChange={setTheme}>
            {themes.map(({ id, label, icon: Icon }) => (
              <DropdownMenu.RadioItem
                key={id}
                value={id}
                className="flex h-8 cursor-pointer items-center gap-2 rounded-sm px-2 outline-none data-[highlighted]:bg-sunken"
              >
                <Icon aria-hidden className="size-4 text-ink-2" />
                <span className="flex-1">{label}</span>
                <DropdownMenu.ItemIndicator>
                  <Check aria-hidden className="size-4" />
                </DropdownMenu.ItemIndicator>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
