import type { findingDrawer as en } from "../en/finding-drawer.ts";
import type { Translation } from "../translation.ts";
import { count, number } from "./plural.ts";

export const findingDrawer: Translation<typeof en> = {
  view: {
    hint: "Wo der Platz nicht reicht, fallen die letzten Spalten weg.",
    show: (column) => `Spalte ${column} anzeigen`,
    up: (column) => `${column} nach oben`,
    down: (column) => `${column} nach unten`,
    moved: (column, place) => `${column} steht jetzt an Stelle ${number(place)}`,
    reset: "Zurücksetzen",
    density: "Zeilenhöhe",
    comfortable: "Großzügig",
    compact: "Kompakt",
    keys: "Alt und die Pfeiltasten verschieben eine Spalte.",
  },
  label: "Befund",
  close: "Befund schließen",
  previous: "Voriger Befund",
  next: "Nächster Befund",
  place: (index, total) => `${number(index)} von ${number(total)}`,
  notInList: "Nicht in dieser Liste",
  left: "Dieser Befund gehört nicht mehr zur Liste: Er wurde behoben oder entschieden, oder der Filter trifft ihn nicht mehr.",
  copyLink: "Link zu diesem Befund kopieren",
  fullPage: "Ganze Seite öffnen",
  broken: (why) => `Der Befund konnte nicht gelesen werden: ${why}`,
  stepsMore: (value) => `${count(value, "weiterer Schritt", "weitere Schritte")} auf der ganzen Seite`,
  others: (value) => `${count(value, "offener Befund", "offene Befunde")} dieses Nodes`,
  triage: "Triage",
  historyMore: "Ganzer Verlauf",
  keys: {
    next: "Nächste Zeile",
    previous: "Vorige Zeile",
    open: "Befund öffnen oder Gruppe aufklappen",
    select: "Zeile auswählen oder abwählen",
    range: "Von der zuletzt gewählten bis zu dieser Zeile auswählen",
    act: "Was mit den gewählten Befunden geschehen soll",
    acknowledge: "Gewählte Befunde zur Kenntnis nehmen",
    before: "Voriger Befund in der Seitenleiste",
    after: "Nächster Befund in der Seitenleiste",
    close: "Seitenleiste schließen, zurück zur Zeile",
  },
};
