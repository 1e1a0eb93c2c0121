import type { TrendMark } from "../../domain/views/trends-view.ts";
import type { trends as en } from "../en/trends.ts";
import type { Translation } from "../translation.ts";
import { count, number } from "./plural.ts";
import { time } from "./time.ts";
import { dayLong, dayShort } from "./trend-days.ts";

const compact = new Intl.NumberFormat("de", { notation: "compact", maximumFractionDigits: 1 });

const days = (value: number) => count(value, "Tag", "Tage");
const findings = (value: number) => count(value, "Befund", "Befunde");
const more = (difference: number) => `${number(Math.abs(difference))} ${difference > 0 ? "mehr" : "weniger"}`;
const listed = (parts: string[]) =>
  parts.length > 1 ? `${parts.slice(0, -1).join(", ")} und ${parts.at(-1)}` : (parts[0] ?? "");

/** ", 3 mehr als am Ende der 7 Tage davor": what follows a number of the end of the days. */
const against = (change: number, before: string) =>
  change === 0 ? `, so viele wie am Ende ${before}` : `, ${more(change)} als am Ende ${before}`;

/** A cluster or two are told by name in the label of their mark. */
const saysNames = (kind: TrendMark["kind"], names: readonly string[]) =>
  kind !== "rules" && names.length > 0 && names.length <= 2;

