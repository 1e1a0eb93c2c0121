import type { recheck as en } from "../en/recheck.ts";
import type { Translation } from "../translation.ts";
import { count, number } from "./plural.ts";

export const recheck: Translation<typeof en> = {
  title: "Nachprüfung",
  button: "Jetzt nachprüfen",
  again: "Erneut nachprüfen",
  what: "Prüft nur diesen einen Gegenstand noch einmal; nichts anderes wird berührt.",
  queued: "Wartet auf den Worker",
  running: "Prüft",
  closed: "Behoben. Der Befund ist erledigt.",
  confirmed: "Bestätigt: Die Prüfung schlägt jetzt fehl, der Befund ist offen.",
  unknown: "Es konnte nicht nachgesehen werden, daher bleibt der Befund, wie er war.",
  notApplicable: "Die Frage stellt sich hier nicht mehr.",
  failed: "Die Nachprüfung konnte nicht ausgeführt werden.",
  last: "Letzte Nachprüfung",
  group: {
    button: (value) => `${count(value, "Befund", "Befunde")} nachprüfen`,
    label: (what) => `${what} nachprüfen`,
    progress: "Nachprüfung",
    waiting: "Wartet auf den Worker",
    running: (done, total) => `${number(done)} von ${number(total)} nachgeprüft`,
    finished: (done, total) => `${number(done)} von ${number(total)} nachgeprüft.`,
    failed: (value) => `${number(value)} konnten nicht ausgeführt werden`,
    broken: (why) => `Der Fortschritt kann nicht gelesen werden: ${why}`,
  },
};
