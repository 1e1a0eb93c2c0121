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
const ports = [179, 5473, 9091, 9093, 9098, 9099];

const rule: ProductRule = {
  name: "Calico",
  table: byVantage,
  ports,
  products: ["bgp", "calico-typha", "calico-felix"],
  reserved: [179, 5473],
  expected: (node, evidence) => runsImage(evidence, node, /calico\/(?:node|typha)/),
  byImage: true,
  filteredIsRight: true,
  wrong: wrongOf,
  reachable({ product, address, port }) {
    const where = `${urlHost(address)}:${port}`;
    if (product?.product === "bgp")
      return { says: `A BGP speaker answers ${product.answered.join(", ")} at ${where} to a stranger` };
    return null;
  },
};

function wrongOf({ product, address, port }: Observation): Said | null {
  if (product?.access !== "open") return null;
  const where = `${urlHost(address)}:${port}`;
  const paths = product.answered.filter((path) => path.startsWith("/"));
  if (product.product === "calico-typha" && paths.length === 0)
    return { says: `Typha at ${where} lets callers in without a client certificate` };
  if (product.product !== "calico-typha" && product.product !== "calico-felix") return null;
  const name = product.product === "calico-typha" ? "Typha" : "Felix";
  return { says: `${name} answers ${paths.join(", ")} at ${where} beyond the node`, severity: atMost("low") };
}

const intent = intentOn(
  "node",
  "calico-bgp-typha",
  "Nodes exchange routes and policies; add routers that peer with them.",
  [179, 5473],
  nodesAllowed,
);

export const calicoBgpTyphaExposed = defineCheck({
  id: "calico-bgp-typha-exposed",
  component: "cni",
  tier: 2,
  kind: "probe",
  title: "BGP, Typha and Calico's health ports are reachable from the node network only",
  headline: (subject) => `Calico on ${placeOf(subject)} answers callers that show no credentials`,
  ports,
  needs: ["list pods", "list daemonsets"],
  severity: {
    byVantage,
    base: "medium",
    rule: "By the widest vantage that gets an answer; metrics and health at most low.",
  },
  rationale: "A rogue BGP session can reroute pod traffic; an open Typha hands out policy and address data.",
  subjects: (evidence) => productSubjects(evidence, rule),
  judge: judgeProduct(rule),
  ...nodeFirewall({
    intent,
    summary: "Let only nodes and the routers that peer with them reach 179 and 5473.",
    first: (context) => [
      {
        text: `For ${nodeOf(context)} and its peers: BGP passwords and explicit peers, no node-to-node mesh where it is not used, Typha with mutual TLS (the operator's default), and the health and metrics ports on localhost.`,
        language: "bash",
        code: "kubectl get bgppeers.crd.projectcalico.org,bgpconfigurations.crd.projectcalico.org,felixconfigurations.crd.projectcalico.org -o yaml",
      },
    ],
    verify: (context) => ({
      command: `nc -vz -w 3 ${shellQuote(context.address)} ${context.port}`,
      expect:
        "timed out, when run from outside the nodes; it proves the reach alone: that Typha demands a client certificate, the next scan shows",
    }),
  }),
  allow: intent,
  tradeoffs: ["Top-of-rack routers need 179."],
  failureModes: ["Blocking 179 between nodes withdraws routes."],
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening > Network policies",
    mitre: ["T1557", "T1046"],
    ms: ["MS-TA9034 Cluster internal networking"],
    cwe: ["CWE-306"],
    urls: [
      "https://docs.tigera.io/calico/latest/getting-started/kubernetes/requirements",
      "https://docs.rke2.io/install/requirements",
    ],
  },
});
