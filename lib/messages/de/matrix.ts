import type { matrix as en } from "../en/matrix.ts";
import type { Translation } from "../translation.ts";
import { number } from "./plural.ts";

const short = new Intl.NumberFormat("de", { notation: "compact", maximumSignificantDigits: 2 });
const list = new Intl.ListFormat("de");
const nodes = (value: number) => `${number(value)} ${value === 1 ? "Node" : "Nodes"}`;
const findings = (value: number) => `${number(value)} ${value === 1 ? "Befund" : "Befunde"}`;

export const matrix: Translation<typeof en> = {
  views: { label: "Ansicht der Nodes", matrix: "Matrix", table: "Tabelle" },
  label: "Nodes nach Klassen von Ports",
  lead: (coverage, vantages) =>
    vantages.length > 0 ? `${coverage}; betrachtet von: ${list.format(vantages)}.` : `${coverage}.`,
  node: "Node",
  classes: {
    kubelet: "Kubelet",
    "read-only": "Read-only",
    etcd: "etcd",
    "api-server": "API-Server",
    "control-plane": "Control Plane",
    "node-port": "NodePort",
    other: "Andere",
  },
  classMeaning: {
    kubelet: "10250 und 10248, die eigenen Ports des Kubelets",
    "read-only": "10255 und 4194, die jedem antworten; die Übersicht zählt sie zum Kubelet",
    etcd: "2379 bis 2381 und 4001",
    "api-server": "6443, 443, 8443 und andere, auf denen die API antwortet",
    "control-plane": "10257, 10259 und andere der Control Plane",
    "node-port": "30000 bis 32767",
    other: "jeder andere Port, der betrachtet wurde",
  },
  reachable: number,
  reachableShort: (open) => short.format(open).replace("\u00a0Tsd.", "T"),
  ofNodes: (value) => `von ${number(value)}`,
  columnWords: (name, open, of) => `${name}: offen auf ${number(open)} von ${nodes(of)}`,
  unreachable: "Nicht geprüft",
  unreachableMeaning: "Der letzte Scan hat diesen Node nicht geprüft; nichts an ihm zählt als bestanden.",
  notLooked: "nicht betrachtet",
  cell: {
    name: (node, name) => `${node}, ${name}`,
    from: (state, vantages) => `${state} von: ${list.format(vantages)}`,
    notLooked: "nicht betrachtet",
    worst: (severity) => `schlimmster: ${severity}`,
    findings,
    noFinding: "kein Befund",
  },
  state: { open: "offen", filtered: "gefiltert", closed: "geschlossen", unknown: "nicht bekannt" },
  card: {
    label: "Befunde dieser Zelle",
    loading: "Die Befunde werden gelesen …",
    broken: "Die Befunde konnten nicht gelesen werden.",
    more: (value) => `und ${number(value)} ${value === 1 ? "weiterer" : "weitere"} auf der Seite des Nodes`,
    hint: "Enter öffnet den Nachweis, Leertaste geht durch diese Liste, Esc schließt sie.",
    port: (port) => `Port ${port} im Lauf der Zeit`,
  },
  group: {
    label: "Gruppieren nach",
    none: "Ohne Gruppen",
    role: "Rolle",
    distribution: "Distribution",
    zone: "Zone",
    posture: "Schlimmster Befund",
    nodes,
    noZone: "Ohne Zone",
    noFinding: "Ohne Befund",
  },
  sort: { label: "Sortieren nach", worst: "Schlimmste zuerst", name: "Name", ports: "Offene Ports", zone: "Zone" },
  roles: { "control-plane": "Control Plane", worker: "Worker" },
  filters: {
    label: "Matrix filtern",
    q: "Name, Adresse oder Rolle; worker-* als Muster",
    cluster: "Cluster",
    role: "Rolle",
    distribution: "Distribution",
    zone: "Zone",
    reachable: "Erreichbar",
    vantage: "Von",
    worst: "Schlimmster Befund",
    any: (name) => `${name}: alle`,
    is: (name, value) => `${name}: ${value}`,
    apply: "Anwenden",
    clear: "Filter aufheben",
    kubeletAll: "Kubelet mit Read-only",
    words: "die Wörter",
    more: "Mehr Filter",
    fewer: "Weniger Filter",
  },
  matching: (shown, all) => (shown === all ? nodes(all) : `${number(shown)} von ${nodes(all)}`),
  limited: (drawn, all) =>
    `Die ersten ${number(drawn)} von ${nodes(all)} nach Namen sind gezeichnet; wählen Sie einen Cluster, um die anderen zu sehen.`,
  legend: {
    title: "So wird sie gelesen",
    vantages: "Eine Zelle hat ein Quadrat für jeden Standort, von dem aus geschaut wurde, der weiteste zuerst:",
    states: "Die Füllung eines Quadrats sagt, was von dort der offenste Port der Klasse ist:",
    open: "gefüllt: offen",
    filtered: "schraffiert: gefiltert, keine Antwort; „offen oder gefiltert“ von UDP zählt hierzu",
    closed: "Umriss: geschlossen",
    unknown: "gestrichelt: betrachtet, nicht bekannt",
    none: "Punkt: von dort nicht betrachtet",
    worst: "Das Zeichen darüber ist der schlimmste offene Befund:",
    short: {
      open: "offen",
      filtered: "gefiltert",
      closed: "geschlossen",
      unknown: "nicht bekannt",
      none: "nicht betrachtet",
    },
  },
  empty: {
    none: "Noch keine Nodes",
    noneDetail: "Die Matrix füllt sich mit dem ersten Scan eines Clusters.",
    ofCluster:
      "Dieser Cluster hat noch keinen Node: Er wurde nie gescannt, oder seine Nodes konnten nicht aufgelistet werden.",
    scans: "Zu den Scans",
    clusters: "Cluster hinzufügen",
    nothing: "Kein Node passt",
    excludes: (name, left) =>
      left > 0
        ? `${name} schließt die meisten aus: Ohne diesen Filter wären ${nodes(left)} zu sehen.`
        : "Kein einzelner Filter ist der Grund: Erst ohne mehrere davon wären Nodes zu sehen.",
    without: (name) => `Ohne ${name}`,
  },
  broken: "Der Rest der Matrix konnte nicht gelesen werden",
  retry: "Erneut versuchen",
  partOfPrint: (printed, all) =>
    `Die ersten ${number(printed)} von ${number(all)} Zeilen sind gedruckt. Die Tabelle und die API führen alle auf.`,
};
