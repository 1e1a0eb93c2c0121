import type { Check } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { EtcdFacts, Observation } from "../../domain/observation.ts";
import { formatPort } from "../../domain/port-state.ts";
import { urlHost } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import type { Vantage } from "../../domain/vantage.ts";
import { controlPlaneSubjects } from "../control-plane-subjects.ts";
import { isStateOnly, portOf, proofItems, seenAt } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { staticPodOf } from "../static-pods.ts";
import { notApplicable } from "../verdicts.ts";

const encrypted = new Set(["https", "tls", "ssl"]);

/** Control-plane nodes at etcd's usual port, and every place where this endpoint of etcd answered. */
export function etcdSubjects(evidence: Evidence, endpoint: EtcdFacts["endpoint"], port: number): Subject[] {
  return controlPlaneSubjects(
    evidence,
    () => port,
    (observation) => observation.etcd?.endpoint === endpoint,
  );
}

/** Judges a port of a present node, and only where nothing but etcd can be behind it. */
export function onEtcdPort(judge: Check["judge"]): Check["judge"] {
  return onPresentNode((subject, evidence) => {
    const open = seenAt(evidence, subject).filter(({ state }) => state === "open");
    const asked = open.filter((observation) => !isStateOnly(observation));
    const others = asked.filter(isOtherService);
    if (asked.length === 0 || others.length < asked.length) return judge(subject, evidence);
    const reason = `Another service (${others[0]?.service}) answers on ${portOf(subject)}, not etcd.`;
    return notApplicable(reason, proofItems(others, /./));
  });
}

function isOtherService({ service, etcd, tls }: Observation): boolean {
  if (etcd || service === null || service.startsWith("etcd")) return false;
  return !encrypted.has(service) && tls?.clientCertificate !== "required";
}

/** True where going on without a client certificate was refused (alert 116 in TLS 1.3, 40 or 42 in TLS 1.2). */
export function requiresCertificate({ etcd, tls }: Observation): boolean {
  return etcd?.access === "client-certificate-required" || tls?.clientCertificate === "required";
}

/** "etcd at 192.0.2.10:2379". */
export function etcdAt({ address, port }: Observation): string {
  return `etcd at ${urlHost(address)}:${port}`;
}

export function refusesWithoutCertificate(observation: Observation): string | null {
  return requiresCertificate(observation)
    ? `${etcdAt(observation)} ends the TLS handshake of a client without a certificate`
    : null;
}

/** "etcd on cp-1 (2379/TCP)". */
export function etcdOn(subject: Subject): string {
  return `etcd on ${subject.name} (${formatPort(subject.port ?? 2379)})`;
}

/** True for a place that has no business with etcd. */
export function isOutside({ kind }: Vantage): boolean {
  return kind !== "control-plane" && kind !== "node-local";
}

/** k3s and RKE2 give a server that runs embedded etcd the role "etcd"; without it they use another datastore. */
export function hasNoEtcd(evidence: Evidence, subject: Subject): boolean {
  const node = evidence.node(subject.node ?? "");
  if (node?.distribution !== "k3s" && node?.distribution !== "rke2") return false;
  return !node.roles.includes("etcd") && !staticPodOf(evidence, subject, "etcd");
}
