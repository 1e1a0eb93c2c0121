import type { Observation } from "../../domain/observation.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import { shellQuote, urlHost } from "../../domain/shell-quote.ts";
import { nodeOf } from "../api-server/component-flags.ts";
import { defineCheck } from "../define-check.ts";
import { intentOn, nodeFirewall } from "../node-firewall.ts";
import { nodesAllowed } from "../node-network.ts";
import { atMost, judgeProduct, type ProductRule, productSubjects, runsImage, type Said } from "../product-ports.ts";
import { placeOf } from "../product-subjects.ts";

const byVantage: SeverityByVantage = { internet: "high", "other-network": "medium", pod: "low", "node-local": "info" };
/** Health, gops and the Envoy admin port, which Cilium binds to loopback. */
const loopbackOnly = [9878, 9879, 9890, 9891, 9893, 9901];
const ports = [4244, 4240, 4245, 4250, 9962, 9963, 9964, 9965, ...loopbackOnly];

const rule: ProductRule = {
  name: "Cilium",
  table: byVantage,
  ports,
  products: ["cilium-health", "cilium-hubble", "cilium-agent"],
  reserved: [4244, 4245, ...loopbackOnly],
  expected: (node, evidence) => runsImage(evidence, node, /cilium\/cilium(?:-envoy)?(?:[:@]|$)/),
  byImage: true,
  filteredIsRight: true,
  wrong: wrongOf,
  reachable({ product, address, port }) {
    if (product?.product !== "cilium-health") return null;
    return {
      says: `cilium-health answers /hello at ${urlHost(address)}:${port} beyond the nodes`,
      severity: atMost("low"),
    };
  },
};

function wrongOf({ product, state, port, address, service }: Observation): Said | null {
  const where = `${urlHost(address)}:${port}`;
  if (product?.access === "open" && product.product === "cilium-hubble") {
    const how = product.answered.some((path) => path.startsWith("/")) ? "its metrics" : "the cluster's flows";
    return { says: `Hubble at ${where} gives ${how} to callers without a client certificate` };
  }
  if (product?.access === "open" && product.product === "cilium-agent")
    return { says: `${product.details[0] ?? "Cilium"} shows its metrics at ${where} without credentials` };
  const isUntold = !product && (service === null || service === "http" || service === "tls");
  if (state !== "open" || !isUntold || !loopbackOnly.includes(port)) return null;
  return {
    says: `${where} of a node with Cilium is open beyond the node, where health, gops and Envoy's admin port stay on loopback`,
  };
}

const intent = intentOn(
  "node",
  "cilium-agent",
  "Nodes look for each other and Hubble Relay reads from all of them.",
  [4240, 4244, 4250],
  nodesAllowed,
);

export const ciliumAgentPortsExposed = defineCheck({
  id: "cilium-agent-ports-exposed",
  component: "cni",
  tier: 2,
  kind: "probe",
  title: "Cilium's and Hubble's ports are reachable from the node network only",
  headline: (subject) => `Cilium's or Hubble's ports of ${placeOf(subject)} are reachable by strangers`,
  ports,
  needs: ["list pods", "list daemonsets"],
  severity: {
    byVantage,
    base: "medium",
    rule: "By the widest vantage that gets an answer; at most low where only 4240 answers.",
  },
  rationale:
    "Hubble streams who talks to whom across the cluster, and the Envoy admin or gops ports allow deeper control if they leak.",
  subjects: (evidence) => productSubjects(evidence, rule),
  judge: judgeProduct(rule),
  ...nodeFirewall({
    intent,
    summary: "Keep Hubble's mutual TLS on, loopback ports on loopback, and let only nodes reach the rest.",
    first: (context) => [
      {
        text: `In the values of Cilium on ${nodeOf(context)}'s cluster: hubble.tls.enabled=true (the default), hubble.listenAddress unset or an address of the node network, and prometheus ports behind the packet filter.`,
        language: "bash",
        code: "kubectl -n kube-system get configmap cilium-config -o yaml | grep -E 'hubble-(disable-tls|listen-address|tls|metrics-server)|prometheus-serve-addr|gops-port|proxy-admin'",
      },
    ],
    verify: (context) => ({
      command: `timeout 5 openssl s_client -connect ${shellQuote(`${urlHost(context.address)}:${context.port}`)} </dev/null 2>&1 | grep -oE 'certificate required|connect:errno=[0-9]+|New, TLSv1[.0-9]*'`,
      expect: "certificate required on 4244; connect:errno= where it refuses, and nothing where it times out",
    }),
  }),
  allow: intent,
  tradeoffs: ["Relay needs 4244 on every node."],
  failureModes: ["Blocking 4240 shows false connectivity alarms only."],
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening > Network policies",
    mitre: ["T1040", "T1046"],
    ms: ["MS-TA9034 Cluster internal networking"],
    cwe: ["CWE-306", "CWE-200"],
    urls: ["https://docs.cilium.io/en/stable/operations/system_requirements/"],
  },
});
