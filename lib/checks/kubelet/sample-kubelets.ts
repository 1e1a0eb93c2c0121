import type { KubeletConfiguration } from "../../domain/inventory.ts";
import type { CertificateFacts, KubeletAccess, KubeletFacts, Observation, TlsFacts } from "../../domain/observation.ts";
import {
  certificate,
  exchange,
  hardened,
  hardenedConfiguration,
  kubelet,
  type Seen,
  servingPending,
  tls,
  withKubeletConfig,
  withPort,
  withUnreachable,
} from "../sample-evidence.ts";
import { type Row, verdictTable } from "../sample-verdicts.ts";

const name = "worker-1";
const address = "192.0.2.21";

/** Answers to GET /pods without credentials, as recorded from real kubelets. */
const answers: Record<KubeletAccess, [status: number | null, text: string]> = {
  open: [200, "PodList, 7 pods in 3 namespaces"],
  "forbidden-anonymous": [
    403,
    "Forbidden (user=system:anonymous, verb=get, resource=nodes, subresource(s)=[pods proxy])",
  ],
  unauthorized: [401, "Unauthorized"],
  "authorization-error": [
    500,
    "Authorization error (user=system:anonymous, verb=get, resource=nodes, subresource=pods)",
  ],
  "debug-handlers-disabled": [405, "Debug endpoints are disabled."],
  unknown: [404, "404 page not found"],
};

/** The kubelet of worker-1 answers so; /configz stays as `seen` has it. */
export function answering(access: KubeletAccess, facts: Partial<KubeletFacts> = {}, seen = unconfigured()): Seen {
  const [status, text] = answers[access];
  return withApi(seen, {
    exchanges: [exchange(`https://${address}:10250/pods`, status, text)],
    kubelet: kubelet({ access, ...(access === "open" ? { podCount: 7, openPaths: ["/pods"] } : {}), ...facts }),
  });
}

/** Changes what was observed at the kubelet's port of worker-1. */
export function withApi(seen: Seen, changes: Partial<Observation>): Seen {
  const before = seen.observations.find(({ node, port }) => node === name && port === 10250);
  return withPort(seen, name, 10250, { ...before, ...changes });
}

/** A hardened cluster in which the configuration of worker-1 could not be read. */
export function unconfigured(): Seen {
  return withKubeletConfig(hardened(), name, null);
}

export function configured(changes: Partial<KubeletConfiguration>, seen = hardened()): Seen {
  return withKubeletConfig(seen, name, { ...hardenedConfiguration, ...changes });
}

/** The kubelet's port gives no answer from here, though other ports of the node do. */
export function filtered(port = 10250, seen = unconfigured()): Seen {
  return withPort(seen, name, port, { state: "filtered" });
}

export function closed(port = 10250, seen = unconfigured()): Seen {
  return withPort(seen, name, port, { state: "closed" });
}

export function broken(port = 10250, seen = unconfigured()): Seen {
  return withPort(seen, name, port, { state: null, problem: "EMFILE: too many open files" });
}

export function unreachable(seen = unconfigured()): Seen {
  return withUnreachable(seen, name);
}

/** The kubelet waits for its serving certificate: the port is open and every handshake ends with alert 80. */
export function pending(seen = unconfigured()): Seen {
  return withPort(seen, name, 10250, { state: "open", tls: servingPending, problem: "tls-alert 80 internal_error" });
}

/** Something other than a kubelet listens on the port. */
export function foreign(port = 10250, service: string | null = "http", seen = unconfigured()): Seen {
  return withPort(seen, name, port, { state: "open", service });
}

export function handshake(changes: Partial<TlsFacts>, seen = unconfigured()): Seen {
  return withApi(seen, { tls: tls({ certificate: certificate(name, address), ...changes }) });
}

export function serving(changes: Partial<CertificateFacts>, seen = unconfigured()): Seen {
  return handshake({ certificate: certificate(name, address, changes) }, seen);
}

/** As a kubelet makes it for itself: DNS name only, signed by a CA of its own. */
export const selfMade: Partial<CertificateFacts> = {
  subject: `CN=${name}@1795247948`,
  issuer: `CN=${name}-ca@1795247948`,
  dnsNames: [name],
  ipAddresses: [],
  key: "RSA 2048",
  verified: false,
  verifyError: "self-signed certificate in certificate chain",
};

/** One test a row, of worker-1. */
export function kubeletTable(check: Parameters<typeof verdictTable>[0], rows: Row[]): void {
  verdictTable(
    check,
    rows.map((row) => ({ subject: 1, ...row })),
  );
}
