import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import type { Severity } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { type Flag, flagsUnread, readFlag } from "../api-server/control-plane-flags.ts";
import { etcdMembers } from "../api-server/managed-control-plane.ts";
import { defineCheck } from "../define-check.ts";
import { tlsItem } from "../evidence-items.ts";
import { fail, pass, unknown } from "../verdicts.ts";
import { etcdOn } from "./etcd-port.ts";
import { onMember, openOutside } from "./etcd-reach.ts";
import { type EtcdFlag, etcdFlagsUnread, readEtcdFlag } from "./etcd-setting.ts";
import { sharedCaRemediation } from "./shared-ca-remediation.ts";

/** The subjects of CAs that one listener takes client certificates from, over all observations. */
function namesIn(observations: readonly Observation[]): string[] {
  return [...new Set(observations.flatMap(({ tls }) => tls?.clientCaNames ?? []))];
}

const asked = (evidence: Evidence, subject: Subject) =>
  evidence.at(subject.node ?? null, 2379).filter(({ tls }) => (tls?.clientCaNames.length ?? 0) > 0);
const askedByApiServer = (evidence: Evidence, subject: Subject) =>
  evidence.ofNode(subject.node ?? null).filter(({ apiServer, service, tls }) => {
    const isApiServer = apiServer !== undefined || service?.startsWith("kube-apiserver");
    return isApiServer && (tls?.clientCaNames.length ?? 0) > 0;
  });

interface Files {
  etcd: EtcdFlag;
  apiServer: Flag;
}

/** What the paths say: the same file is the same CA; two files may still hold the same key. */
function compareFiles({ etcd, apiServer }: Files): "same" | "different" | "unread" {
  if (!etcd.isRead || !apiServer.isRead || etcd.value === null || apiServer.value === null) return "unread";
  return etcd.value === apiServer.value ? "same" : "different";
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  const files: Files = {
    etcd: readEtcdFlag(evidence, subject, "trusted-ca-file"),
    apiServer: readFlag(evidence, subject, "kube-apiserver", "client-ca-file"),
  };
  const paths = compareFiles(files);
  const items = [...files.etcd.items, ...files.apiServer.items];
  if (paths === "same")
    return fail({
      reason: `etcd and the API server take client certificates from the same file, ${files.etcd.value}${outsideWords(evidence, subject)}.`,
      evidence: items,
      severity: weight(evidence, subject),
      ...(files.etcd.value === null ? {} : { values: { trustedCa: files.etcd.value } }),
    });
  return judgeNames(subject, evidence, paths, items) ?? judgeFilesAlone(subject, evidence, files, paths, items);
}

function weight(evidence: Evidence, subject: Subject): Severity {
  return openOutside(evidence, subject).length > 0 ? "high" : "medium";
}

function outsideWords(evidence: Evidence, subject: Subject): string {
  const isReached = openOutside(evidence, subject).length > 0;
  return isReached ? ", and 2379/TCP is open outside the control plane" : "";
}

/** The names in both handshakes; null where one of the two told none. */
function judgeNames(
  subject: Subject,
  evidence: Evidence,
  paths: "different" | "unread",
  items: Judgement["evidence"],
): Judgement | null {
  const etcd = asked(evidence, subject);
  const apiServer = askedByApiServer(evidence, subject);
  const [ours, theirs] = [namesIn(etcd), namesIn(apiServer)];
  if (ours.length === 0 || theirs.length === 0) return null;
  const shared = ours.filter((name) => theirs.includes(name));
  const shown = (decisive: boolean) => [
    ...etcd.map((seen) => tlsItem(seen, `asks for certificates of ${namesIn([seen]).join("; ")}`, decisive)),
    ...apiServer.map((seen) => tlsItem(seen, `asks for certificates of ${namesIn([seen]).join("; ")}`, decisive)),
  ];
  if (shared.length > 0)
    return unknown(
      `Both etcd and the API server ask for certificates of ${shared.join("; ")}${paths === "different" ? ", though from different files" : ""}; equal names may hide different keys, which only fingerprints tell: run the verify command on ${subject.name}.`,
      [...shown(false), ...items],
    );
  return pass(
    `etcd asks for certificates of ${ours.join("; ")}, the API server for those of ${theirs.join("; ")}.`,
    [...shown(true), ...items.map((item) => ({ ...item, decisive: false }))],
    etcd[0]?.vantage,
  );
}

function judgeFilesAlone(
  subject: Subject,
  evidence: Evidence,
  { etcd, apiServer }: Files,
  paths: "different" | "unread",
  items: Judgement["evidence"],
): Judgement {
  if (paths === "different")
    return pass(`etcd trusts ${etcd.value}, the API server ${apiServer.value}: different files.`, items);
  if (etcd.embeddedIn)
    return pass(`${etcd.embeddedIn} makes a CA for etcd alone, and no argument of the server overrides it.`, items);
  if (etcd.isRead && etcd.value === null)
    return unknown("etcd names no --trusted-ca-file; etcd-client-cert-not-required judges that.", items);
  const missing = etcd.isRead ? flagsUnread(evidence, subject, "kube-apiserver") : etcdFlagsUnread(evidence, subject);
  return unknown(`Which CAs are trusted is not known. ${missing}`, items);
}

export const etcdSharedCa = defineCheck({
  id: "etcd-shared-ca",
  component: "etcd",
  tier: 3,
  kind: "hybrid",
  title: "etcd trusts a CA of its own, not the cluster's",
  headline: (subject) => `${etcdOn(subject)} trusts the CA that signs for the rest of the cluster`,
  ports: [2379, 6443],
  severity: {
    byVantage: null,
    base: "high",
    range: ["high", "medium"],
    rule: "Medium where 2379 was not seen open outside the control plane.",
  },
  rationale:
    "Any node's or user's certificate of the cluster's CA then opens etcd directly, past every RBAC rule and every audit log.",
  subjects: etcdMembers,
  judge: onMember(judge),
  ...sharedCaRemediation,
  tradeoffs: ["One more CA to rotate."],
  failureModes: ["Quorum is lost where members trust different CAs at the same time: a bundle of both goes first."],
  settings: { component: "etcd", names: ["trusted-ca-file"] },
  severityDiffers:
    "kube-bench 2.7 is a manual check; here the names that both listeners ask for are compared on the wire.",
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §2.7"],
    nsa: "NSA/CISA v1.2: Control plane hardening > Etcd",
    mitre: ["T1552.004"],
    cwe: ["CWE-295"],
    urls: ["https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/"],
    tools: ["kube-bench 2.7", "prowler etcd_unique_ca", "kubescape C-0159"],
  },
});
