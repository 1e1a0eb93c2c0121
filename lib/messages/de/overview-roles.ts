import type { overviewRoles as en } from "../en/overview-roles.ts";
import type { Translation } from "../translation.ts";
import { count, number } from "./plural.ts";

export const overviewRoles: Translation<typeof en> = {
  label: "Beginnen mit",
  ask: "Wofür kommen Sie meistens? Damit beginnt dann die Übersicht.",
  asked: { security: "Sicherheit", manager: "Leitung", engineer: "Technik" },
  all: "Alles",
  kept: "In diesem Browser gespeichert; in den Einstellungen änderbar.",
  newWorst: {
    title: "Neu in dieser Woche, das Schlimmste zuerst",
    empty: "Seit sieben Tagen nichts Neues.",
    all: (value) => `Alle ${number(value)}`,
  },
  unexpected: {
    title: "Unerwartet offene Ports",
    empty: "Kein offener Port steht außerhalb der Soll-Liste.",
    none: "Noch hat kein Cluster eine Soll-Liste; unerwartet kann so nichts sein.",
    write: "Soll-Liste anlegen",
    all: (value) => `Alle ${number(value)}`,
  },
  queues: {
    title: "Wartet auf eine Entscheidung",
    expiring: (value) => `${count(value, "Akzeptanz läuft", "Akzeptanzen laufen")} bald ab`,
    forgotten: (value) => count(value, "vergessener NodePort", "vergessene NodePorts"),
    overdue: (value) => `${count(value, "Befund", "Befunde")} überfällig`,
    drift: (value) => count(value, "Abweichung von der Soll-Liste", "Abweichungen von der Soll-Liste"),
  },
  sla: {
    title: "Termine",
    none: "Kein offener Befund hat einen Termin.",
    held: (due, overdue) =>
      overdue === 0
        ? `${count(due, "offener Befund", "offene Befunde")} mit Termin, keiner überfällig.`
        : `${number(overdue)} von ${count(due, "offenem Befund", "offenen Befunden")} mit Termin überfällig.`,
    all: "SLA im Verlauf",
  },
  month: {
    title: "Gegenüber dem Vormonat",
    none: "Noch ist kein Scan einen Monat alt.",
    change: (now, then) => {
      const by = Math.abs(now - then);
      const open = count(now, "offener Befund", "offene Befunde");
      if (by === 0) return `${open}, so viele wie vor einem Monat.`;
      return `${open}, ${number(by)} ${now > then ? "mehr" : "weniger"} als vor einem Monat.`;
    },
    score: (now, then) => `Bewertung ${number(now)}; vor einem Monat waren es ${number(then)}.`,
    compare: "Die beiden Tage vergleichen",
    report: "Monatsbericht",
  },
  mine: { title: "Mir zugewiesen", empty: "Ihnen ist nichts zugewiesen.", all: (value) => `Alle ${number(value)}` },
  sinceScan: {
    title: "Durch den letzten Scan geändert",
    empty: "Der letzte Scan hat nichts geändert.",
  },
  rechecks: (value) => `${count(value, "Nachprüfung läuft oder wartet", "Nachprüfungen laufen oder warten")}`,
};
