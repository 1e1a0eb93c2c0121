import type { scans as en } from "../en/scans.ts";
import type { Translation } from "../translation.ts";
import { count, number, percent } from "./plural.ts";

/** "1 Sek.", "4 Min.", "2 Std.": lengths of scans. Input in seconds. */
function length(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} Sek.`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} Min.` : `${Math.round(seconds / 3600)} Std.`;
}

export const scans: Translation<typeof en> = {
  title: "Scans",
  titleOf: (cluster) => `Scan von ${cluster}`,
  one: "Scan",
  length,
  columns: {
    state: "Zustand",
    cluster: "Cluster",
    requested: "Angefordert",
    trigger: "Gestartet durch",
    profile: "Profil",
    coverage: "Geprüfte Nodes",
    found: "Gefunden",
    changes: "Neu / behoben",
    duration: "Dauer",
  },
  coverage: (checked, known) => `${number(checked)} von ${number(known)}`,
  changed: {
    new: (value) => `${number(value)} neu`,
    fixed: (value) => `${number(value)} behoben`,
  },
  notKnown: "nicht bekannt",
  day: (day) => `Scans, die am ${day} (UTC) endeten`,
  everyDay: "Jeden Tag zeigen",
  noneThatDay: "An diesem Tag endete kein Scan.",
  empty: {
    title: "Noch kein Scan",
    detail: "Ein Scan fragt Kubernetes, was es gibt, misst die Ports und beurteilt, was geantwortet hat. Er liest nur.",
    noCluster: "Fügen Sie zuerst einen Cluster hinzu; dann kann er gescannt werden.",
    addCluster: "Cluster hinzufügen",
  },
  launch: {
    open: "Jetzt scannen",
    title: "Jetzt scannen",
    description: "Er liest nur: Im Cluster wird nichts geändert.",
    cluster: "Cluster",
    profile: "Profil",
    profiles: {
      quick: "Bekannte Ports und jeder Port, den Kubernetes deklariert",
      standard: "Bekannte und deklarierte Ports, und der ganze NodePort-Bereich 30000-32767",
      full: "Jeder TCP-Port jedes Nodes, ohne 9100-9107, auf denen Drucker ausdrucken, was man ihnen sendet",
    },
    start: "Scan starten",
    running: "Ein Scan dieses Clusters wartet oder läuft.",
    watch: "Ansehen",
  },
  live: {
    title: "Fortschritt",
    cancel: "Scan abbrechen",
    cancelling: "Wird abgebrochen: Fertige Nodes bleiben erhalten.",
    cancelHint: "Fertige Nodes bleiben erhalten; der Scan gilt dann als unvollständig.",
    pollFailed: (why) => `Der Fortschritt kann nicht gelesen werden: ${why}`,
    queuedFor: "Wartet auf den Worker. Dauert das an, prüfen Sie, ob der Worker-Prozess läuft.",
  },
  facts: {
    cluster: "Cluster",
    trigger: "Gestartet durch",
    profile: "Profil",
    vantage: "Standort",
    requested: "Angefordert",
    started: "Begonnen",
    finished: "Beendet",
    duration: "Dauer",
    found: "Befunde in diesem Scan",
  },
  failed: "Der Scan ist fehlgeschlagen",
  failedHint:
    "Was vorher bekannt war, hat sich nicht geändert. Testen Sie die Verbindung des Clusters, und scannen Sie dann erneut.",
  testConnection: "Verbindung testen",
  cancelled: "Der Scan wurde abgebrochen",
  partial:
    "Der Scan ist unvollständig: Er wurde abgebrochen, oder die Zeit war um. Was nicht betrachtet wurde, zählt als unbekannt.",
  section: {
    coverage: "Abdeckung",
    nodes: "Geprüfte Nodes",
    probes: "Erledigte Messungen",
    failedProbes: "Abgebrochene Messungen",
    unreachable: "Nicht geprüft",
    share: (share) => `${percent(share)} geprüft`,
    allReached: "keine, jeder Node wurde erreicht",
    verdicts: "Ergebnisse",
    lost: "Fehlende Berechtigungen",
    unread: "Was nicht gelesen werden konnte",
    lostAside: (value) =>
      `${count(value, "Voraussetzung", "Voraussetzungen")} nicht erfüllt; was die Prüfungen unten danach beurteilen, ist unbekannt`,
    checks: (value) => count(value, "Prüfung", "Prüfungen"),
    grant: "Der ClusterRole des Scanners hinzufügen",
    copyGrant: (need) => `Regel für ${need} kopieren`,
    results: (verdict, value) => `${verdict} (${number(value)})`,
    ofSeverity: (verdict, severity) => `${verdict}, ${severity}`,
    resultsNone: (verdict) => `Keine Antwort dieses Scans lautet „${verdict}“.`,
    resultsNotKept:
      "Der Scan hat sie gezählt, aber seine Ergebnisse sind nicht einzeln aufbewahrt; nur ihre Zahlen sind es.",
    resultsAll: "Alle davon",
    resultsHide: "Den ganzen Scan zeigen",
    judgedSince: "seither wieder geprüft:",
    check: "Prüfung",
    subject: "Gegenstand",
    reason: "Grund",
    problems: "Probleme",
    problemsAside: "Messungen und Fragen, die abbrachen; sie zählen als unbekannt",
    where: "Wo",
    what: "Was geschah",
    noProblems: "Jede Messung und jede Frage bekam eine Antwort.",
    changes: "Was sich geändert hat",
    since: "seit dem Scan davor, ",
    compare: "Mit dem Scan davor vergleichen",
    noPrevious: "Von diesem Cluster gibt es keinen früheren Scan zum Vergleichen.",
    nothing: "Seit dem Scan davor ist nichts neu und nichts behoben.",
    sweeps: "Was betrachtet wurde",
    sweepsAside: (value) => count(value, "Durchgang", "Durchgänge"),
  },
};
