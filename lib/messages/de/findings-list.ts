import type { findingsList as en } from "../en/findings-list.ts";
import type { Translation } from "../translation.ts";
import { count, number } from "./plural.ts";

export const findingsList: Translation<typeof en> = {
  columns: { assignee: "Zuständig", due: "Fällig", from: "Von" },
  nobody: "niemand",
  noDue: "kein Termin",
  due: {
    overdue: (time) => `${time} Verzug`,
    within: (time) => `in ${time}`,
  },
  affected: (value) => count(value, "Node", "Nodes"),
  allHere: "Alle passenden Befunde sind zu sehen.",
  reading: "Weitere Befunde werden gelesen",
  more: "Weitere Befunde lesen",
  readAgain: "Erneut versuchen",
  broken: (why) => `Weitere Befunde konnten nicht gelesen werden: ${why}`,
  news: {
    found: (value) => `${count(value, "neuer Befund", "neue Befunde")}: anzeigen`,
    changed: "Die Liste hat sich geändert: anzeigen",
  },
  select: {
    shown: "Alle geladenen Befunde auswählen",
    everything: (total) => `Alle ${number(total)} passenden auswählen`,
    all: (total) => `Alle ${number(total)} passenden sind ausgewählt`,
    recheckFew: "Eine Nachprüfung nimmt geladene Befunde, höchstens 2.000 auf einmal; für mehr starten Sie einen Scan.",
  },
  acts: {
    label: "Triage",
    acknowledge: "Zur Kenntnis nehmen",
    assign: "Zuweisen",
    accept: "Risiko akzeptieren",
    "false-positive": "Fehlalarm",
    acknowledged: (value) => `${count(value, "Befund", "Befunde")} zur Kenntnis genommen`,
    undo: "Rückgängig",
  },
  group: {
    rest: (value) => `${count(value, "weiterer Befund", "weitere Befunde")} dieser Gruppe`,
    all: "Alle auflisten",
    broken: (why) => `Die Befunde dieser Gruppe konnten nicht gelesen werden: ${why}`,
    beyond: (value) =>
      `${count(value, "weitere Gruppe", "weitere Gruppen")} erscheinen, wenn Skripte laufen; engen Sie den Filter ein, um sie hier zu sehen.`,
  },
  view: "Spalten",
  keys: "Tasten",
};
