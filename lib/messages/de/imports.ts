import type { imports as en } from "../en/imports.ts";
import type { Translation } from "../translation.ts";
import { count } from "./plural.ts";

const tenths = new Intl.NumberFormat("de", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export const imports: Translation<typeof en> = {
  title: "Importe",
  lead: "Was andere Werkzeuge gesehen haben, wird zum Nachweis an denselben Nodes und Befunden. Besteht eine Prüfung bei einem Werkzeug, schließt das nie einen Befund, und was es sich nicht ansehen konnte, bleibt unbekannt. Befunde, von denen eine Datei handelt, werden sofort neu beurteilt; unbekannte Antworten ändern sich mit dem nächsten Scan.",
  add: "Datei importieren",
  columns: {
    tool: "Werkzeug und Datei",
    cluster: "Cluster",
    looked: "Werkzeug sah nach",
    imported: "Importiert",
    became: "Wurde zu",
    left: "Ausgelassen",
    actions: "Aktionen",
  },
  opinions: (number) => count(number, "Ergebnis neben unserem", "Ergebnisse neben unseren"),
  observations: (number) => count(number, "Port-Zustand", "Port-Zustände"),
  nodeReports: (number) => count(number, "Node-Bericht", "Node-Berichte"),
  nothing: "nichts",
  leftCount: (number, atMost) => `${atMost ? "über " : ""}${count(number, "Eintrag", "Einträge")}`,
  leftTitle: "Ausgelassen, und warum",
  leftOf: (file) => `Was von ${file} ausgelassen wurde`,
  remove: "Entfernen",
  removeOf: (file) => `${file} entfernen`,
  removeTitle: "Diesen Import entfernen?",
  removeDetail: (file) =>
    `Was aus „${file}“ wurde, geht mit. Befunde, die er geöffnet hat, werden vom nächsten Scan neu beurteilt.`,
  removed: "Der Import ist entfernt.",
  empty: {
    title: "Noch nichts importiert",
    detail: "Übernehmen Sie, was Sie schon haben. Jede Datei wird an ihrem Inhalt erkannt; so entstehen sie.",
    noCluster:
      "Fügen Sie zuerst einen Cluster hinzu, und scannen Sie ihn: Eine Datei wird gegen die Nodes gelesen, die ein Scan gefunden hat.",
    addCluster: "Cluster hinzufügen",
  },
  howMade: "Wie diese Dateien entstehen",
  copyCommand: (tool) => `Befehl für ${tool} kopieren`,
  gives: {
    "kube-bench": "Ergebnisse des Nodes, auf dem es lief, neben unseren. Nennen Sie den Node: Die Datei tut es nicht.",
    kubescape: "Ergebnisse neben unseren; von einzelnen Nodes, wo sein Host-Scan lief.",
    trivy:
      "Fehlschläge seiner Compliance-Berichte über Cluster. Was dort besteht, könnte ungesehen sein und zählt daher als unbekannt.",
    nmap: "Zustände von Ports von da, wo nmap stand, auch aus Netzen, in denen kein Worker steht.",
    naabu: "Offene Ports von da, wo naabu stand.",
    "node-report":
      "Was nur der Node selbst sagen kann: Lauscher, Verbindungen, Kernel-Einstellungen, Konfigurationsdateien, Zertifikate.",
  },
  script: "Skript herunterladen",
  form: {
    title: "Datei importieren",
    cluster: "Cluster",
    file: "Datei",
    drop: "Datei hier ablegen, oder",
    choose: "Datei wählen",
    paste: "Text einfügen",
    pasteLabel: "Text der Datei",
    useFile: "Stattdessen eine Datei wählen",
    size: (bytes) =>
      bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KiB` : `${tenths.format(bytes / 1_048_576)} MiB`,
    chosen: (name, size) => `${name}, ${size}`,
    another: "Andere wählen",
    format: "Werkzeug",
    recognised: (tool) => `Erkannt: ${tool}`,
    automatic: "Erkennen lassen",
    notRecognised:
      "Sie ist von keinem Werkzeug, das hier bekannt ist. Wählen Sie eines, und der Fehler wird sagen, was nicht passt.",
    node: "Node",
    nodeHint: "Der Node, auf dem kube-bench lief; seine Datei sagt es nicht.",
    chooseNode: "Node wählen",
    vantage: "Wo das Werkzeug stand",
    vantageHint: "Der Schweregrad folgt daraus, von wo ein Port erreicht werden kann.",
    chooseVantage: "Standort wählen",
    fileMissing: "Wählen Sie eine Datei, oder fügen Sie ihren Text ein.",
    tooLarge: (size, limit) =>
      `Die Datei hat ${size}; bis zu ${limit} werden angenommen. Importieren Sie sie in Teilen.`,
    vantageMissing: (tool) => `Sagen Sie, wo ${tool} stand: Die Datei tut es nicht.`,
    atInFuture: "liegt in der Zukunft; geben Sie an, wann das Werkzeug nachsah.",
    noNodes: (cluster) =>
      `Von ${cluster} ist noch kein Node bekannt. Scannen Sie ihn zuerst: Eine Datei wird gegen die Nodes gelesen, die ein Scan gefunden hat.`,
    pasted: "eingefügter Text",
    submit: "Importieren",
    failed: "Der Server hat nicht wie erwartet geantwortet. Versuchen Sie es erneut.",
  },
  done: {
    imported: (file) => `${file} ist importiert.`,
    unchanged: (file) => `${file} wurde schon importiert; nichts hat sich geändert.`,
    rechecks: (number) => `${count(number, "Befund wird", "Befunde werden")} jetzt neu beurteilt.`,
    noRecheck:
      "Es betrifft keinen offenen Befund. Was mangels dieser Angaben unbekannt war, ändert sich mit dem nächsten Scan.",
    list: "Zu den Importen",
    more: "Noch eine importieren",
  },
};
