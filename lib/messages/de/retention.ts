import type { retention as en } from "../en/retention.ts";
import type { Translation } from "../translation.ts";
import { count, number } from "./plural.ts";

const days = (value: number) => count(value, "Tag", "Tage");
const rows = (value: number) => count(value, "Zeile", "Zeilen");
const units = ["B", "kB", "MB", "GB", "TB"] as const;
const tenths = new Intl.NumberFormat("de", { maximumFractionDigits: 1 });

/** "12 MB", "1,4 GB": two digits that matter, in powers of 1,000. */
function bytes(value: number): string {
  let rest = value;
  let unit = 0;
  while (rest >= 999.5 && unit < units.length - 1) {
    rest /= 1000;
    unit += 1;
  }
  const shown = unit > 0 && rest < 10 ? tenths.format(rest) : number(Math.round(rest));
  return `${shown} ${units[unit]}`;
}

export const retention: Translation<typeof en> = {
  settings: "Einstellungen",
  title: "Aufbewahrung",
  lead: "Wie lange Vergangenes aufbewahrt wird. Was jetzt gilt, bleibt, was immer hier eingestellt ist: offene Befunde, die jetzigen Ports und Ergebnisse, und ihre Nachweise.",
  kinds: {
    intervals: "Geschichte von Ports und Ergebnissen",
    findings: "Erledigte Befunde",
    evidence: "Nachweise",
    rollups: "Trends",
  },
  kindDetail: {
    intervals: "Frühere Zustände von Ports, frühere Ergebnisse, die Änderungen, und Scans mit ihren Ergebnissen.",
    findings: "Befunde, die erledigt sind, mit ihren Ereignissen.",
    evidence: "Was gesendet wurde und was zurückkam. Alte Einträge sagen dann, dass ihr Nachweis entfernt wurde.",
    rollups: "Die Zahlen je Tag, aus denen Diagramme und Berichte entstehen.",
  },
  kept: (value) => (value === null ? "für immer" : days(value)),
  bytes,
  policies: {
    title: "Wie lange",
    cluster: "Cluster",
    all: "Alle Cluster",
    allDetail: "die keine eigenen Tage haben",
    inherited: "wie alle Cluster",
    actions: "Aktionen",
    edit: "Bearbeiten",
    editOf: (cluster) => `Bearbeiten, wie lange ${cluster} aufbewahrt wird`,
  },
  form: {
    title: (cluster) => `Wie lange aufbewahrt wird: ${cluster}`,
    all: "alle Cluster",
    asAll: (value) => `Wie alle Cluster (${value})`,
    asShipped: (value) => `Voreinstellung (${value})`,
    forever: "Für immer",
    number: "Eine Zahl von Tagen",
    daysOf: (kind) => `Tage: ${kind}`,
    choiceOf: (kind) => `${kind}: wie lange`,
    preview: "Zeigen, was gelöscht würde",
    counting: "Zählt, was gelöscht würde",
    back: "Ändern",
    save: "Speichern",
    saveAndDelete: (value) => `Speichern und ${rows(value)} löschen`,
    saved: "Gespeichert. Was jetzt zu alt ist, geht binnen einer Minute.",
    savedQuiet: "Gespeichert.",
  },
  preview: {
    title: "Was gelöscht würde",
    nothing: "Nichts ist älter als das: Jetzt würde nichts gelöscht.",
    wouldDelete: (value, clusters, size) => {
      const of = clusters > 0 ? ` von ${count(clusters, "Cluster", "Clustern")}` : "";
      return `${rows(value)}${of}, ${size}`;
    },
    between: (from, to) => (from === to ? `vom ${from}` : `vom ${from} bis ${to}`),
    partitions: (value, size) =>
      `${count(value, "Monat einer Tabelle", "Monate von Tabellen")} als Ganzes: ${size} gehen sofort an den Datenträger zurück.`,
    gone: "Das lässt sich nicht zurücknehmen.",
    tables: "Nach Tabelle",
    ofCluster: (name, value) => `${name}: ${number(value)}`,
  },
  run: {
    title: "Zuletzt",
    never: "Die Aufbewahrung wurde noch nicht angewandt. Der Worker tut es einmal am Tag und nach jeder Änderung hier.",
    removed: (value) => (value === 0 ? "Nichts war zu alt." : `${rows(value)} gelöscht.`),
    months: (names) => `Ganze Monate entfernt: ${names.join(", ")}.`,
    running: "Es läuft gerade.",
    left: "Etwas bleibt für den nächsten Durchgang.",
    earlier: "Früher",
    when: "Wann",
    rows: "Gelöschte Zeilen",
    result: "Ergebnis",
    done: "fertig",
    unfinished: "nicht beendet",
  },
  size: {
    title: "Datenbank",
    total: (size) => `${size} auf dem Datenträger`,
    lead: "Schätzungen von PostgreSQL; Partitionen sind zusammengezählt.",
    table: "Tabelle",
    rows: "Zeilen",
    data: "Daten",
    indexes: "Indizes",
    dead: "Tote Zeilen",
    deadMeaning: "Ersetzte oder gelöschte Zeilen, deren Platz noch nicht frei ist.",
    perRow: "Index je Zeile",
    vacuum: "Bereinigt",
    analyze: "Gezählt",
    months: (value) => count(value, "Monat", "Monate"),
    healthy: "Nichts daran braucht jemanden.",
    others: (value) => count(value, "kleinere Tabelle", "kleinere Tabellen"),
  },
};
