import type { exporting as en } from "../en/exports.ts";
import type { Translation } from "../translation.ts";
import { count, number } from "./plural.ts";

const findings = (value: number) => count(value, "Befund", "Befunde");

export const exporting: Translation<typeof en> = {
  open: "Exportieren",
  label: "Diese Befunde exportieren",
  all: (value) => `${findings(value)} dieses Filters, in dieser Reihenfolge.`,
  withColumns: "Mit den Spalten der Liste",
  whole: "Mit allem",
  save: (name, value) => `${findings(value)} als ${name} speichern`,
  formats: {
    csv: { name: "CSV", use: "Für eine Tabellenkalkulation" },
    markdown: { name: "Markdown", use: "Eine Tabelle für Ticket, Wiki oder Merge-Request" },
    json: { name: "JSON", use: "Eine Liste, für ein Programm" },
    jsonl: { name: "JSON Lines", use: "Ein Befund je Zeile, für jq und Datenstrecken" },
    sarif: { name: "SARIF 2.1.0", use: "Für Code-Scanning und DefectDojo" },
    ocsf: { name: "OCSF 1.3", use: "Compliance Findings für ein SIEM oder einen Security Lake" },
    junit: { name: "JUnit", use: "Für eine Pipeline: was offen ist, lässt sie scheitern" },
  },
  print: { name: "Druckansicht", use: "Alle Zeilen auf einer Seite, für Papier oder PDF" },
  command: "Dasselbe auf der Kommandozeile",
  csvOf: (value) => `${findings(value)} als CSV`,
  printed: {
    title: "Befunde",
    total: findings,
    filter: "Filter",
    noFilter: "Alles, was offen ist",
    asOf: "Stand",
    cut: (shown, total) =>
      `Die ersten ${number(shown)} von ${number(total)}: Mehr fasst eine gedruckte Seite nicht. Alle gibt es als CSV.`,
    back: "Zurück zur Liste",
    table: "Die Befunde dieses Filters",
    none: "Diesem Filter entspricht nichts.",
  },
  copy: {
    note: "Als Markdown kopieren",
    issue: "Als Issue kopieren",
    noted: "Als Markdown kopiert",
    issued: "Als Issue kopiert: Titel, Text, Checkliste und Labels",
    broken: (why) => `Nichts wurde kopiert: ${why}`,
  },
  headlamp: { open: "In Headlamp öffnen", of: (name) => `${name} in Headlamp öffnen` },
  ownPage: "Ihre eigene Seite zu dieser Prüfung",
  links: {
    title: "Links zu anderen Werkzeugen",
    detail: "Headlamp, und Ihre eigenen Seiten zu Prüfungen.",
    lead: "Nodes, Services, Pods und Namespaces erhalten einen Link zu Headlamp, Prüfungen einen zu Ihren eigenen Seiten. Für alle.",
    headlamp: "Basisadresse von Headlamp",
    headlampHint: "Wie im Browser, ohne den Teil ab /c/. Leer: keine Links.",
    clusters: "Wie Headlamp jeden Cluster nennt",
    clustersHint: "Wo es vom Namen hier abweicht: Headlamp nimmt den Namen des Kontexts.",
    clusterOf: (name) => `Name von ${name} in Headlamp`,
    documentation: "Basisadresse Ihrer eigenen Seiten zu Prüfungen",
    documentationHint:
      "Die Kennung der Prüfung wird angehängt: https://wiki.example/kubernetes/kubelet-anonymous-exec.",
    save: "Links speichern",
    saving: "Wird gespeichert …",
    saved: "Links gespeichert",
    never: "Noch hat niemand welche gesetzt.",
    lastSet: (by) => `Zuletzt gesetzt von ${by}`,
    problems: {
      "not-http": "muss eine Adresse sein, die mit http:// oder https:// beginnt.",
      credentials: "darf weder Benutzername noch Passwort enthalten: Sie steht auf jeder Seite.",
      query: "muss vor jedem ? oder # enden.",
      long: "muss kürzer als 500 Zeichen sein.",
    },
  },
};
