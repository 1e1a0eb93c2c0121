import type { Check } from "../../domain/check.ts";
import { distributions } from "../../domain/distribution.ts";
import type { RemediationContext } from "../../domain/remediation.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { defineCheck } from "../define-check.ts";
import { nodeSubjects } from "../node-subjects.ts";
import { onPresentNode } from "../present-node.ts";
import { remediationBy, sameFor } from "../remediation-by.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { answersAnyone } from "./kubelet-endpoint.ts";
import { hostFirewall, providerFirewalls, talosFirewall } from "./kubelet-firewall.ts";
import { kubeletApiWithPodsIntent, nodesProxy } from "./kubelet-intents.ts";
import { judgeReach } from "./reachability.ts";

const byVantage: SeverityByVantage = {
  internet: "high",
  "other-network": "medium",
  pod: "info",
  "node-local": "info",
};

const judge: Check["judge"] = (subject, evidence) =>
  judgeReach(subject, evidence, {
    kinds: ["internet", "other-network"],
    place: "a network outside the cluster",
    supply: "Scan with --vantage internet or --vantage other-network from a machine that stands there.",
    reach: (reached) => {
      const reach = reachSeverity(byVantage, reached);
      return reached.some(answersAnyone) ? { ...reach, severity: "critical" } : reach;
    },
  });

/** Pods stay admitted: scrapers need the port, and kubelet-api-reachable-from-pod judges them by itself. */
const sources = ({ controlPlaneAddresses, podCIDRs }: RemediationContext) => [...controlPlaneAddresses, ...podCIDRs];
const summary = "Admit only the control plane and the pod network to the kubelet, at the host's own firewall.";
const atHost = (context: RemediationContext) => hostFirewall(context, sources(context), summary);

export const kubeletApiExposedUntrustedNetwork = defineCheck({
  id: "kubelet-api-exposed-untrusted-network",
  component: "kubelet",
  tier: 1,
  kind: "probe",
  title: "Kubelet cannot be reached from networks that never need it",
  headline: ({ name, port }) => `Kubelet on ${name} is reachable on ${port}/TCP from outside the cluster's network`,
  severity: {
    byVantage,
    base: "medium",
    range: ["critical", "info"],
    rule: "Critical together with any answer that needs no credentials; the case of a pod is kubelet-api-reachable-from-pod.",
  },
  rationale:
    "Only the API server, the node itself and authorised scrapers call the kubelet. Every other path waits for the next flaw, stolen certificate or careless binding.",
  subjects: (evidence) => nodeSubjects(evidence, "kubelet"),
  judge: onPresentNode(judge),
  ...remediationBy({
    own: {
      ...sameFor(
        distributions.filter((distribution) => distribution !== "unknown"),
        atHost,
      ),
      ...providerFirewalls,
      talos: (context) => talosFirewall(context, sources(context)),
    },
    generic: atHost,
    verify: (context) => ({
      command: `nc -vz -w 3 ${shellQuote(context.address)} ${context.port}`,
      expect: "timed out or refused, from the machine outside",
    }),
  }),
  settings: { component: "kubelet", names: ["address", "port"] },
  closes: ["kubelet-api"],
  rights: [nodesProxy],
  allow: kubeletApiWithPodsIntent,
  severityDiffers:
    "nmap and kube-hunter report an open port from wherever they stand; here the place decides, since the same port is right for the control plane and wrong for the internet.",
  tradeoffs: [
    "metrics-server, Prometheus and autoscalers need the port from pod or node ranges: admit those sources, not the world.",
    "k3s tunnels calls to the kubelet through the agent's own connection, so there the port is needed for metrics only.",
  ],
  failureModes: [
    "Without the control plane's addresses kubectl logs, exec, port-forward and HPA metrics break, while pods run on.",
    "Source NAT hides the control plane's address: admit the NAT address.",
  ],
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening > Control plane hardening",
    mitre: ["T1133", "T1046"],
    ms: ["MS-TA9030 Access Kubelet API", "MS-TA9005 Exposed sensitive interfaces"],
    cwe: ["CWE-668", "CWE-1327"],
    cve: ["CVE-2020-8551"],
    urls: [
      "https://kubernetes.io/docs/reference/networking/ports-and-protocols/",
      "https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html",
      "https://cloud.google.com/kubernetes-engine/docs/concepts/firewall-rules",
      "https://docs.siderolabs.com/talos/v1.13/networking/ingress-firewall",
    ],
    tools: ["nmap", "kube-hunter"],
  },
});
