import { isControlPlane } from "../../domain/inventory.ts";
import type { RemediationContext } from "../../domain/remediation.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import { shellQuote, urlHost } from "../../domain/shell-quote.ts";
import { nodeOf } from "../api-server/component-flags.ts";
import { defineCheck } from "../define-check.ts";
import { intentOn, nodeFirewall } from "../node-firewall.ts";
import { nodesAllowed } from "../node-network.ts";
import { judgeProduct, type ProductRule, productSubjects } from "../product-ports.ts";
import { placeOf } from "../product-subjects.ts";

const byVantage: SeverityByVantage = { internet: "high", "other-network": "medium", pod: "low", "node-local": "info" };

const rule: ProductRule = {
  name: "the join port of k3s and RKE2",
  table: byVantage,
  ports: [9345],
  products: ["k3s-supervisor", "rke2-supervisor", "spegel"],
  reserved: [9345],
  expected: (node) => (node.distribution === "k3s" || node.distribution === "rke2") && isControlPlane(node),
  mainPort: (node) => (node.distribution === "k3s" ? 6443 : 9345),
  filteredIsRight: true,
  wrong: () => null,
  reachable({ product, address, port }) {
    if (!product) return null;
    const where = `${urlHost(address)}:${port}`;
    if (product.product === "spegel")
      return { says: `The embedded registry's peer port ${where} can be reached from outside the nodes` };
    const name = product.product === "k3s-supervisor" ? "k3s" : "RKE2";
    return {
      says: `${name} answers ${product.answered.join(" and ")} at ${where}: whoever has the token can join from there`,
    };
  },
};

const onRke2 = intentOn("control-plane", "join-port", "Nodes join here, and nobody else.", [9345], nodesAllowed);
/** k3s joins nodes where it serves the API, which pods call by the node's address. */
const onK3s = intentOn(
  "control-plane",
  "join-port",
  "Nodes join here, and pods call the API; add your administrators.",
  [6443],
  (context) => [
    ...nodesAllowed(context),
    ...(context.podCIDRs.length > 0 ? [{ label: "pods", cidrs: context.podCIDRs }] : []),
  ],
);
const intent = (context: RemediationContext) => (context.distribution === "k3s" ? onK3s : onRke2)(context);

export const k3sRke2SupervisorExposed = defineCheck({
  id: "k3s-rke2-supervisor-exposed",
  component: "other",
  tier: 2,
  kind: "probe",
  title: "The join port of k3s and RKE2 is reachable from the nodes only",
  headline: (subject) => `The join port of ${placeOf(subject)} is reachable from untrusted networks`,
  ports: [9345, 6443, 5001],
  severity: {
    byVantage,
    base: "medium",
    rule: "By the widest vantage that gets an answer. The answer itself is by design; the risk is guessing and stolen join tokens.",
  },
  rationale:
    "With the cluster token anyone who reaches this port can join a server and receive all keys; tokens sit in plain files and provisioning scripts.",
  subjects: (evidence) => productSubjects(evidence, rule),
  judge: judgeProduct(rule),
  ...nodeFirewall({
    intent,
    summary:
      "Let only nodes (and on k3s administrators, who use the same port) reach the join port, and change the token.",
    first: (context) => {
      const tool = context.distribution === "rke2" ? "rke2" : "k3s";
      const only = tool === "k3s" ? "6443 for nodes and administrators" : "9345 for nodes";
      return [
        {
          text: `Change the token of ${nodeOf(context)}'s cluster, and give agents one of their own (agent-token) that cannot join a server. Then open ${only} only.`,
          language: "bash",
          code: `${tool} token rotate`,
        },
      ];
    },
    verify: (context) => ({
      command: `curl -sk -m 3 ${shellQuote(`https://${urlHost(context.address)}:${context.port}/ping`)}; echo rc=$?`,
      expect: "rc=28, when run from outside the node network",
    }),
  }),
  allow: intent,
  tradeoffs: ["Nodes in other sites need a VPN."],
  failureModes: ["Agents that lose 9345 or 6443 cannot restart."],
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening > Control plane hardening",
    mitre: ["T1133", "T1078"],
    ms: ["MS-TA9029 Access the K8S API server"],
    cwe: ["CWE-668"],
    urls: ["https://docs.rke2.io/install/requirements", "https://docs.k3s.io/installation/requirements"],
  },
});
