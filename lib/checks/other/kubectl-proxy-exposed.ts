import type { SeverityByVantage } from "../../domain/severity.ts";
import { shellQuote, urlHost } from "../../domain/shell-quote.ts";
import { nodeOf } from "../api-server/component-flags.ts";
import { defineCheck } from "../define-check.ts";
import { intentOn, nodeFirewall } from "../node-firewall.ts";
import { judgeProduct, type ProductRule, productSubjects } from "../product-ports.ts";
import { placeOf } from "../product-subjects.ts";

const byVantage: SeverityByVantage = {
  internet: "critical",
  "other-network": "critical",
  pod: "high",
  "node-local": "low",
};

const rule: ProductRule = {
  name: "kubectl proxy",
  table: byVantage,
  ports: [8001],
  products: ["kubectl-proxy"],
  filteredIsRight: true,
  wrong({ product, service, apiServer, address, port }) {
    const where = `http://${urlHost(address)}:${port}`;
    if (product?.product === "kubectl-proxy" && product.access === "open")
      return { says: `${where} lends its owner's rights to anyone; it ${product.details[0] ?? "answers /api/v1"}` };
    const isOpen = service === "kubectl-proxy" && apiServer?.anonymous === "open";
    return isOpen ? { says: `${where} answers /api as its owner for anyone` } : null;
  },
};

const intent = intentOn("node", "kubectl-proxy", "A kubectl proxy is for the machine it runs on.", [8001], () => []);

export const kubectlProxyExposed = defineCheck({
  id: "kubectl-proxy-exposed",
  component: "other",
  tier: 2,
  kind: "probe",
  title: "No kubectl proxy listens for the network",
  headline: (subject) => `kubectl proxy on ${placeOf(subject)} listens for the network`,
  ports: [8001],
  severity: { byVantage, base: "critical", rule: "By the widest vantage that gets a list of resources." },
  rationale: "It lends its owner's kubeconfig rights to anyone who connects.",
  subjects: (evidence) => productSubjects(evidence, rule),
  judge: judgeProduct(rule),
  ...nodeFirewall({
    intent,
    summary: "Stop it, and use kubectl port-forward or an authenticating ingress instead.",
    first: (context) => [
      {
        text: `On ${nodeOf(context)}, find the process and stop it with its supervisor. Never start one with --address=0.0.0.0 and --accept-hosts=.*: its Host filter keeps out browsers, not people.`,
        language: "bash",
        code: `ss -Hltnp ${shellQuote(`sport = :${context.port}`)}`,
      },
    ],
    verify: (context) => ({
      command: `nc -vz -w 3 ${shellQuote(context.address)} ${context.port}`,
      expect: "refused",
    }),
  }),
  allow: intent,
  tradeoffs: ["None: whoever needs the API has an account of their own."],
  failureModes: ["Dashboards bookmarked through it stop."],
  severityDiffers:
    "kube-hunter KHV049 reports it without regard to who can reach it; from a pod it is high here, and on the node itself low, where the proxy is meant to be used.",
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening > Control plane hardening",
    mitre: ["T1090", "T1609"],
    ms: ["MS-TA9024 Connect from Proxy server"],
    cwe: ["CWE-306"],
    urls: ["https://kubernetes.io/docs/tasks/extend-kubernetes/http-proxy-access-api/"],
    tools: ["kube-hunter KHV049"],
  },
});
