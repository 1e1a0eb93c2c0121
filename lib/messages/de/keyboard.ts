import type { keyboard as en } from "../en/keyboard.ts";
import type { Translation } from "../translation.ts";

export const keyboard: Translation<typeof en> = {
  title: "Tasten dieser Seite",
  lead: "Sie wirken überall auf der Seite, nur nicht in einem Eingabefeld.",
  search: "Suchen",
  help: "Diese Hilfe",
  single: "Tasten aus einem Zeichen",
  singleHint: "Schalten Sie sie aus, wenn sie Spracheingabe oder Hilfsmittel stören.",
  or: "oder",
  names: { Enter: "Enter", Escape: "Esc", Shift: "Umschalt" },
};
