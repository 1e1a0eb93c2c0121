import assert from "node:assert/strict";
import type { Check, Judgement } from "../../domain/check.ts";
import type { ClusterPolicy } from "../../domain/cluster-policy.ts";
import type { Distribution } from "../../domain/distribution.ts";
import type { Inventory } from "../../domain/inventory.ts";
import type { Subject } from "../../domain/subject.ts";
import type { Workload } from "../../domain/workload.ts";
import { contextFor, evidenceOf, hardened, type Seen, withInventory } from "../sample-evidence.ts";
import { policiesOf, sampleInventory } from "./engine/sample-world.ts";

/** Namespace shop of the sample cluster. */
export const shop: Subject = { kind: "Namespace", uid: "uid-shop", name: "shop" };

/** The hardened cluster with the sample pods, and these policies. */
export function withPolicies(manifests = "", changes: Partial<Inventory> = {}): Seen {
  const seen = hardened();
  return { ...seen, inventory: { ...sampleInventory(manifests, { workloads: [engines.antrea] }), ...changes } };
}

/** A NetworkPolicy of namespace shop. */
export const policy = (name: string, spec: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: ${name}, namespace: shop }\nspec: ${spec}`;

export function daemon(name: string, image: string, flags: Record<string, string> = {}): Workload {
  return {
    kind: "DaemonSet",
    uid: `uid-${name}`,
    namespace: "kube-system",
    name,
    labels: {},
    annotations: {},
    managers: [],
    serviceAccount: name,
    hostNetwork: true,
    images: [image],
    flags,
    createdAt: null,
  };
}

export const engines = {
  antrea: daemon("antrea-agent", "docker.io/antrea/antrea-agent-ubuntu:v2.4.0"),
  cilium: daemon("cilium", "quay.io/cilium/cilium:v1.18.2"),
  calico: daemon("calico-node", "docker.io/calico/node:v3.31.0"),
  flannel: daemon("kube-flannel-ds", "ghcr.io/flannel-io/flannel:v0.27.0"),
};

function judge(check: Check, seen: Seen, subject: Subject): Judgement {
  return check.judge(subject, evidenceOf(seen));
}

/** Applies manifests as kubectl would: what has the name of a policy takes its place. */
function apply(seen: Seen, manifests: string[]): Seen {
  const key = ({ kind, namespace, name }: ClusterPolicy) => `${kind} ${namespace} ${name}`;
  const before = seen.inventory.networkPolicies?.policies ?? [];
  const all = new Map([...before, ...manifests.flatMap(policiesOf)].map((entry) => [key(entry), entry]));
  return withInventory(seen, { networkPolicies: { policies: [...all.values()], unread: [] } });
}

/** What a scan would fill a remediation with. */
export function remediationOf(check: Check, seen: Seen, subject: Subject, distribution: Distribution = "kubeadm") {
  const judgement = judge(check, seen, subject);
  assert.equal(judgement.verdict, "fail", judgement.reason);
  return check.remediate(
    contextFor({ distribution, subject, nodeName: null, port: 0, values: judgement.values ?? {} }),
  );
}

/** Judges, applies the YAML of the remediation (of some files, where only one of two is meant), and judges again. */
export function afterRemedy(
  check: Check,
  seen: Seen,
  subject: Subject,
  distribution: Distribution = "kubeadm",
  only = /./,
): { seen: Seen; judgement: Judgement } {
  const { steps } = remediationOf(check, seen, subject, distribution);
  const manifests = steps.flatMap(({ language, code, file }) =>
    language === "yaml" && code && only.test(file ?? "") ? [code] : [],
  );
  assert.ok(manifests.length > 0, "the remediation has manifests");
  const remedied = apply(seen, manifests);
  return { seen: remedied, judgement: judge(check, remedied, subject) };
}
