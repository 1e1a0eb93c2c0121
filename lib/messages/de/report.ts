import type { report as en } from "../en/report.ts";
import type { Translation } from "../translation.ts";
import { count, number } from "./plural.ts";
import { trends } from "./trends.ts";

const monthly = new Intl.DateTimeFormat("de-DE", { month: "long", year: "numeric", timeZone: "UTC" });
/** "Oktober 2026" of YYYY-MM. */
const month = (text: string) => monthly.format(new Date(`${text}-01T00:00:00Z`));

export const report: Translation<typeof en> = {
  title: "Monatsbericht",
  of: (text, cluster) => `${month(text)}, ${cluster ?? "alle Cluster"}`,
  month,
  lead: (from, to, running) =>
    `${trends.dayLong(from)} bis ${trends.dayLong(to)}, in UTC${running ? "; der Monat ist noch nicht vorbei." : "."}`,
  print: "Drucken oder als PDF speichern",
  trends: "Trends dieses Monats",
  demo: "Demo-Daten: Diese Nodes sind Server der Demo-Flotte auf einem Rechner.",
  form: {
    label: "Monat und Cluster",
    month: "Monat",
    cluster: "Cluster",
    everyCluster: "Jeder Cluster",
    apply: "Zeigen",
    earlier: "Monat davor",
    later: "Monat danach",
    bad: (text) => `„${text.slice(0, 40)}“ ist kein Monat: Schreiben Sie ihn als JJJJ-MM.`,
    ahead: (now) => `Dieser Monat liegt in der Zukunft: Der letzte ist ${month(now)}.`,
    broken: "Es wird nichts gezählt, bis der Monat passt.",
  },
  standing: {
    title: "Wie es steht",
    startNone: "Im Monat davor endete kein Scan, daher gibt es keinen Anfangsstand.",
    head: {
      severity: "Schweregrad",
      start: "Am Anfang",
      opened: "Neu",
      reopened: "Kam zurück",
      fixed: "Behoben",
      otherwise: "Anders beendet",
      end: "Am Ende",
      change: "Änderung",
    },
    total: "Alle",
    days: (start, end) =>
      start
        ? `Anfang ist das Ende des ${trends.dayLong(start)}, Ende das des ${trends.dayLong(end)}: die letzten Tage mit einem Scan.`
        : `Ende ist das des ${trends.dayLong(end)}: der letzte Tag mit einem Scan.`,
    rest: "Ein Befund, dessen Schweregrad sich geändert hat, wechselt die Zeile; eine Zeile muss daher nicht aufgehen.",
    notKnown: "nicht bekannt",
    change: (value) => (value > 0 ? `+${number(value)}` : value < 0 ? `−${number(-value)}` : "0"),
    score: "Bewertung",
    scoreOf: (value) => `${number(Math.round(value))} von 100`,
    nodes: "Geprüfte Nodes",
    nodesOf: (checked, known) => `${number(checked)} von ${number(known)}`,
  },
  decided: {
    title: "Termine und akzeptierte Risiken",
    what: "Am Ende des Tages",
    due: "Offene Befunde mit Termin",
    overdue: "Davon überfällig",
    active: "Geltende Akzeptanzen",
    ending: "Davon innerhalb von 14 Tagen endend",
  },
  nodes: {
    title: "Nodes, die zuerst anzusehen sind",
    aside: (shown, all) =>
      shown === all
        ? `${count(all, "Node", "Nodes")} mit einem offenen Befund`
        : `${number(shown)} von ${count(all, "Node", "Nodes")} mit einem offenen Befund`,
    none: "Kein Node hatte einen offenen Befund.",
    head: { node: "Node", cluster: "Cluster", open: "Offen", total: "Alle" },
  },
  oldest: {
    title: "Kritische Befunde, die am längsten offen sind",
    aside: (shown, all) => `${number(shown)} von ${number(all)}`,
    none: "Kein kritischer Befund war offen.",
    head: { finding: "Befund", node: "Node", since: "Offen seit", age: "Dauer" },
  },
  coverage: {
    title: "Abdeckung",
    unscanned: (days) => `Tage ohne Scan (${number(days)}):`,
    never: (first) => `Vor dem ${trends.dayLong(first)}, dem Tag des ersten Scans, ist nichts bekannt.`,
    stretch: (from, to) => (from === to ? trends.day(from) : `${trends.day(from)} bis ${trends.day(to)}`),
  },
  exposures: {
    title: "Offene Ports",
    head: { section: "Klasse", vantage: "Gesehen von", start: "Am Anfang", end: "Am Ende" },
    none: "Von keinem Standort des Scanners aus war ein Port offen.",
  },
  rules: {
    title: "Was sich an Regeln und Clustern geändert hat",
    none: "Keine Prüfung kam, ging oder änderte sich, und kein Cluster wurde hinzugefügt oder entfernt.",
  },
  empty: {
    title: "In diesem Monat endete kein Scan",
    detail: "Es gibt nichts zu berichten: Was nicht betrachtet wurde, ist nicht bekannt.",
    first: (day) => `Die ersten Zahlen sind vom ${trends.dayLong(day)}.`,
  },
  address: "Dieser Bericht als Seite:",
};
