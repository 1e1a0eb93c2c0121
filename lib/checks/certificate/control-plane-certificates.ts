import type { EvidenceItem } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import { isControlPlane } from "../../domain/inventory.ts";
import type { NodeReport } from "../../domain/node-report.ts";
import type { CertificateFacts, Observation } from "../../domain/observation.ts";
import type { Severity } from "../../domain/severity.ts";
import { counted } from "../counted.ts";

/** API server, etcd, controller manager, scheduler, supervisor, Talos' apid, konnectivity, machine-config server. */
export const certificatePorts: readonly number[] = [6443, 2379, 2380, 10_257, 10_259, 9345, 50_000, 8132, 22_623];
const services: readonly (string | null)[] = [
  "kube-apiserver",
  "etcd",
  "etcd-peer",
  "kube-controller-manager",
  "kube-scheduler",
];
const products: readonly (string | undefined)[] = [
  "k3s-supervisor",
  "rke2-supervisor",
  "talos-apid",
  "konnectivity",
  "machine-config-server",
];
const dayMs = 86_400_000;

/** A certificate that a part of the control plane showed, wherever it runs; the kubelet's is judged elsewhere. */
export function isControlPlaneCertificate(evidence: Evidence, observation: Observation): boolean {
  const { node, port, service, product, tls } = observation;
  if (!tls?.certificate) return false;
  if (services.includes(service) || products.includes(product?.product)) return true;
  const at = node === null ? undefined : evidence.node(node);
  return certificatePorts.includes(port) && (node === null || (at !== undefined && isControlPlane(at)));
}

export interface Ending {
  /** null: long enough. */
  severity: Severity | null;
  days: number;
  /** "ends in 12 days (2026-12-03)". */
  says: string;
}

/** How close an end is: leaves are due at 30 days, authorities at 180; null where the date cannot be read. */
export function endingOf(notAfter: string, isAuthority: boolean, now: Date): Ending | null {
  const end = Date.parse(notAfter);
  if (Number.isNaN(end)) return null;
  const days = Math.floor((end - now.getTime()) / dayMs);
  const on = new Date(end).toISOString().slice(0, 10);
  const says = end <= now.getTime() ? `ended on ${on}` : `ends in ${counted(days, "day")} (${on})`;
  return { days, says, severity: severityAt(end <= now.getTime() ? -1 : days, isAuthority) };
}

function severityAt(days: number, isAuthority: boolean): Severity | null {
  if (days < 7) return "high";
  if (days < (isAuthority ? 180 : 30)) return "medium";
  return days < 60 ? "info" : null;
}

/** Made in memory at the start of controller manager or scheduler, `localhost@UNIXTIME`: nobody verifies it. */
export function isMadeAtStart({ subject, issuer }: CertificateFacts): boolean {
  return /CN\s*=\s*localhost@\d+/.test(subject) && /CN\s*=\s*localhost-ca@\d+/.test(issuer);
}

type FileCertificate = NonNullable<NodeReport["certificates"]>[number];

export function reportOf(evidence: Evidence, node: string): NodeReport | undefined {
  return evidence.inventory.nodeReports.find((report) => report.node === node && report.certificates !== null);
}

export function fileItem(report: NodeReport, file: FileCertificate, received: string): EvidenceItem {
  const kind = file.isAuthority ? "authority" : "certificate";
  return {
    sent: `${file.path} on ${report.node}, by ${report.tool}`,
    received,
    at: report.at,
    vantage: null,
    decisive: true,
    detail: [`${kind} ${file.subject}`, `valid to ${file.notAfter}`],
  };
}

/** A file of the same name that ends later than what is served: renewed, and not yet loaded. */
export function renewedFile(evidence: Evidence, node: string, served: CertificateFacts): FileCertificate | undefined {
  const name = commonName(served.subject);
  return reportOf(evidence, node)?.certificates?.find(
    (file) =>
      !file.isAuthority &&
      name !== null &&
      commonName(file.subject) === name &&
      Date.parse(file.notAfter) - Date.parse(served.notAfter) > dayMs,
  );
}

function commonName(subject: string): string | null {
  return /\bCN\s*=\s*([^,/+\n]+)/.exec(subject)?.[1]?.trim() ?? null;
}
