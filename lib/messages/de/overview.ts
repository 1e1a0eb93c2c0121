import type { overview as en } from "../en/overview.ts";
import type { Translation } from "../translation.ts";
import { count, number, percent } from "./plural.ts";
import { words } from "./words.ts";

const nodes = (value: number) => count(value, "Node", "Nodes");

/** As they stand after "aus". */
const places = {
  internet: "dem Internet",
  "other-network": "einem anderen Netz",
  pod: "einem Pod",
  "worker-node": "dem Node-Netz",
  "control-plane": "der Control Plane",
  "node-local": "dem Node selbst",
};

export const overview: Translation<typeof en> = {
  title: "Übersicht",
  nodesChecked: (checked, known) => `Geprüft: ${number(checked)} von ${nodes(known)}`,
  from: "aus",
  and: "und",
  place: (vantage) => places[vantage],
  openWorst: (critical, high) => {
    if (critical > 0 && high > 0) {
      return `${number(critical)} kritische und ${count(high, "hoher Befund", "hohe Befunde")} sind offen.`;
    }
    if (critical > 0) {
      return `${count(critical, "kritischer Befund ist", "kritische Befunde sind")} offen.`;
    }
    if (high > 0) return `${count(high, "hoher Befund ist", "hohe Befunde sind")} offen, kein kritischer.`;
    return "kein kritischer oder hoher Befund ist offen.";
  },
  unreachable: (names) => {
    const shown =
      names.length > 3 ? `${names.slice(0, 3).join(", ")} und ${number(names.length - 3)} weitere` : names.join(", ");
    return `Nicht erreicht: ${shown}. Nichts davon zählt als bestanden.`;
  },
  neverScanned: (value) => `${count(value, "Cluster wurde", "Cluster wurden")} nie erfolgreich gescannt:`,
  severities: {
    title: "Offene Befunde nach Schweregrad",
    coverage: ({ checked, known }) =>
      checked === known
        ? `Offene Befunde; ${words.coverage(checked, known)}.`
        : `Offene Befunde; ${words.coverage(checked, known)}, auf den anderen kann es also weitere geben.`,
    unknownMeaning: "Urteile, die der letzte Scan nicht fällen konnte; sie zählen nie als bestanden.",
  },
  strip: {
    title: "Erreichbare Ports",
    aside: "Nodes mit einem offenen Port, vom Standort des Scanners aus",
    ofNodes: (value) => `von ${nodes(value)}`,
    notLooked: "nicht betrachtet",
    noFinding: "kein Befund",
    worst: (severity) => `schlimmster Befund: ${severity}`,
  },
  score: {
    title: "Bewertung",
    of: "von 100",
    none: "Keine Bewertung",
    noneMeaning: "Noch wurde nichts geprüft, also gibt es nichts zu bewerten.",
    coverage: (share) => `${percent(share)} abgedeckt`,
    coverageMeaning: "Anteil der geprüften Nodes und der Urteile, die gefällt werden konnten.",
    how: "Wie sie entsteht",
    value: (value) => `Bewertung ${Math.round(value)} von 100`,
  },
  trend: {
    title: "Offene Befunde im Lauf der Zeit",
    days: "Gezeigte Tage",
    all: "Alle Trends",
    report: "Monatsbericht",
  },
  changes: {
    title: "Letzte Änderungen",
    empty: "Noch hat sich nichts geändert.",
    all: "Alle Änderungen",
  },
  longest: { title: "Am längsten offen", empty: "Nichts ist offen.", all: "Alle, älteste zuerst" },
  worst: {
    title: "Nodes, die zuerst anzusehen sind",
    empty: "Kein Node hat einen offenen Befund.",
    all: "Alle Nodes",
  },
  unscanned: {
    title: "Noch kein Scan",
    known: (clusters) =>
      clusters === 1
        ? "Der Cluster ist bekannt, wurde aber noch nicht geprüft."
        : "Die Cluster sind bekannt, wurden aber noch nicht geprüft.",
    detail: "Ein Scan liest nur; er ändert nichts.",
    running: "Der erste Scan läuft. Diese Seite füllt sich, sobald er fertig ist.",
    scans: "Zu den Scans",
  },
  failed: (cluster) => `Der letzte Scan von ${cluster} ist fehlgeschlagen:`,
  scanNow: "Jetzt scannen",
  scanRequested: "Der Scan ist eingereiht.",
};