export const trends: Translation<typeof en> = {
  title: "Trends",
  lead: (from, to, value) =>
    from === to ? `${dayLong(from)}, in UTC.` : `${dayLong(from)} bis ${dayLong(to)}: ${days(value)} in UTC.`,
  report: "Monatsbericht",
  hint: "Die Pfeiltasten nach links und rechts gehen weiter, nach oben und unten zwischen dem Gezeichneten; Enter öffnet es.",
  value: (value) => number(value),
  tick: (value) => (value < 10_000 ? number(value) : compact.format(value)),
  day: dayShort,
  dayLong,
  dayName: (day) => `${dayLong(day)}, Ende des Tages in UTC`,
  todayName: (day) => `${dayLong(day)}, jetzt`,
  week: (from, to) => (from === to ? `${dayLong(from)}, UTC` : `Woche vom ${dayShort(from)} bis ${dayLong(to)}, UTC`),
  weekShort: (from, to) => (from === to ? from : `${from} – ${to.slice(5)}`),
  before: (value) => (value === 1 ? "des Tages davor" : `der ${days(value)} davor`),
  noScan: "kein Scan",
  noNumber: "nicht bekannt",
  table: { day: "Tag (UTC)", week: "Woche (UTC)", total: "Offen" },
  opens: {
    scans: "Öffnet die Scans dieses Tages.",
    replayed: "Nach späteren Regeln gezählt. Öffnet die Scans dieses Tages.",
    findings: (value) => `Öffnet ${findings(value)}.`,
    overdue: (value) => `Öffnet ${findings(value)} nach ihrem Termin.`,
    dated: (value) => `Öffnet ${findings(value)} mit Termin.`,
    datedNow: "Öffnet die dieses Tages nach heutigen Vorgaben und Terminen.",
    acceptances: "Öffnet die Akzeptanzen, wie sie jetzt stehen.",
    ports: (value) => `Öffnet ${count(value, "offenen Port", "offene Ports")}.`,
    changes: (value) => `Öffnet ${count(value, "Änderung", "Änderungen")}.`,
  },
  marks: {
    title: "Was die Linie noch bewegt",
    sign: "▸",
    replayed: "ab hier heutige Regeln",
    replayedDetail: "Tage davor sind gezeichnet, wie damals beurteilt.",
    label: (kind, names) => {
      if (kind === "rules") return "hier änderten sich Regeln";
      const what = kind === "cluster-added" ? "hinzugefügt" : "entfernt";
      return `${saysNames(kind, names) ? names.join(", ") : count(names.length, "Cluster", "Cluster")} ${what}`;
    },
    detail: (kind, names) => {
      if (saysNames(kind, names)) {
        return kind === "cluster-added" ? "an diesem Tag zum ersten Mal gescannt" : "davor zum letzten Mal gescannt";
      }
      return names.length > 6
        ? `${names.slice(0, 6).join(", ")} und ${number(names.length - 6)} weitere`
        : names.join(", ");
    },
    names: (kind, names) => (saysNames(kind, names) ? "" : names.join(", ")),
  },
  findings: {
    title: "Offene Befunde nach Schweregrad",
    summary: (now, change, before) => {
      const worst = now.bySeverity.length > 0 ? ` (${listed(now.bySeverity)})` : "";
      const is = `${findings(now.open)}${worst} ${now.open === 1 ? "war" : "waren"} am Ende offen`;
      return change === null ? `${is}; davor gibt es nichts zum Vergleichen.` : `${is}${against(change, before)}.`;
    },
  },
  coverageOfDays: (measured, value) =>
    measured === value
      ? "Jeder Tag hat einen Scan."
      : `${number(measured)} von ${count(value, "Tag", "Tagen")} ${measured === 1 ? "hat" : "haben"} einen Scan; schraffierte Tage haben keinen.`,
  score: {
    title: "Bewertung",
    name: "Bewertung",
    none: "Es gibt keine Bewertung: Nichts wurde beurteilt.",
    wholeOnly: "Die Bewertung gilt für ganze Cluster. Wählen Sie „Alles“, um sie zu sehen.",
    summary: (value, change, before) => {
      const is = `Die Bewertung war am Ende ${value} von 100`;
      if (change === null) return `${is}; davor gibt es nichts zum Vergleichen.`;
      if (change === 0) return `${is}, wie am Ende ${before}.`;
      const points = count(Math.abs(change), "Punkt", "Punkte");
      return `${is}, ${points} ${change > 0 ? "höher" : "niedriger"} als am Ende ${before}.`;
    },
  },
  coverage: {
    title: "Geprüfte Nodes",
    checked: "Geprüft",
    known: "Bekannt",
    none: "Kein Node war bekannt.",
    noPart: "Nodes werden für ganze Cluster, Rollen und Distributionen gezählt; ein Namespace hat keine eigenen.",
    summary: (checked, known, worst) => {
      const is = `${number(checked)} von ${count(known, "Node", "Nodes")} ${checked === 1 ? "war" : "waren"} am Ende geprüft`;
      if (!worst) return `${is}; kein Tag war schlechter.`;
      return `${is}; am ${dayShort(worst.day)} waren es nur ${number(worst.checked)} von ${number(worst.known)}.`;
    },
  },
  sla: {
    title: "SLA: überfällige Befunde",
    aside: "jeder Tag nach den Vorgaben und Terminen von damals",
    due: "Mit Termin",
    overdue: "Überfällig",
    none: "In diesen Tagen hat niemand Termine gezählt.",
    summary: (overdue, due, change, before) => {
      const is = `${number(overdue)} von ${count(due, "offenen Befund", "offenen Befunden")} mit Termin ${overdue === 1 ? "war" : "waren"} am Ende überfällig`;
      return change === null ? `${is}.` : `${is}${against(change, before)}.`;
    },
  },
  acceptances: {
    title: "Akzeptanzen, die bald enden",
    active: "In Kraft",
    ending: "Enden binnen 14 Tagen",
    wholeOnly: "Akzeptanzen werden für ganze Cluster gezählt. Wählen Sie „Alles“, um sie zu sehen.",
    summary: (active, ending) =>
      active === 0
        ? "Am Ende war kein Risiko akzeptiert und nichts als Fehlalarm bezeichnet."
        : `${count(active, "Akzeptanz war", "Akzeptanzen waren")} am Ende in Kraft; ${number(ending)} davon ${ending === 1 ? "endet" : "enden"} binnen 14 Tagen.`,
  },
  exposures: {
    title: "Offene Ports nach Klasse und Standort",
    aside: "jede Linie ist ein Standort des Scanners",
    wholeOnly: "Ports werden für ganze Cluster gezählt. Wählen Sie „Alles“, um sie zu sehen.",
    none: "Von keinem Standort des Scanners aus war ein Port offen.",
    summary: (now, change, before) => {
      const is = `${count(now, "offener Port", "offene Ports")} am Ende`;
      return change === null ? `${is}.` : `${is}${against(change, before)}.`;
    },
    column: (section, vantage) => `${section}, ${vantage}`,
    quiet: (sections) => `Nichts offen war bei: ${listed(sections)}.`,
  },
  flow: {
    title: "Neu gegen behoben, nach Wochen",
    none: "Nichts kam oder ging.",
    kinds: {
      opened: "Neu",
      reopened: "Kam zurück",
      fixed: "Behoben",
      ended: "Anders beendet",
      accepted: "Akzeptiert",
    },
    summary: (came, fixed, otherwise, earlier) => {
      const is = `${count(came, "Befund kam", "Befunde kamen")} neu oder zurück, ${number(fixed)} ${fixed === 1 ? "wurde" : "wurden"} behoben, und ${number(otherwise)} ${otherwise === 1 ? "endete anders oder wurde" : "endeten anders oder wurden"} akzeptiert`;
      return earlier
        ? `${is}; im Zeitraum davor waren es ${number(earlier.came)} neue und ${number(earlier.fixed)} behobene.`
        : `${is}.`;
    },
  },
  repair: {
    title: "Zeit bis zur Behebung, nach Schweregrad",
    aside: "im Mittel von geöffnet bis behoben; nur was behoben wurde, zählt",
    mean: (seconds) => time.short(seconds),
    summary: (worst, fixed, otherwise) => {
      const ended = `${number(otherwise)} ${otherwise === 1 ? "endete" : "endeten"} anders`;
      if (!worst) return `Nichts wurde behoben; ${ended}.`;
      const was = `${count(fixed, "Befund wurde", "Befunde wurden")} behoben`;
      const counted = otherwise === 1 ? "zählt" : "zählen";
      return `${was}, im Schweregrad „${worst.severity}“ nach durchschnittlich ${worst.mean}; ${ended} und ${counted} hier nicht.`;
    },
    head: {
      severity: "Schweregrad",
      mean: "Mittlere Zeit",
      fixed: "Behoben",
      otherwise: "Anders beendet",
    },
    notFixed: "nichts behoben",
  },
};
