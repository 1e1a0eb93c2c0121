import { defineCheck } from "../define-check.ts";
import { securePort } from "./secure-port.ts";

export const controllerManagerSecurePortExposed = defineCheck({
  ...securePort("kube-controller-manager", 10_257),
  id: "controller-manager-secure-port-exposed",
  component: "controller-manager",
  title: "Controller manager's port 10257 stays on loopback",
  headline: ({ name, port }) => `Controller manager on ${name} can be reached beyond the node (${port}/TCP)`,
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §1.3.7"],
    nsa: "NSA/CISA v1.2: Network separation and hardening > Control plane hardening",
    mitre: ["T1046"],
    ms: ["MS-TA9031 Network mapping"],
    cwe: ["CWE-1327"],
    urls: ["https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/"],
    tools: [
      "kube-bench 1.3.7",
      "kubescape C-0150",
      "trivy KCV0039",
      "prowler controllermanager_bind_address",
      "nuclei k8s-controller-manager-bind-address",
    ],
  },
  severityDiffers:
    "The others read the flag alone: kube-bench and Prowler fail it whoever can reach the port, Trivy says low. Ours follows who was answered, up to high where metrics or profiles come without a login, and is info where only the flag is wrong.",
});
