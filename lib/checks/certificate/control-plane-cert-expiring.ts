import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import { isControlPlane } from "../../domain/inventory.ts";
import type { CertificateFacts, Observation } from "../../domain/observation.ts";
import { type Severity, severityRank } from "../../domain/severity.ts";
import { urlHost } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { tlsItem } from "../evidence-items.ts";
import { nodeSubject } from "../node-subjects.ts";
import { clusterSubject } from "../nodeport/service-subjects.ts";
import { portItems, portOf, seenAt, silenceOf } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { fail, pass, unknown } from "../verdicts.ts";
import { certificateRenewal } from "./certificate-renewal.ts";
import {
  certificatePorts,
  type Ending,
  endingOf,
  fileItem,
  isControlPlaneCertificate,
  isMadeAtStart,
  renewedFile,
  reportOf,
} from "./control-plane-certificates.ts";

/** One subject a port that showed a certificate, one a report; a control-plane node of which none is known, at 6443. */
function subjects(evidence: Evidence): Subject[] {
  const seen = evidence.observations.filter((observation) => isControlPlaneCertificate(evidence, observation));
  const onWire = new Map(seen.map((observation) => [`${observation.node} ${observation.port}`, observation]));
  const nodes = evidence.inventory.nodes.flatMap((node) => {
    const ports = [...onWire.values()].filter((observation) => observation.node === node.name);
    const atPorts = ports.map(({ port }) => nodeSubject(node, port));
    const { port: _port, protocol: _protocol, ...whole } = nodeSubject(node, 0);
    const onDisk = reportOf(evidence, node.name) ? [whole] : [];
    const none = isControlPlane(node) && atPorts.length + onDisk.length === 0 ? [nodeSubject(node, 6443)] : [];
    return [...atPorts, ...onDisk, ...none];
  });
  const endpoint = [...onWire.values()].filter(({ node }) => node === null);
  return [
    ...nodes,
    ...endpoint.map(({ address, port, protocol }) => ({ ...clusterSubject(evidence), address, port, protocol })),
  ];
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  if (subject.port === undefined) return judgeFiles(subject, evidence);
  const read = seenAt(evidence, subject).flatMap((seen) => {
    const certificate = seen.tls?.certificate;
    const ending = certificate ? endingOf(certificate.notAfter, false, evidence.now) : null;
    return certificate && ending ? [{ seen, certificate, ending }] : [];
  });
  const worst = read.toSorted((a, b) => a.ending.days - b.ending.days)[0];
  if (!worst)
    return unknown(
      `No certificate could be read at ${portOf(subject)}. ${silenceOf(evidence, subject)} A node report names the certificates on disk.`,
      portItems(evidence, subject, false),
    );
  const says = `the certificate of ${urlHost(worst.seen.address)}:${worst.seen.port} ${worst.ending.says}`;
  const items = [tlsItem(worst.seen, worst.ending.says)];
  if (worst.ending.severity === null) return pass(`${upperFirst(says)}.`, items, evidence.vantage);
  return fail({
    reason: `${upperFirst(says)}${aside(worst.certificate, worst.seen, evidence)}.`,
    evidence: items,
    severity: isMadeAtStart(worst.certificate) ? "info" : worst.ending.severity,
    vantage: worst.seen.vantage,
  });
}

function aside(certificate: CertificateFacts, { node }: Observation, evidence: Evidence): string {
  if (isMadeAtStart(certificate))
    return "; it was made in memory when the component started, so a restart makes a new one and nothing verifies it";
  const renewed = node === null ? undefined : renewedFile(evidence, node, certificate);
  if (!renewed) return "";
  return `; ${renewed.path} on the node was renewed (to ${renewed.notAfter.slice(0, 10)}), so the component still has to be restarted`;
}

/** Certificates that never show on the wire: clients of etcd and kubelets, kubeconfigs, authorities. */
function judgeFiles(subject: Subject, evidence: Evidence): Judgement {
  const report = reportOf(evidence, subject.name);
  if (!report)
    return unknown(`No node report of ${subject.name} with its certificates is there any more; upload a new one.`);
  const files = (report.certificates ?? []).flatMap((file) => {
    const ending = endingOf(file.notAfter, file.isAuthority, evidence.now);
    return ending ? [{ file, ending }] : [];
  });
  const due = files
    .filter(({ ending }) => ending.severity !== null)
    .toSorted((a, b) => rank(a.ending) - rank(b.ending) || a.ending.days - b.ending.days);
  const [first] = due;
  if (first)
    return fail({
      reason: `On ${subject.name} ${due.map(({ file, ending }) => `${file.path} ${ending.says}`).join(", ")}.`,
      evidence: due.map(({ file, ending }) => fileItem(report, file, ending.says)),
      severity: first.ending.severity ?? "medium",
      values: { path: first.file.path },
    });
  const soonest = files.toSorted((a, b) => a.ending.days - b.ending.days)[0];
  if (!soonest) return unknown(`The node report of ${subject.name} names no certificate whose end can be read.`);
  return pass(
    `Of ${counted(files.length, "certificate")} on ${subject.name} the first, ${soonest.file.path}, ${soonest.ending.says}.`,
    [fileItem(report, soonest.file, soonest.ending.says)],
  );
}

const rank = ({ severity }: Ending) => severityRank(severity ?? ("info" satisfies Severity));

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const controlPlaneCertExpiring = defineCheck({
  id: "control-plane-cert-expiring",
  component: "certificate",
  tier: 1,
  kind: "hybrid",
  title: "No control-plane certificate is expired or about to",
  headline: ({ name, port }) =>
    port === undefined
      ? `Certificates on ${name} are expired or about to`
      : `Certificate of ${name} at ${port}/TCP is expired or about to`,
  ports: [...certificatePorts],
  severity: {
    byVantage: null,
    base: "medium",
    range: ["high", "info"],
    rule: "High when expired or with less than 7 days left; medium below 30 days (180 for an authority); info below 60, and for a certificate that a component makes anew at each start.",
  },
  rationale:
    "kubeadm's certificates live one year; when apiserver-kubelet-client or etcd's client certificates end, exec, logs or the whole API stop at once.",
  subjects,
  judge: onPresentNode(judge),
  ...certificateRenewal,
  tradeoffs: ["The control plane of each node restarts once; do one node after the other."],
  failureModes: ["Renewed files without a restart leave the old certificate in memory until it ends."],
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §1.2.24"],
    nsa: "NSA/CISA v1.2: Encryption",
    cwe: ["CWE-298", "CWE-324"],
    urls: ["https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/"],
  },
});
