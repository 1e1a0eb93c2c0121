import type { Evidence } from "../../domain/evidence.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import type { Reading } from "../hybrid-verdict.ts";
import { configReach, flagReading, urlsBeyondLoopback } from "../static-pods.ts";
import { etcdPodOf } from "./etcd-setting.ts";

const clientFlags = ["--client-cert-auth", "--trusted-ca-file"];
const urlFlags = ["--listen-client-urls", "--listen-client-http-urls", "--advertise-client-urls"];
const peerFlags = ["--peer-client-cert-auth", "--peer-trusted-ca-file", "--peer-cert-file", "--peer-key-file"];

/** Whether etcd's flags make clients show a certificate; null without a static pod. */
export function clientCertificateFlags(evidence: Evidence, subject: Subject, table: SeverityByVantage): Reading | null {
  const pod = etcdPodOf(evidence, subject);
  if (!pod) return null;
  const isRequired = pod.flags["--client-cert-auth"] === "true" && pod.flags["--trusted-ca-file"] !== undefined;
  return isRequired
    ? flagReading(evidence, pod, clientFlags, { verdict: "pass", says: "--client-cert-auth=true is set" })
    : flagReading(evidence, pod, clientFlags, {
        verdict: "fail",
        says: "etcd's flags do not require client certificates",
        ...configReach(evidence, subject, table),
      });
}

/** Whether etcd's flags name a clear-text client URL beyond loopback. */
export function clientUrlFlags(evidence: Evidence, subject: Subject, table: SeverityByVantage): Reading | null {
  const pod = etcdPodOf(evidence, subject);
  if (!pod || pod.flags["--listen-client-urls"] === undefined) return null;
  const flags = urlFlags.filter((flag) => pod.flags[flag] !== undefined);
  const plain = [...new Set(flags.flatMap((flag) => urlsBeyondLoopback(pod.flags[flag], "http")))];
  if (plain.length === 0) {
    const says = "etcd's client URLs are https or stay on loopback";
    return flagReading(evidence, pod, flags, { verdict: "pass", says });
  }
  const says = `etcd's flags name the clear-text URL ${plain.join(", ")}`;
  return flagReading(evidence, pod, flags, { verdict: "fail", says, ...configReach(evidence, subject, table) });
}

/** Whether etcd's flags make peers show a certificate. */
export function peerCertificateFlags(evidence: Evidence, subject: Subject, table: SeverityByVantage): Reading | null {
  const pod = etcdPodOf(evidence, subject);
  if (!pod) return null;
  const isRequired =
    pod.flags["--peer-client-cert-auth"] === "true" && peerFlags.every((flag) => pod.flags[flag] !== undefined);
  if (isRequired)
    return flagReading(evidence, pod, peerFlags, { verdict: "pass", says: "--peer-client-cert-auth=true is set" });
  const isAlone = !(pod.flags["--initial-cluster"] ?? ",").includes(",");
  const says = `etcd's flags do not require peer certificates${isAlone ? " (a cluster of one member)" : ""}`;
  const reach = isAlone ? { severity: "low" as const } : configReach(evidence, subject, table);
  return flagReading(evidence, pod, peerFlags, { verdict: "fail", says, ...reach });
}

/** Where etcd's flags put the metrics listener; null where they do not name the subject's port. */
export function metricsFlags(evidence: Evidence, subject: Subject, table: SeverityByVantage): Reading | null {
  const pod = etcdPodOf(evidence, subject);
  const flag = pod?.flags["--listen-metrics-urls"];
  if (!pod || flag === undefined || !new RegExp(`:${subject.port}(?!\\d)`).test(flag)) return null;
  const plain = urlsBeyondLoopback(flag, "http");
  if (plain.length === 0) {
    const says = "the metrics listener stays on loopback or asks for a certificate";
    return flagReading(evidence, pod, ["--listen-metrics-urls"], { verdict: "pass", says });
  }
  const says = `etcd's flags bind the metrics listener to ${plain.join(", ")}`;
  const reach = configReach(evidence, subject, table);
  return flagReading(evidence, pod, ["--listen-metrics-urls"], { verdict: "fail", says, ...reach });
}

/** Port of the metrics listener by etcd's flags, kubeadm's 2381 where they do not say. */
export function metricsPort(evidence: Evidence, node: string): number {
  const pod = evidence.inventory.staticPods?.find((entry) => entry.node === node && entry.component === "etcd");
  const first = (pod?.flags["--listen-metrics-urls"] ?? "").split(",")[0] ?? "";
  return Number(URL.parse(first.trim())?.port || 2381);
}
