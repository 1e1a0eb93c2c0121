import type { Observation } from "../../domain/observation.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import { shellQuote, urlHost } from "../../domain/shell-quote.ts";
import { nodeOf } from "../api-server/component-flags.ts";
import { defineCheck } from "../define-check.ts";
import { intentOn, nodeFirewall } from "../node-firewall.ts";
import { nodesAllowed } from "../node-network.ts";
import { judgeProduct, type ProductRule, productSubjects, type Said } from "../product-ports.ts";
import { placeOf } from "../product-subjects.ts";

const byVantage: SeverityByVantage = { internet: "medium", "other-network": "low", pod: "low", "node-local": "info" };
const ports = [9100, 8081, 9090, 9093, 9153, 9253, 9353, 10_254, 20_256, 20_257, 61_678];
/** These name objects of the cluster, not only machines. */
const namesObjects = /^(?:kube-state-metrics|Prometheus)$/;

const rule: ProductRule = {
  name: "metrics exporters",
  table: byVantage,
  ports,
  products: ["prometheus-exporter"],
  // The numbers are everybody's: only what was recognised is judged.
  reserved: [],
  filteredIsRight: true,
  wrong: wrongOf,
};

function wrongOf({ product, vantage, address, port }: Observation): Said | null {
  if (product?.product !== "prometheus-exporter" || product.access !== "open") return null;
  const [exporter = "An exporter", names = "its series"] = product.details;
  const version = product.version === null ? "" : ` ${product.version}`;
  const says = `${exporter}${version} answers ${urlHost(address)}:${port}${product.answered[0] ?? "/metrics"} with ${names} and no login`;
  if (!namesObjects.test(exporter) || vantage.kind !== "other-network") return { says };
  return { says, severity: () => "medium" };
}

const intent = intentOn(
  "node",
  "metrics-exporters",
  "Only the nodes, where the monitoring runs, scrape the exporters.",
  ports,
  nodesAllowed,
);

export const metricsExporterExposed = defineCheck({
  id: "metrics-exporter-exposed",
  component: "other",
  tier: 2,
  kind: "probe",
  title: "Metrics exporters answer nobody but the monitoring",
  headline: (subject) => `A metrics exporter of ${placeOf(subject)} answers strangers`,
  ports,
  needs: ["list services"],
  severity: {
    byVantage,
    base: "low",
    rule: "By the widest vantage that gets the metrics; kube-state-metrics and Prometheus name objects and are medium from other networks too.",
  },
  rationale: "Exporters list hosts, kernels, disks, pods and names of secrets, a ready-made target map.",
  subjects: (evidence) => productSubjects(evidence, rule),
  judge: judgeProduct(rule),
  ...nodeFirewall({
    intent,
    summary: "Put a login in front of the exporter, or let only the monitoring reach it.",
    first: (context) => [
      {
        text: `See what serves port ${context.port} on ${nodeOf(context)}. Give it --web.config.file with TLS and basic auth or kube-rbac-proxy in front, or bind it to the pod's or the loopback address; pods are closed by a NetworkPolicy that lets the monitoring's namespace in.`,
        language: "bash",
        code: `ss -Hltnp ${shellQuote(`sport = :${context.port}`)}`,
      },
    ],
    verify: (context) => ({
      command: `curl -s -m 3 -o /dev/null -w '%{http_code}\\n' ${shellQuote(`http://${urlHost(context.address)}:${context.port}/metrics`)}`,
      expect: "401, 403 or 000",
    }),
  }),
  allow: intent,
  tradeoffs: ["Scrapers need credentials."],
  failureModes: ["Targets go down after switching to https without updating the scheme."],
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening > Network policies",
    mitre: ["T1613", "T1046"],
    ms: ["MS-TA9005 Exposed sensitive interfaces"],
    cwe: ["CWE-200", "CWE-306"],
    urls: ["https://prometheus.io/docs/operating/security/"],
    tools: ["nuclei kubernetes-metrics", "nuclei kube-state-metrics"],
  },
});
