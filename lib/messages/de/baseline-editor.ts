import type { baselineEditor as en } from "../en/baseline-editor.ts";
import type { Translation } from "../translation.ts";
import { count, number } from "./plural.ts";

const entries = (value: number) => count(value, "Eintrag", "Einträge");

export const baselineEditor: Translation<typeof en> = {
  label: "Soll-Liste als YAML",
  problems: "Was im Text falsch oder auffällig ist",
  error: "Fehler",
  warning: "Warnung",
  at: (line, column) => `Zeile ${number(line)}, Spalte ${number(column)}`,
  clean: (value) => `${entries(value)}, nichts ist falsch.`,
  broken: (value) => `${count(value, "Fehler", "Fehler")}: So kann der Text nicht gespeichert werden.`,
  checking: "Der Text wird gelesen …",
  preview: (value) =>
    value === 0
      ? "Mit diesem Text ist jeder offene Port erwartet."
      : `Mit diesem Text ${value === 1 ? "wäre" : "wären"} jetzt ${count(value, "offener Port", "offene Ports")} eine Abweichung.`,
  note: "Was sich ändert und warum",
  noteHint: "Steht im Verlauf.",
  save: "Als neue Version speichern",
  saved: (version) => `Version ${number(version)} ist gespeichert. Der nächste Scan urteilt danach.`,
  upload: "Datei in den Editor lesen",
  uploadTooLarge: "Die Datei hat über 500 kB und wurde nicht gelesen.",
  conflict: "Inzwischen hat jemand eine andere Version gespeichert",
  conflictDetail: (version, by) =>
    `Version ${number(version)} von ${by}. Nichts wurde gespeichert, Ihr Text steht noch hier. Was sich unterscheidet, von jenem zu Ihrem:`,
  takeOver: "Ich habe die andere gesehen: meine darüber speichern",
  diffLabel: "Der andere Text und Ihrer",
  startFrom: "Der Text beginnt mit dem Vorschlag. Noch ist nichts gespeichert.",
  added: (value) => `${entries(value)} des Vorschlags hinzugefügt. Noch ist nichts gespeichert.`,
  discard: "Zurück zum Gespeicherten",
  restore: "Wiederherstellen",
  restored: (version, from) => `Der Text von Version ${number(from)} ist jetzt Version ${number(version)}.`,
  versionOf: (version) => `Version ${number(version)}`,
};
