import type { settings as en } from "../en/settings.ts";
import type { Translation } from "../translation.ts";

export const settings: Translation<typeof en> = {
  title: "Einstellungen",
  lead: "Wie dieser Browser anzeigt. Nichts davon ändert, was andere sehen.",
  saved: "In diesem Browser gespeichert",
  language: {
    title: "Sprache",
    hint: "Texte von Prüfungen sind in jeder Sprache englisch.",
    system: "Wie der Browser anfragt",
    en: "English",
    de: "Deutsch",
  },
  theme: { title: "Farbschema" },
  contrast: {
    title: "Kontrast",
    system: "Wie das System",
    more: "Mehr",
    hint: "Jeder Text mindestens 7:1, jede Linie sichtbar.",
  },
  zone: {
    title: "Zeitzone",
    hint: "Zeiten werden in ihr angezeigt; Tage von Trends und Berichten bleiben Tage in UTC.",
    unknown: "Eine Zeitzone dieses Namens gibt es nicht.",
    own: "Zeitzone dieses Browsers verwenden",
  },
  density: { title: "Zeilen langer Listen", comfortable: "Großzügig", compact: "Kompakt" },
  role: {
    title: "Wofür Sie meistens kommen",
    hint: "Bestimmt, womit die Übersicht beginnt.",
    none: "Nichts Bestimmtes",
    security: "Was offen liegt und wie schlimm es ist",
    manager: "Wie es steht und wohin es geht",
    engineer: "Was zu beheben ist und wie man es beweist",
  },
  server: {
    title: "Einstellungen dieses Servers",
    retention: "Was wie lange aufbewahrt wird",
    retentionDetail: "Scans, Nachweise und Verlauf, und wie viel Platz sie brauchen.",
  },
};
