import type { welcome as en } from "../en/welcome.ts";
import type { Translation } from "../translation.ts";
import { count, number } from "./plural.ts";

export const welcome: Translation<typeof en> = {
  title: "Vom Nichts zum ersten Befund",
  lead: "Wählen Sie, was angesehen wird. Breakwater sagt vor dem ersten Paket, was ein Scan kostet, und zeigt ihn live.",
  demo: {
    title: "Die Demo-Flotte ansehen",
    detail:
      "Server auf diesem Rechner, die sich wie falsch eingestellte Cluster verhalten. Kein Paket verlässt ihn, und ein Knopf entfernt alles wieder.",
    start: "Demo-Flotte starten",
    minutes: "Erster Befund in etwa einer Minute.",
    alone: "Dieser Webserver läuft allein und kann keine Server starten. Auf dem Rechner, auf dem er läuft:",
    steps: {
      asked: "Wartet auf den Befehl, der Breakwater gestartet hat",
      starting: "Die Server starten",
      scanning: "Der erste Scan wird angefordert",
      ready: "Der erste Scan läuft",
      failed: "Die Demo-Flotte ist nicht gestartet",
    },
    nodes: (nodes) => `${count(nodes, "Node steht", "Nodes stehen")} und ${nodes === 1 ? "antwortet" : "antworten"}.`,
    again: "Erneut versuchen",
    watch: "Den ersten Scan ansehen",
    pollFailed: (why) => `Der Stand lässt sich nicht lesen: ${why}`,
  },
  cluster: {
    title: "Ihren Cluster hinzufügen",
    detail:
      "Über eine Kubeconfig, eingefügt oder als Datei, oder aus dem Cluster heraus. Die Zugangsdaten werden verschlüsselt.",
    go: "Über eine Kubeconfig hinzufügen",
    inside: "Aus dem Cluster heraus",
  },
  addresses: {
    title: "Adressen scannen",
    detail: "Eine Liste von Adressen, Namen oder CIDRs, ohne jeden Zugang zu Kubernetes: nur was im Netz antwortet.",
    go: "Adressen angeben",
  },
  found: {
    title: "Jetzt offen, das Schlimmste zuerst",
    all: (value) => `Alle ${number(value)}`,
    none: "In diesem Cluster ist nichts offen.",
  },
  steps: {
    label: "Was geschieht",
    connect: "Verbinden",
    connectDetail: "Jeder Schritt der Verbindung wird probiert, und was fehlt, wird gesagt.",
    budget: "Budget",
    budgetDetail: "Wie viele Verbindungen, wie viele gleichzeitig, wie lange: bevor etwas gesendet wird.",
    scan: "Scan",
    scanDetail:
      "Live, Node für Node. Er lässt sich jederzeit abbrechen; was fertig ist, bleibt, und der Rest lässt sich nachholen.",
    finding: "Erster Befund",
    findingDetail: "Mit Nachweis, der Behebung für Ihre Distribution und einer Nachprüfung, die ihn schließt.",
  },
};
