import { securePort } from "../controller-manager/secure-port.ts";
import { defineCheck } from "../define-check.ts";

export const schedulerSecurePortExposed = defineCheck({
  ...securePort("kube-scheduler", 10_259),
  id: "scheduler-secure-port-exposed",
  component: "scheduler",
  title: "Scheduler's port 10259 stays on loopback",
  headline: ({ name, port }) => `Scheduler on ${name} can be reached beyond the node (${port}/TCP)`,
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §1.4.2"],
    nsa: "NSA/CISA v1.2: Network separation and hardening > Control plane hardening",
    mitre: ["T1046"],
    ms: ["MS-TA9031 Network mapping"],
    cwe: ["CWE-1327"],
    urls: ["https://kubernetes.io/docs/reference/command-line-tools-reference/kube-scheduler/"],
    tools: [
      "kube-bench 1.4.2",
      "kubescape C-0152",
      "trivy KCV0041",
      "prowler scheduler_bind_address",
      "nuclei k8s-scheduler-bind-address",
    ],
  },
  severityDiffers:
    "The others read the flag alone: kube-bench and Prowler fail it whoever can reach the port, Trivy says low. Ours follows who was answered, up to high where metrics or profiles come without a login, and is info where only the flag is wrong.",
});
