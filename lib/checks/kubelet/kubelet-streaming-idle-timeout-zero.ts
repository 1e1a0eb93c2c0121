import { durationMs } from "../../domain/go-duration.ts";
import { defineCheck } from "../define-check.ts";
import { nodeSubjects } from "../node-subjects.ts";
import { judgeSettings } from "./judge-settings.ts";
import { kubeletSetting } from "./kubelet-remediation.ts";
import { configzCommand } from "./node-words.ts";

const setting = "streamingConnectionIdleTimeout";

const remediation = kubeletSetting({
  summary: "Let idle exec and port-forward streams end.",
  config: () => ({ streamingConnectionIdleTimeout: "4h0m0s" }),
  flags: () => ({ "streaming-connection-idle-timeout": "4h0m0s" }),
  verify: (context) => ({
    command: `${configzCommand(context)} | jq -r .kubeletconfig.streamingConnectionIdleTimeout`,
    expect: "4h0m0s, and never 0s",
  }),
});

export const kubeletStreamingIdleTimeoutZero = defineCheck({
  id: "kubelet-streaming-idle-timeout-zero",
  component: "kubelet",
  tier: 3,
  kind: "config",
  title: "Kubelet ends exec and port-forward streams that lie idle",
  headline: ({ name }) => `Kubelet on ${name} keeps idle exec and port-forward streams open for ever`,
  severity: { byVantage: null, base: "low", rule: "Low: it prolongs access that somebody already had." },
  rationale:
    "Idle sessions that are held open for ever keep a foothold alive after its credentials were revoked, and tie up the kubelet's memory.",
  subjects: (evidence) => nodeSubjects(evidence, "kubelet"),
  judge: judgeSettings([setting], (value) => {
    const text = value(setting);
    const ms = text === null ? null : durationMs(String(text));
    if (ms === null) return null;
    if (ms > 0) return { verdict: "pass", reason: `Idle streams end after ${text}.` };
    return { verdict: "fail", reason: `streamingConnectionIdleTimeout is ${text}: idle streams never end.` };
  }),
  ...remediation,
  settings: { component: "kubelet", names: [setting] },
  severityDiffers: "Trivy says high; nobody gains access by it, he only keeps it longer.",
  tradeoffs: ["Very short values cut quiet debugging sessions."],
  failureModes: ["Sessions that lie idle for longer are dropped; nothing else changes."],
  references: {
    cis: [
      "CIS Kubernetes Benchmark v1.12 and v2.0.1 §4.2.5",
      "CIS EKS v1.8 §3.2.5",
      "CIS AKS v1.8 §3.2.5",
      "CIS OpenShift v1.8 §4.2.6",
    ],
    nsa: "NSA/CISA v1.2: Authentication and authorization",
    mitre: ["T1609"],
    ms: ["MS-TA9006 Exec into container"],
    cwe: ["CWE-613"],
    urls: ["https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/"],
    tools: ["kube-bench 4.2.5", "kubescape C-0176", "trivy KCV0085", "prowler kubelet_streaming_connection_timeout"],
  },
});
