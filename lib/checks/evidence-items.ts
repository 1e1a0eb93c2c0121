import type { EvidenceItem } from "../domain/check.ts";
import type { KubeletConfigAnswer, KubeletConfigSource, StaticPod } from "../domain/inventory.ts";
import type { Exchange, Observation } from "../domain/observation.ts";
import { urlHost } from "../domain/shell-quote.ts";

const sources: Record<KubeletConfigSource, string> = {
  "kubelet-configz": "the kubelet's /configz",
  "api-proxy-configz": "/configz through the API server's proxy",
};

/** One request and its answer. */
export function exchangeItem(observation: Observation, exchange: Exchange, decisive = true): EvidenceItem {
  const answer = exchange.status === null ? (exchange.error ?? "no answer") : `${exchange.status} ${exchange.summary}`;
  return {
    sent: `${exchange.method} ${exchange.url} without credentials`,
    received: answer.trim(),
    at: observation.at,
    vantage: observation.vantage,
    decisive,
  };
}

/** State of a port and why it is that. */
export function portItem(observation: Observation, decisive = true): EvidenceItem {
  const state = observation.state ?? `no state: ${observation.problem ?? "the probe broke"}`;
  return {
    sent: `${observation.protocol} probe of ${urlHost(observation.address)}:${observation.port}`,
    received: observation.reason ? `${state} (${observation.reason})` : state,
    at: observation.at,
    vantage: observation.vantage,
    decisive,
  };
}

/** A TLS handshake; `received` names the fact that matters, the certificate stands in the details. */
export function tlsItem(observation: Observation, received: string, decisive = true): EvidenceItem {
  const certificate = observation.tls?.certificate;
  const detail = certificate
    ? [
        `subject ${certificate.subject}`,
        `issuer ${certificate.issuer}`,
        `SANs ${[...certificate.dnsNames, ...certificate.ipAddresses].join(", ") || "none"}`,
        `valid ${certificate.notBefore} to ${certificate.notAfter}`,
        `${certificate.key}, SHA-256 ${certificate.fingerprint256}`,
      ]
    : [];
  return {
    sent: `TLS handshake with ${urlHost(observation.address)}:${observation.port} without a client certificate`,
    received,
    at: observation.at,
    vantage: observation.vantage,
    decisive,
    ...(detail.length > 0 ? { detail } : {}),
  };
}

/** A field of a kubelet's effective configuration, e.g. "readOnlyPort: 10255". */
export function configItem(
  node: string,
  answer: Extract<KubeletConfigAnswer, { status: "read" }>,
  received: string,
  decisive = true,
): EvidenceItem {
  const sent = `KubeletConfiguration of ${node} from ${sources[answer.source]}`;
  return { sent, received, at: answer.at, vantage: null, decisive };
}

/** A flag of a static pod's command line; the default applies where it is absent. */
export function flagItem(pod: StaticPod, flag: string, at: string, decisive = true): EvidenceItem {
  const value = pod.flags[flag];
  return {
    sent: `Command line of pod/${pod.namespace}/${pod.name} on ${pod.node}`,
    received: value === undefined ? `${flag} is not set` : `${flag}=${value}`,
    at,
    vantage: null,
    decisive,
  };
}

/** A fact that discovery read from the cluster's API. */
export function inventoryItem(sent: string, received: string, at: string, decisive = true): EvidenceItem {
  return { sent, received, at, vantage: null, decisive };
}
