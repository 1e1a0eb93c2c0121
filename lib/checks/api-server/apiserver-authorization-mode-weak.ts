import { defineCheck } from "../define-check.ts";
import { apiServerOn } from "./api-server-subjects.ts";
import { nodeOf } from "./component-flags.ts";
import { apiServerFlagRemediation, wantedFlags } from "./flag-remediation.ts";
import { type FlagVerdict, judgeFlags } from "./judge-flags.ts";
import { apiServerInstances } from "./managed-control-plane.ts";

const names = ["authorization-mode", "authorization-config"] as const;
const wanted = (): [string, string][] => [["authorization-mode", "Node,RBAC"]];

function readModes(mode: string | null, config: string | null): FlagVerdict {
  if (mode === null && config !== null)
    return {
      verdict: "unknown",
      says: `Which authorizers ${config} names, only the node can tell; look for Node and RBAC there by hand`,
    };
  if (mode === null)
    return {
      verdict: "fail",
      severity: "critical",
      says: "--authorization-mode is not set, and AlwaysAllow is its default: every login may do everything",
    };
  const modes = mode.split(",").map((word) => word.trim());
  if (modes.includes("AlwaysAllow"))
    return {
      verdict: "fail",
      severity: "critical",
      says: `--authorization-mode=${mode} allows every login everything`,
    };
  if (!modes.includes("RBAC")) return { verdict: "fail", says: `--authorization-mode=${mode} leaves RBAC out` };
  if (!modes.includes("Node"))
    return { verdict: "fail", severity: "medium", says: `--authorization-mode=${mode} leaves Node out` };
  return { verdict: "pass", says: `--authorization-mode=${mode} has Node and RBAC` };
}

export const apiserverAuthorizationModeWeak = defineCheck({
  id: "apiserver-authorization-mode-weak",
  component: "api-server",
  tier: 1,
  kind: "config",
  title: "API server authorizes with Node and RBAC and allows nothing wholesale",
  headline: (subject) => `${apiServerOn(subject)} lacks Node or RBAC authorization, or allows everything`,
  ports: [6443],
  needs: [],
  severity: {
    byVantage: null,
    base: "high",
    range: ["critical", "medium"],
    rule: "Critical for AlwaysAllow, which is the default where no mode is set; medium where only Node is missing.",
  },
  rationale:
    "Without RBAC every login is an administrator; without Node authorization any kubelet credential can read all Secrets.",
  subjects: apiServerInstances,
  judge: judgeFlags({
    component: "kube-apiserver",
    flags: names,
    read: (value) => readModes(value("authorization-mode"), value("authorization-config")),
    builtIn: {
      k3s: "k3s starts the API server with --authorization-mode=Node,RBAC",
      rke2: "RKE2 starts the API server with --authorization-mode=Node,RBAC",
    },
  }),
  ...apiServerFlagRemediation({
    summary: "Authorize with Node and RBAC.",
    flags: wanted,
    expect: "--authorization-mode=Node,RBAC",
    setBy: {
      k3s: "k3s authorizes with Node,RBAC by itself: remove what overrides it.",
      rke2: "RKE2 authorizes with Node,RBAC by itself: remove what overrides it.",
      talos: "Talos authorizes with Node and RBAC by itself and only adds what extraArgs name: remove it there.",
    },
    before: [
      {
        text: "Before RBAC is switched on, give controllers and people their roles: whoever has none is refused from then on.",
      },
    ],
    own: {
      microk8s: (context) => ({
        summary: "Switch RBAC on: MicroK8s starts with AlwaysAllow.",
        steps: [
          {
            text: `On ${nodeOf(context)}, switch on the add-on, which brings the roles of the other add-ons along.`,
            language: "bash",
            code: "sudo microk8s enable rbac",
          },
          {
            text: "See that the mode names Node as well, and add it where it does not.",
            file: "/var/snap/microk8s/current/args/kube-apiserver",
            code: "--authorization-mode=Node,RBAC",
          },
        ],
        undo: "sudo microk8s disable rbac",
      }),
    },
  }),
  tradeoffs: ["Turning RBAC on in a cluster that used ABAC or AlwaysAllow locks out whoever has no role."],
  failureModes: ["Controllers without roles fail; look for 403 in the audit log first."],
  settings: { component: "kube-apiserver", names },
  wanted: wantedFlags(wanted, ["k3s", "rke2", "talos"]),
  severityDiffers:
    "Trivy calls AlwaysAllow, a missing RBAC and a missing Node low and Kubescape calls AlwaysAllow high; here it is critical, since it makes every login an administrator, and a missing Node alone is medium.",
  references: {
    cis: [
      "CIS Kubernetes Benchmark v1.12 and v2.0.1 §1.2.6",
      "CIS Kubernetes Benchmark v1.12 and v2.0.1 §1.2.7",
      "CIS Kubernetes Benchmark v1.12 and v2.0.1 §1.2.8",
    ],
    nsa: "NSA/CISA v1.2: Authentication and authorization",
    mitre: ["T1078"],
    ms: ["MS-TA9029 Access the K8S API server"],
    cwe: ["CWE-862"],
    urls: [
      "https://kubernetes.io/docs/reference/access-authn-authz/node/",
      "https://kubernetes.io/docs/reference/access-authn-authz/rbac/",
    ],
    tools: [
      "kube-bench 1.2.6",
      "kube-bench 1.2.7",
      "kube-bench 1.2.8",
      "kubescape C-0118",
      "kubescape C-0119",
      "kubescape C-0120",
      "trivy KCV0007",
      "trivy KCV0008",
      "trivy KCV0009",
      "prowler apiserver_auth_mode_not_always_allow",
      "prowler apiserver_auth_mode_include_node",
      "prowler apiserver_auth_mode_include_rbac",
    ],
  },
});
