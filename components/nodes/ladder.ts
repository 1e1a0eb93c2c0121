import type { KubeletConfigAnswer } from "../../lib/domain/inventory.ts";
import type { Observation } from "../../lib/domain/observation.ts";
import { severityRank } from "../../lib/domain/severity.ts";
import type { FindingRow } from "../../lib/domain/views/finding-view.ts";
import * as t from "../../lib/messages/index.ts";

export const layers = ["network", "tls", "authentication", "authorisation", "legacy", "monitoring"] as const;
export type Layer = (typeof layers)[number];

export interface Rung {
  layer: Layer;
  state: "ok" | "broken" | "unknown";
  line: string;
  /** Findings of the layer, the worst first. */
  findings: FindingRow[];
}

export interface LadderInput {
  /** Null before the first scan, false when the last one could not reach the node. */
  checked: boolean | null;
  findings: readonly FindingRow[];
  /** Ports of Services that have a finding: open on every node, and so on this one. */
  servicePorts?: readonly number[];
  observations: readonly Observation[];
  kubeletConfig: KubeletConfigAnswer | null;
}

const layerOf: Partial<Record<string, Layer>> = {
  "kubelet-anonymous-auth-enabled": "authentication",
  "kubelet-client-ca-missing": "authentication",
  "kubelet-anonymous-exec": "authorisation",
  "kubelet-readonly-port-open": "legacy",
  "kubelet-version-port-cves": "legacy",
  "kubelet-healthz-nonlocal": "monitoring",
  "etcd-client-unauthenticated": "authentication",
  "etcd-client-cert-not-required": "authentication",
  "etcd-v2-api-open": "legacy",
  "etcd-metrics-exposed": "monitoring",
  "apiserver-anonymous-auth-unscoped": "authentication",
  "apiserver-anonymous-resource-access": "authorisation",
  "apiserver-insecure-port": "legacy",
  "apiserver-info-disclosure": "monitoring",
  "controller-manager-insecure-port": "legacy",
  "scheduler-insecure-port": "legacy",
  "kube-proxy-metrics-exposed": "monitoring",
  "nodeport-cleartext-no-auth": "authentication",
};

/** Says that a node was not looked at, which is no layer's fault. */
const aboutTheScan = "scan-coverage-gap";

/** A check that is not named here is about certificates and encryption, or else about what can be reached. */
export function layerOfCheck(checkId: string): Layer {
  return layerOf[checkId] ?? (/cert|tls|plaintext|csr/.test(checkId) ? "tls" : "network");
}

const words = t.nodes.ladder;
const legacyPorts = [10255, 10251, 10252, 8080, 4001];
const metricsPorts = [10249, 2381, 10256];
type Judged = Pick<Rung, "state" | "line">;
const ok = (line: string): Judged => ({ state: "ok", line });
const unknown = (line: string): Judged => ({ state: "unknown", line });

/** Ports that a finding of this node or of a Service is about, whatever its layer. */
function portsWithFinding({ findings, servicePorts = [] }: LadderInput): Set<number> {
  return new Set([...servicePorts, ...findings.flatMap(({ port }) => port ?? [])]);
}

function network(input: LadderInput): Judged {
  const { observations } = input;
  const answered = observations.filter(({ state }) => state === "open" || state === "closed");
  if (answered.length === 0) return unknown(words.notLooked);
  const open = new Set(answered.filter(({ state }) => state === "open").map(({ port }) => port));
  const found = portsWithFinding(input);
  const free = [...open].filter((port) => !found.has(port));
  const from = [...new Set(answered.map(({ vantage }) => vantage.name))].join(", ");
  return ok(words.openPorts(open.size, free.length, from));
}

function tls({ observations }: LadderInput): Judged {
  const done = observations.filter((seen) => seen.tls?.handshake === "complete" && seen.tls.version);
  const shown = done.find(({ service }) => service === "kubelet") ?? done[0];
  return shown?.tls?.version ? ok(words.tls(shown.port, shown.tls.version)) : unknown(words.noTls);
}

function kubeletAccess({ observations }: LadderInput) {
  return observations.find(({ kubelet }) => kubelet?.endpoint === "api")?.kubelet?.access;
}

function authentication(input: LadderInput): Judged {
  const access = kubeletAccess(input);
  if (access === "unauthorized") return ok(words.kubeletRefuses("401 Unauthorized"));
  if (access === "forbidden-anonymous") return ok(words.kubeletRefuses("403 Forbidden"));
  const { observations } = input;
  if (observations.some(({ etcd }) => etcd?.access === "client-certificate-required")) return ok(words.etcdRefuses);
  if (observations.some(({ apiServer }) => apiServer?.anonymous === "disabled")) return ok(words.apiRefuses);
  return unknown(words.noAuthentication);
}

function authorisation(input: LadderInput): Judged {
  const access = kubeletAccess(input);
  if (access === "unauthorized") return ok(words.stopped);
  if (access === "forbidden-anonymous") return ok(words.forbidden);
  const mode = input.kubeletConfig?.status === "read" ? input.kubeletConfig.config.authorization?.mode : undefined;
  return mode === "Webhook" ? ok(words.mode(mode)) : unknown(words.noAuthorisation);
}

/** Ports of a list that were seen in a state, "10255, 10251"; empty when none was. */
function inState(observations: readonly Observation[], ports: readonly number[], state: Observation["state"]): string {
  return ports.filter((port) => observations.some((seen) => seen.port === port && seen.state === state)).join(", ");
}

function legacy(input: LadderInput): Judged {
  const { observations } = input;
  const found = portsWithFinding(input);
  const unnamed = legacyPorts.filter((port) => !found.has(port));
  const open = inState(observations, unnamed, "open");
  if (open) return ok(words.legacyOpenNoFinding(open));
  const elsewhere = inState(observations, legacyPorts, "open");
  if (elsewhere) return ok(words.legacyOpenElsewhere(elsewhere));
  const filtered = inState(observations, legacyPorts, "filtered");
  if (filtered) return unknown(words.legacyFiltered(filtered));
  const closed = inState(observations, legacyPorts, "closed");
  return closed ? ok(words.legacyClosed(closed)) : unknown(words.notLooked);
}

function monitoring({ observations }: LadderInput): Judged {
  const open = inState(observations, metricsPorts, "open");
  if (open) return ok(words.metricsOpen(open));
  const shut = (["closed", "filtered"] as const).map((state) => inState(observations, metricsPorts, state));
  const named = shut.filter(Boolean).join(", ");
  return named ? ok(words.metricsShut(named)) : unknown(words.notLooked);
}

const judges: Record<Layer, (input: LadderInput) => Judged> = {
  network,
  tls,
  authentication,
  authorisation,
  legacy,
  monitoring,
};

/** The layers of a node from the network inwards. A finding breaks its layer; without one the answers have to show that it holds. */
export function ladderOf(input: LadderInput): Rung[] {
  return layers.map((layer) => {
    const findings = input.findings
      .filter(({ checkId }) => checkId !== aboutTheScan && layerOfCheck(checkId) === layer)
      .sort((a, b) => severityRank(a.severity) - severityRank(b.severity));
    const [worst] = findings;
    const failing = findings.find(({ verdict }) => verdict === "fail") ?? worst;
    if (failing) {
      return { layer, state: failing.verdict === "fail" ? "broken" : "unknown", line: failing.headline, findings };
    }
    if (input.checked === false) return { layer, ...unknown(words.notReached), findings };
    return { layer, ...judges[layer](input), findings };
  });
}
