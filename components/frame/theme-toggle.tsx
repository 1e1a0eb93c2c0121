"use client";

import { Check, Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { themes } from "../../lib/domain/preferences.ts";
import * as t from "../../lib/messages/index.ts";
import { Button } from "../ui/button.tsx";
import { closeMenu, Menu, menuItem } from "../ui/menu.tsx";
import { ownPreferences } from "./preferences.ts";
import { setTheme } from "./theme.ts";

const icons = { light: Sun, dark: Moon, system: Monitor };

/** Drawn when the menu opens: what is chosen may have been changed elsewhere. */
function Themes() {
  const [chosen, choose] = useState(() => ownPreferences().theme);
  return themes.map((theme) => {
    const Icon = icons[theme];
    return (
      <button
        key={theme}
        type="button"
        role="menuitemradio"
        aria-checked={theme === chosen}
        tabIndex={-1}
        className={menuItem}
        onClick={(event) => {
          setTheme(theme);
          choose(theme);
          closeMenu(event.currentTarget);
        }}
      >
        <Icon aria-hidden className="size-4 text-ink-2" />
        <span className="flex-1">{t.frame.theme[theme]}</span>
        {theme === chosen ? <Check aria-hidden className="size-4" /> : null}
      </button>
    );
  });
}

export function ThemeToggle() {
  return (
    <Menu
      align="end"
      label={t.frame.theme.label}
      trigger={
        <Button variant="quiet" size="icon" aria-label={t.frame.theme.toggle} title={t.frame.theme.toggle}>
          <Sun aria-hidden className="dark:hidden" />
          <Moon aria-hidden className="hidden dark:block" />
        </Button>
      }
    >
      <Themes />
    </Menu>
  );
}
