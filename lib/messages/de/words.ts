import type { words as en } from "../en/words.ts";
import type { Translation } from "../translation.ts";
import { count, number } from "./plural.ts";

const meanings = {
  fail: "geprüft, und es ist nicht wie gewünscht",
  pass: "geprüft, und es ist wie gewünscht",
  unknown: "konnte nicht geprüft werden; zählt nie als bestanden",
  "not-applicable": "die Frage stellt sich hier nicht",
};
const verdict = {
  fail: "Fehlgeschlagen",
  pass: "Bestanden",
  unknown: "Unbekannt",
  "not-applicable": "Nicht anwendbar",
};

/** As subject and as object. */
const who = {
  internet: "alle im Internet",
  "other-network": "alle in einem anderen Netz, VPN oder Büro",
  pod: "alle Pods des Clusters",
  "worker-node": "alle Rechner im Node-Netz",
  "control-plane": "die Control Plane",
  "node-local": "Prozesse auf dem Node selbst",
};

export const words: Translation<typeof en> = {
  severity: { critical: "Kritisch", high: "Hoch", medium: "Mittel", low: "Niedrig", info: "Info" },
  verdict,
  result: { ...verdict, accepted: "Akzeptiert" },
  resultMeaning: {
    ...meanings,
    accepted: "schlägt fehl, und jemand hat entschieden, damit zu leben; ein Scan zählt es weiter als fehlgeschlagen",
  },
  verdictMeaning: meanings,
  portState: {
    open: "offen",
    closed: "geschlossen",
    filtered: "gefiltert",
    "open|filtered": "offen oder gefiltert",
    unknown: "nicht bekannt",
  },
  portStateMeaning: {
    open: "etwas nimmt Verbindungen an",
    closed: "der Host weist Verbindungen ab",
    filtered: "keine Antwort: unterwegs verworfen",
    "open|filtered": "keine Antwort auf UDP: offen, oder unterwegs verworfen",
    unknown: "nicht betrachtet, oder die Messung brach ab",
  },
  findingState: {
    open: "Offen",
    acknowledged: "Zur Kenntnis genommen",
    accepted: "Akzeptiert",
    "false-positive": "Fehlalarm",
    resolved: "Erledigt",
  },
  findingIs: {
    acknowledged: "zur Kenntnis genommen",
    accepted: "akzeptiert",
    "false-positive": "Fehlalarm",
    resolved: "erledigt",
  },
  resolution: {
    fixed: "behoben",
    "node-gone": "Node ist weg",
    "check-retired": "Prüfung entfallen",
    "out-of-scope": "außerhalb des Umfangs",
  },
  scanState: {
    queued: "Wartet",
    running: "Läuft",
    complete: "Vollständig",
    partial: "Unvollständig",
    failed: "Fehlgeschlagen",
    cancelled: "Abgebrochen",
  },
  scanTrigger: { manual: "von Hand", schedule: "Zeitplan", recheck: "Nachprüfung", cli: "Kommandozeile" },
  profile: { quick: "Schnell", standard: "Standard", full: "Vollständig" },
  vantage: {
    internet: "Internet",
    "other-network": "anderes Netz",
    pod: "Pod",
    "worker-node": "Node-Netz",
    "control-plane": "Control Plane",
    "node-local": "Node selbst",
  },
  who: (kind) => who[kind],
  section: {
    kubelet: "Kubelet",
    etcd: "etcd",
    "api-server": "API-Server",
    "control-plane": "Control Plane",
    nodeport: "NodePort",
    other: "Andere",
  },
  component: {
    kubelet: "Kubelet",
    etcd: "etcd",
    "api-server": "API-Server",
    "controller-manager": "Controller-Manager",
    scheduler: "Scheduler",
    "kube-proxy": "kube-proxy",
    nodeport: "NodePort",
    service: "Service",
    "host-port": "Host-Port",
    "network-policy": "Network Policy",
    rbac: "RBAC",
    certificate: "Zertifikat",
    cni: "CNI",
    other: "Andere",
  },
  source: { kubeconfig: "Kubeconfig", "in-cluster": "im Cluster", inventory: "Inventardatei" },
  number,
  finding: (value) => count(value, "Befund", "Befunde"),
  coverage: (checked, known) => `${number(checked)} von ${count(known, "Node", "Nodes")} geprüft`,
};
