import type { SeverityByVantage } from "../../domain/severity.ts";
import { shellQuote, urlHost } from "../../domain/shell-quote.ts";
import { nodeOf } from "../api-server/component-flags.ts";
import { defineCheck } from "../define-check.ts";
import { intentOn, nodeFirewall } from "../node-firewall.ts";
import { nodesAllowed } from "../node-network.ts";
import { judgeProduct, type ProductRule, productSubjects, runsImage } from "../product-ports.ts";
import { placeOf } from "../product-subjects.ts";

const byVantage: SeverityByVantage = { internet: "high", "other-network": "medium", pod: "low", "node-local": "info" };
const ports = [8132, 8133, 8134, 8131, 8091];

const rule: ProductRule = {
  name: "the konnectivity server",
  table: byVantage,
  ports,
  products: ["konnectivity"],
  expected: (node, evidence) => runsImage(evidence, node, /proxy-server|konnectivity-server/),
  byImage: true,
  filteredIsRight: true,
  wrong({ product, address, port }) {
    if (product?.product !== "konnectivity" || product.access !== "open") return null;
    return {
      says: `Konnectivity's admin port answers ${product.answered.join(", ")} at ${urlHost(address)}:${port} without credentials`,
    };
  },
  reachable({ product, address, port }) {
    if (product?.product !== "konnectivity") return null;
    return { says: `Konnectivity's agent port ${urlHost(address)}:${port} can be reached from outside the nodes` };
  },
};

const intent = intentOn(
  "control-plane",
  "konnectivity",
  "Agents on the nodes open the tunnel here.",
  [8132, 8091],
  nodesAllowed,
);

export const konnectivityServerExposed = defineCheck({
  id: "konnectivity-server-exposed",
  component: "other",
  tier: 3,
  kind: "probe",
  title: "Konnectivity's ports are open to its agents only",
  headline: (subject) => `Konnectivity's proxy port of ${placeOf(subject)} is open beyond its agents`,
  ports,
  needs: ["list pods", "list daemonsets"],
  severity: { byVantage, base: "medium", rule: "By the widest vantage that gets an answer." },
  rationale: "A rogue agent on this port can receive API-server-to-node connections, including exec streams.",
  subjects: (evidence) => productSubjects(evidence, rule),
  judge: judgeProduct(rule),
  ...nodeFirewall({
    intent,
    summary: "Restrict the agent port to the nodes, and put the admin and health ports on loopback.",
    first: (context) => [
      {
        text: `In the arguments of the proxy server on ${nodeOf(context)}: --admin-bind-address=127.0.0.1 and --health-bind-address=127.0.0.1, and keep --agent-namespace, --agent-service-account and --authentication-audience, by which agents prove themselves.`,
        language: "bash",
        code: "grep -rnE 'admin-port|admin-bind-address|health-port|agent-service-account|authentication-audience' /etc/kubernetes/manifests",
      },
    ],
    verify: (context) => ({
      command: `nc -vz -w 3 ${shellQuote(context.address)} ${context.port}`,
      expect:
        "timed out or refused, when run from a worker for admin and health ports and from outside for the agent port",
    }),
  }),
  allow: intent,
  tradeoffs: ["Hosted control planes need the agent port on the load balancer."],
  failureModes: ["Agents disconnect: logs and exec stop."],
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening > Control plane hardening",
    mitre: ["T1090", "T1557"],
    ms: ["MS-TA9024 Connect from Proxy server"],
    cwe: ["CWE-306"],
    urls: ["https://kubernetes.io/docs/tasks/extend-kubernetes/setup-konnectivity/"],
  },
});
