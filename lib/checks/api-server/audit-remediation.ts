import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import type { Fix, FixFor } from "../remediation-by.ts";
import { nodeOf } from "./component-flags.ts";
import { apiServerFlagRemediation } from "./flag-remediation.ts";

/** kubeadm mounts /etc/kubernetes/pki into the pod: the policy is seen there without a mount of its own. */
const policyFile: Partial<Record<RemediationContext["distribution"], string>> = {
  kubeadm: "/etc/kubernetes/pki/audit.yaml",
  k3s: "/var/lib/rancher/k3s/server/audit.yaml",
  rke2: "/etc/rancher/rke2/audit-policy.yaml",
};
const logPath: Partial<Record<RemediationContext["distribution"], string>> = {
  k3s: "/var/lib/rancher/k3s/server/logs/audit.log",
  rke2: "/var/lib/rancher/rke2/server/logs/audit.log",
};
const fileOf = ({ distribution }: RemediationContext) => policyFile[distribution] ?? "/etc/kubernetes/audit.yaml";
const logOf = ({ distribution }: RemediationContext) => logPath[distribution] ?? "/var/log/kubernetes/audit.log";

export function auditFlags(context: RemediationContext): [string, string][] {
  return [
    ["audit-policy-file", fileOf(context)],
    ["audit-log-path", logOf(context)],
    ["audit-log-maxage", "30"],
    ["audit-log-maxbackup", "10"],
    ["audit-log-maxsize", "100"],
  ];
}

const policy = [
  "apiVersion: audit.k8s.io/v1",
  "kind: Policy",
  "omitStages: [RequestReceived]",
  "rules:",
  "  - level: Metadata",
].join("\n");

const writePolicy = (context: RemediationContext): RemediationStep => ({
  text: "Write the policy first: one rule that records who asked for what, without bodies.",
  file: fileOf(context),
  language: "yaml",
  code: policy,
});

const mounts: RemediationStep = {
  text: "In the manifest of the static pod, before the flags: mount the folder of the log, or the API server does not start.",
  file: "/etc/kubernetes/manifests/kube-apiserver.yaml",
  language: "yaml",
  code: [
    "spec:",
    "  containers:",
    "    - name: kube-apiserver",
    "      volumeMounts:",
    "        - { name: audit-log, mountPath: /var/log/kubernetes }",
    "  volumes:",
    "    - name: audit-log",
    "      hostPath: { path: /var/log/kubernetes, type: DirectoryOrCreate }",
  ].join("\n"),
};

const summary = "Record requests in the audit log, those to nodes, exec and certificate approval among them.";

const cloud =
  (text: string, code: (cluster: string) => string, undo: string): FixFor =>
  ({ clusterName }): Fix => ({
    summary,
    steps: [{ text, language: "bash", code: code(shellQuote(clusterName)) }],
    undo,
  });

const flagged = apiServerFlagRemediation({
  summary,
  flags: auditFlags,
  expect: "a policy and a log path",
  setBy: { talos: "Talos records everything at Metadata by itself: remove what overrides it." },
  own: {
    eks: cloud(
      "Send the audit log to CloudWatch.",
      (cluster) =>
        `aws eks update-cluster-config --name ${cluster} --logging '{"clusterLogging":[{"types":["api","audit","authenticator"],"enabled":true}]}'`,
      "Run the same with enabled false.",
    ),
    gke: cloud(
      "Admin activity is always recorded; data access is switched on for the Kubernetes Engine API in the project's audit configuration (gcloud projects get-iam-policy, auditConfigs). See what the cluster sends; put its location for LOCATION.",
      (cluster) => `gcloud container clusters describe ${cluster} --location LOCATION --format 'value(loggingConfig)'`,
      "Take the data access logs out of the project's audit configuration again.",
    ),
    aks: cloud(
      "Put the ids of cluster and workspace for CLUSTER_ID and WORKSPACE_ID.",
      (cluster) =>
        `az monitor diagnostic-settings create --name ${cluster} --resource CLUSTER_ID --workspace WORKSPACE_ID --logs '[{"category":"kube-audit","enabled":true}]'`,
      "az monitor diagnostic-settings delete with the same name and resource.",
    ),
    openshift: (context) => ({
      summary: "Set an audit profile; the operators roll it out.",
      steps: [
        {
          text: `Default records metadata of every request; WriteRequestBodies adds bodies of writes. ${nodeOf(context)} and the others get it one by one.`,
          language: "bash",
          code: `oc patch apiserver cluster --type=merge -p '{"spec":{"audit":{"profile":"Default"}}}'`,
        },
      ],
      undo: "Set spec.audit.profile of apiserver/cluster back with oc patch.",
    }),
  },
});

/** Policy first, mounts where the pod needs them, then the flags. */
export const auditRemediation: typeof flagged = {
  distributions: flagged.distributions,
  remediate(context) {
    const given = flagged.remediate(context);
    const { distribution } = context;
    const isOwnProcess = !["eks", "gke", "aks", "openshift", "talos"].includes(distribution);
    const first = distribution === "kubeadm" ? [writePolicy(context), mounts] : [writePolicy(context)];
    return isOwnProcess ? { ...given, steps: [...first, ...given.steps] } : given;
  },
};
