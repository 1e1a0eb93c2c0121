import type { ports as en } from "../en/ports.ts";
import type { Translation } from "../translation.ts";
import { count, number } from "./plural.ts";

const entries = (value: number) => count(value, "Eintrag", "Einträge");
const ofNodes = (open: number, checked: number) => `${number(open)} von ${count(checked, "Node", "Nodes")}`;

export const ports: Translation<typeof en> = {
  title: "Ports",
  one: "Port",
  lead: (shown, total) =>
    shown === total
      ? `${entries(total)}: was wo lauscht, und wer dort etwas zu suchen hat`
      : `${number(shown)} von ${count(total, "Eintrag", "Einträgen")} ${shown === 1 ? "passt" : "passen"}`,
  caution:
    "Nummern sind Voreinstellungen, und Produkte teilen sie sich: Ein Eintrag sagt, was zu erwarten ist, nie was da ist.",
  search: {
    label: "Ports suchen",
    placeholder: "Nummer, Komponente oder Produkt",
    reach: "Wer ihn erreichen soll",
    anyReach: "Wer auch immer ihn erreichen soll",
    reachedBy: (who) => `Für: ${who}`,
    product: "Produkt",
    everyProduct: "Jedes Produkt",
    protocol: "Protokoll",
    bothProtocols: "TCP und UDP",
    apply: "Suchen",
    clear: "Alle Ports zeigen",
    nothing: "Kein Port passt",
    nothingDetail: "Jedes Wort muss in einem Eintrag vorkommen, und eine Zahl muss die des Ports sein.",
  },
  columns: {
    port: "Port",
    component: "Komponente",
    product: "Produkt",
    reach: "Wer ihn erreichen soll",
    authentication: "Verlangt, als Voreinstellung",
    risk: "Wenn andere ihn erreichen",
  },
  groups: {
    "control-plane": "Control Plane",
    node: "Komponenten des Nodes",
    distribution: "Distributionen",
    "pod-network": "Pod-Netze",
    cilium: "Cilium",
    "cloud-network": "Cloud-Netze",
    "add-on": "Add-ons und Workloads",
    host: "Der Rechner selbst",
  },
  reach: {
    self: "der Node selbst",
    "control-plane": "Control Plane",
    nodes: "Nodes",
    pods: "Pods",
    admin: "Administratoren",
    monitoring: "Monitoring",
    "load-balancer": "Load Balancer",
    routers: "Router",
    internet: "jeder",
    "other-clusters": "andere Cluster",
    approved: "wen eine Freigabe nennt",
    none: "niemand",
  },
  confidence: {
    title: "Wie sicher",
    high: "hoch: in der Dokumentation oder dem Quelltext des Produkts gesehen",
    medium: "mittel: aus mehr als einer Darstellung, nicht aus dem Quelltext",
    low: "niedrig: aus einer Darstellung",
  },
  purpose: "Zweck",
  bind: "Lauscht auf",
  checks: "Prüfungen, die ihn beurteilen",
  otherChecks: "Andere Prüfungen, die sich diese Nummer ansehen",
  noChecks: "keine namentlich; ein offener Port, der niemandem gehört, wird trotzdem beurteilt",
  entries: "Was es sein kann",
  noPort: "Einen solchen Port gibt es nicht: Sie reichen von 1 bis 65535.",
  notKnown: "Nicht in der Port-Referenz",
  notKnownDetail:
    "Nichts, was Kubernetes, seine Distributionen oder die bekannten Add-ons voreingestellt tun, benutzt diese Nummer. Was dort lauscht, ist etwas Eigenes.",
  open: {
    title: "Jetzt offen",
    aside: "wie die letzten Scans es sahen",
    onNodes: (open, checked) => `offen auf ${ofNodes(open, checked)}`,
    ofNodes,
    nowhere: (checked) => `Auf keinem offen: ${count(checked, "Node", "Nodes")}, die die letzten Scans geprüft haben.`,
    noScan: "Noch hat kein Scan nachgesehen.",
    cluster: "Cluster",
    nodes: "Nodes",
    from: "Erreicht von",
    answers: "Antwortet als",
    notRecognised: "nicht erkannt",
    more: (value) => `und ${number(value)} weitere`,
    findings: "Offene Befunde dazu",
    noFindings: "keine",
    elsewhere: (addresses) =>
      `${count(addresses, "Adresse, die zu keinem Node gehört", "Adressen, die zu keinem Node gehören")}`,
    cut: "Nur die ersten tausend Beobachtungen sind gezählt.",
  },
  about: (port) => `Was über Port ${port} bekannt ist`,
};
