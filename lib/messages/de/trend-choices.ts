import type { trendChoices as en } from "../en/trend-choices.ts";
import type { Translation } from "../translation.ts";
import { count } from "./plural.ts";
import { dayLong } from "./trend-days.ts";

const days = (value: number) => count(value, "Tag", "Tage");

export const trendChoices: Translation<typeof en> = {
  range: {
    label: "Gezeigte Tage",
    form: "Eigene Tage",
    from: "Von",
    to: "Bis",
    apply: "Diese Tage zeigen",
    noDay: (text) =>
      text === ""
        ? "Ein Tag fehlt: Schreiben Sie ihn als JJJJ-MM-TT."
        : `„${text.slice(0, 40)}“ ist kein Tag: Schreiben Sie ihn als JJJJ-MM-TT.`,
    ahead: (today) => `Dieser Tag liegt in der Zukunft: Der letzte ist heute, ${today}.`,
    backwards: "Der letzte Tag liegt vor dem ersten.",
    tooLong: (most) =>
      `Höchstens ${days(most)} sind möglich: Wählen Sie einen späteren ersten oder einen früheren letzten Tag.`,
    broken: "Es wird nichts gezeichnet, bis beide Tage passen.",
  },
  part: {
    label: "Wovon",
    all: "Alles",
    role: "Rolle des Nodes",
    namespace: "Namespace",
    distribution: "Distribution",
    choose: { role: "Rolle", namespace: "Namespace des Eigentümers", distribution: "Distribution" },
    none: "keine Angabe",
    empty: {
      role: "In diesen Tagen ist keine Rolle eines Nodes bekannt.",
      namespace: "Kein Befund dieser Tage gehört zu einem Namespace.",
      distribution: "In diesen Tagen ist keine Distribution bekannt.",
    },
    cluster: "Cluster",
    everyCluster: "Jeder Cluster",
    apply: "Zeigen",
  },
  rules: {
    label: "Regeln",
    asThen: "Wie damals beurteilt",
    asNow: "Nach heutigen Regeln",
    since: (day) =>
      `Die heutigen Regeln reichen bis ${dayLong(day)} zurück. Tage davor sind gezeichnet, wie damals beurteilt: Ihre Nachweise sind nicht aufbewahrt oder wurden nicht neu beurteilt.`,
    never: "Nichts wurde nach späteren Regeln neu beurteilt. Dieser Befehl tut es für die aufbewahrten Nachweise:",
    command: "breakwater replay",
  },
  empty: {
    noCluster: "Noch kein Cluster",
    noClusterDetail:
      "Trends entstehen aus Scans. Fügen Sie zuerst einen Cluster hinzu; sein erster Scan ist der erste Punkt.",
    noScan: "Noch kein Scan",
    noScanDetail: "Trends entstehen aus Scans. Jeder Tag, an dem einer endet, wird ein Punkt.",
    addCluster: "Cluster hinzufügen",
    scans: "Zu den Scans",
    beforeFirst: (first) => `Die ersten Zahlen sind vom ${dayLong(first)}: Von den Tagen davor ist nichts bekannt.`,
    fromFirst: "Vom ersten Tag an zeigen",
    gap: "In diesen Tagen endete kein Scan",
    gapDetail: "Es gibt nichts zu zeichnen: Was nicht betrachtet wurde, ist nicht bekannt.",
    allDays: "Die letzten 90 Tage zeigen",
    one: "Bisher ein Tag mit einem Scan: Eine Linie beginnt mit dem zweiten.",
    startsLater: (first) => `Vor dem ${dayLong(first)}, dem Tag des ersten Scans, ist nichts bekannt.`,
  },
  notThen: {
    title: "Bis dahin war kein Scan beendet",
    detail: (firstDay) => `Der erste ist vom ${dayLong(firstDay)}: Was vorher offen war, ist nicht bekannt.`,
  },
};
