import type { triage as en } from "../en/triage.ts";
import type { Translation } from "../translation.ts";
import { count } from "./plural.ts";

export const triage: Translation<typeof en> = {
  title: "Triage",
  state: "Zustand",
  assignee: "Zuständig",
  nobody: "niemand",
  due: "Fällig",
  noDue: "kein Termin",
  dueIn: (time) => `fällig in ${time}`,
  overdue: (time) => `seit ${time} überfällig`,
  dueSet: "von Hand gesetzt",
  acceptance: {
    accepted: "Risiko akzeptiert",
    "false-positive": "Fehlalarm",
    by: (name) => `von ${name}`,
    until: "bis",
    noEnd: "ohne Ende",
    reviewer: "Prüfende Person",
    reviewed: "geprüft",
    notReviewed: "noch nicht geprüft",
    open: "Akzeptanz öffnen",
  },
  acts: {
    label: "Was zu tun ist",
    acknowledge: "Zur Kenntnis nehmen",
    reopen: "Wieder öffnen",
    assign: "Zuweisen",
    due: "Termin",
    accept: "Risiko akzeptieren",
    "false-positive": "Fehlalarm",
  },
  more: "Weitere Schritte",
  news: {
    accepted: (name) => `${name} hat das soeben akzeptiert.`,
    "false-positive": (name) => `${name} hat das soeben als Fehlalarm bezeichnet.`,
    acknowledged: (name) => `${name} hat das soeben zur Kenntnis genommen.`,
    changed: (name) => `${name} hat das soeben geändert.`,
    show: "Anzeigen",
  },
  stale: "Ob jemand anderes etwas geändert hat, ist nicht bekannt: Der Server antwortet nicht.",
  comments: {
    title: "Kommentare",
    none: "Noch hat niemand etwas dazu gesagt.",
    write: "Kommentar schreiben",
    edited: "bearbeitet",
    editOf: (when) => `Kommentar vom ${when} bearbeiten`,
    removeOf: (when) => `Kommentar vom ${when} entfernen`,
  },
  history: {
    title: "Entscheidungen",
    of: (value) => `zu ${count(value, "Befund", "Befunden")}`,
    undone: (name) => `zurückgenommen von ${name}`,
    undo: "Zurücknehmen",
  },
  keys: {
    acknowledge: "Befund zur Kenntnis nehmen",
    act: "Was mit dem Befund zu tun ist",
    undo: "Letzte Entscheidung zurücknehmen",
    comment: "Kommentar schreiben",
  },
};
