import type { ui as en } from "../en/ui.ts";
import type { Translation } from "../translation.ts";
import { count, number } from "./plural.ts";

const rows = (value: number) => count(value, "Zeile", "Zeilen");

export const ui: Translation<typeof en> = {
  product: "Breakwater",
  tagline:
    "Jeder Port, den ein Kubernetes-Cluster nach außen zeigt: gesehen, beurteilt, erklärt, behoben und bewiesen.",
  copy: "Kopieren",
  copied: "Kopiert",
  copyFailed: "Der Browser hat das Kopieren nicht erlaubt. Markieren Sie stattdessen den Text.",
  close: "Schließen",
  cancel: "Abbrechen",
  tryAgain: "Erneut versuchen",
  toOverview: "Zur Übersicht",
  loading: "Wird geladen",
  none: "keine",
  notKnown: "nicht bekannt",
  all: "Alle",
  showTable: "Als Tabelle zeigen",
  sortedAscending: "aufsteigend sortiert",
  sortedDescending: "absteigend sortiert",
  pagination: {
    label: "Seiten",
    first: "Erste Seite",
    next: "Nächste Seite",
    shown: (shown, total) => (shown === total ? rows(total) : `${number(shown)} von ${rows(total)}`),
    shownOfMany: (shown, least) => `${number(shown)} von mindestens ${rows(least)}`,
  },
  error: {
    title: "Diese Seite konnte nicht angezeigt werden",
    detail:
      "Beim Zusammenstellen ist auf dem Server etwas fehlgeschlagen. Es wurde nichts geändert. Versuchen Sie es erneut; bleibt es dabei, suchen Sie die Referenz unten im Protokoll des Servers.",
    invalid: "Die Adresse passt nicht",
    withoutQuery: "Die Seite ohne diese Angabe zeigen",
    forbidden: "Nicht erlaubt",
    reference: (digest) => `Referenz ${digest}`,
    unavailable: "Die Datenbank antwortet nicht",
    unavailableDetail: "Prüfen Sie, ob PostgreSQL läuft und ob DATABASE_URL stimmt, und versuchen Sie es erneut.",
  },
  notFound: {
    title: "Hier ist nichts",
    detail: "Die Adresse ist vielleicht falsch geschrieben, oder was sie benannte, wurde gelöscht.",
  },
};
