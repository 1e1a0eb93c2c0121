import type { findings as en } from "../en/findings.ts";
import type { Translation } from "../translation.ts";
import { count, number } from "./plural.ts";
import { time } from "./time.ts";

const findingsOf = (value: number) => count(value, "Befund", "Befunde");

export const findings: Translation<typeof en> = {
  title: "Befunde",
  columns: {
    severity: "Schweregrad",
    finding: "Befund",
    node: "Node",
    port: "Port",
    vantage: "Erreichbar von",
    state: "Ergebnis",
    recheck: "Nachprüfung",
    failing: "Besteht seit",
    checked: "Zuletzt geprüft",
    oldest: "Ältester",
    cluster: "Cluster",
  },
  filters: {
    label: "Filter",
    active: "Aktive Filter",
    severity: "Schweregrad",
    none: "keine Angabe",
    noNode: "auf keinem Node",
    clear: "Alle aufheben",
    remove: "diesen Filter entfernen",
    everyState: "Jeder Zustand",
  },
  shown: "angezeigt",
  notShown: "nicht angezeigt",
  group: { label: "Gruppieren nach", finding: "Befund", check: "Prüfung", node: "Node" },
  lead: (total, coverage) => `${findingsOf(total)}; ${coverage}.`,
  leadAt: (total, at) => `${findingsOf(total)}, Stand ${time.instant(at)}.`,
  select: {
    chosen: (value) => `${number(value)} ausgewählt`,
    clear: "Auswahl aufheben",
    bar: "Ausgewählte Befunde",
  },
  stillOpen: "noch offen",
  noNode: "kein Node",
  noPort: "keiner",
  empty: {
    none: "Keine Befunde",
    noneDetail:
      "Kein Scan hat etwas gefunden, das nicht wie gewünscht ist. Was nicht geprüft werden konnte, steht auf der Seite des Scans.",
    unscanned: "Noch kein Scan",
    unscannedDetail:
      "Befunde erscheinen mit dem ersten fertigen Scan. Bis dahin ist nichts bekannt, weder Gutes noch Schlechtes.",
    nothing: "Nichts passt",
    excludes: (name, value, found) =>
      `Der Filter ${name}: ${value} schließt das meiste aus. Ohne ihn ${found === 1 ? "passt 1 Befund" : `passen ${number(found)} Befunde`}.`,
    together: "Kein einzelner Filter ist der Grund: Erst zusammen schließen sie alles aus.",
    without: (name) => `${name} entfernen`,
  },
};
