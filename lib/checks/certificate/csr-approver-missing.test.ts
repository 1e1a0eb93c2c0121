import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Rbac } from "../../domain/rbac.ts";
import type { Workload } from "../../domain/workload.ts";
import { contextFor, csrApprover, hardened, type Seen, withInventory, withKubeletConfig } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { csrApproverMissing as check } from "./csr-approver-missing.ts";
import { csr, withCsrs } from "./sample-csr.ts";

const workload = (name: string, image: string): Workload => ({ ...csrApprover, name, images: [image] });
const alone = withInventory(hardened(), { workloads: [] });

/** A ServiceAccount of the owner's that may approve. */
const withHolder: Rbac = {
  roles: [
    {
      kind: "ClusterRole",
      uid: "uid-role",
      namespace: null,
      name: "approve",
      rules: [
        {
          verbs: ["update"],
          apiGroups: ["certificates.k8s.io"],
          resources: ["certificatesigningrequests/approval"],
          resourceNames: [],
          nonResourceURLs: [],
        },
      ],
      aggregated: false,
      builtIn: false,
    },
  ],
  bindings: [
    {
      kind: "ClusterRoleBinding",
      uid: "uid-binding",
      namespace: null,
      name: "approve",
      roleRef: { kind: "ClusterRole", name: "approve" },
      subjects: [{ kind: "ServiceAccount", name: "in-house", namespace: "ops" }],
      builtIn: false,
      createdAt: null,
    },
  ],
};

const on = (distribution: Seen["inventory"]["cluster"]["distribution"]) =>
  withInventory(hardened(), { cluster: { ...hardened().inventory.cluster, distribution } });
const off = ["cp-1", "worker-1", "worker-2"].reduce<Seen>(
  (seen, name) => withKubeletConfig(seen, name, { serverTLSBootstrap: false }),
  hardened(),
);
const unread = ["cp-1", "worker-1", "worker-2"].reduce<Seen>(
  (seen, name) => withKubeletConfig(seen, name, null),
  hardened(),
);
const decided = (decidedAt: string) => withCsrs([csr({ state: "Approved", issued: true, decidedAt })], alone);
const ofDeployments = (...workloads: Workload[]) => withInventory(hardened(), { workloads });

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "nobody but Kubernetes itself may approve",
      seen: alone,
      verdict: "fail",
      severity: "medium",
      says: /is on for 3 nodes, but no approver is running/,
    },
    {
      when: "approvals take as long as a person does",
      seen: decided("2026-11-21T08:38:00.000Z"),
      verdict: "fail",
      severity: "medium",
      says: /wait 40 minutes for somebody/,
    },
    {
      when: "requests wait for hours",
      seen: withInventory(withCsrs([csr({ createdAt: "2026-11-21T05:00:00.000Z" })]), { workloads: null }),
      verdict: "fail",
      severity: "medium",
      says: /has waited for long/,
    },
    { when: "the usual approver runs", seen: hardened(), verdict: "pass" },
    {
      when: "an approver is known by its image",
      seen: ofDeployments(workload("approve", "ghcr.io/postfinance/kubelet-csr-approver:v1.2.14")),
      verdict: "pass",
      says: /Deployment kube-system\/approve/,
    },
    {
      when: "an approver is known by its name",
      seen: ofDeployments(workload("kubelet-serving-cert-approver", "registry.example/mirror:1")),
      verdict: "pass",
    },
    {
      when: "something approves within seconds",
      seen: decided("2026-11-21T07:58:09.000Z"),
      verdict: "pass",
      says: /within 11 seconds|within 9 seconds/,
    },
    {
      when: "something may approve, but nothing was asked of it",
      seen: withInventory(alone, { rbac: withHolder }),
      verdict: "unknown",
      says: /ServiceAccount ops\/in-house may approve/,
    },
    {
      when: "roles could not be read",
      seen: withInventory(alone, { rbac: null }),
      verdict: "unknown",
      says: /Who may approve/,
    },
    { when: "workloads could not be listed", seen: withInventory(hardened(), { workloads: null }), verdict: "unknown" },
    { when: "no kubelet's configuration is known", seen: unread, verdict: "unknown", says: /3 kubelets of 3/ },
    { when: "no kubelet asks for one", seen: off, verdict: "not-applicable", says: /off everywhere/ },
    { when: "the provider approves them", seen: on("aks"), verdict: "not-applicable", says: /Azure AKS brings/ },
    { when: "OpenShift approves them", seen: on("openshift"), verdict: "not-applicable" },
  ]);

  it("installs an approver, and on Talos the usual one", () => {
    assert.match(check.remediate(contextFor()).steps[1]?.code ?? "", /helm install kubelet-csr-approver/);
    const talos = check.remediate(contextFor({ distribution: "talos" }));
    assert.match(talos.steps[1]?.text ?? "", /kubelet-serving-cert-approver/);
  });
});
