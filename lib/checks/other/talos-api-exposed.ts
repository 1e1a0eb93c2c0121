import type { Observation } from "../../domain/observation.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import { shellQuote, urlHost } from "../../domain/shell-quote.ts";
import { nodeOf } from "../api-server/component-flags.ts";
import { defineCheck } from "../define-check.ts";
import { intentOn, nodeFirewall } from "../node-firewall.ts";
import { nodesAllowed } from "../node-network.ts";
import { judgeProduct, type ProductRule, productSubjects, type Said } from "../product-ports.ts";
import { placeOf } from "../product-subjects.ts";

const byVantage: SeverityByVantage = {
  internet: "high",
  "other-network": "medium",
  pod: "medium",
  "node-local": "info",
};
const ports = [50_000, 50_001];

const rule: ProductRule = {
  name: "the Talos API",
  table: byVantage,
  ports,
  products: ["talos-apid", "talos-trustd"],
  expected: ({ distribution }) => distribution === "talos",
  filteredIsRight: true,
  wrong: wrongOf,
  reachable({ product, address, port }) {
    if (!product?.product.startsWith("talos-")) return null;
    const name = product.product === "talos-trustd" ? "trustd" : "apid";
    return { says: `${name} at ${urlHost(address)}:${port} can be reached from outside the node and admin networks` };
  },
};

function wrongOf({ product, address, port }: Observation): Said | null {
  if (product?.product !== "talos-apid" || product.access !== "open") return null;
  const where = `${urlHost(address)}:${port}`;
  if (!product.details.includes("maintenance mode"))
    return { says: `apid at ${where} demands no client certificate`, severity: () => "critical" };
  return {
    says: `The node is in maintenance mode: ${where} takes a configuration from the first caller`,
    severity: () => "critical",
  };
}

const intent = intentOn(
  "node",
  "talos-api",
  "Nodes and the control plane speak to apid and trustd; add the administrators' network.",
  ports,
  nodesAllowed,
);

export const talosApiExposed = defineCheck({
  id: "talos-api-exposed",
  component: "other",
  tier: 2,
  kind: "probe",
  title: "Talos' machine API demands a certificate and is reachable from admin networks only",
  headline: (subject) => `Talos' machine API of ${placeOf(subject)} is open to callers that it should refuse`,
  ports,
  severity: {
    byVantage,
    base: "medium",
    range: ["critical", "info"],
    rule: "By the widest vantage that connects; critical where no client certificate is demanded, as in maintenance mode.",
  },
  rationale: "apid controls the whole machine; in maintenance mode it accepts configuration from the first caller.",
  subjects: (evidence) => productSubjects(evidence, rule),
  judge: judgeProduct(rule),
  ...nodeFirewall({
    intent,
    summary:
      "Let admin and control-plane subnets reach 50000 and node subnets 50001; configure nodes before exposing them.",
    first: (context) => [
      {
        text: `See how far ${nodeOf(context)} is: a node in maintenance mode wants its configuration now.`,
        language: "bash",
        code: `talosctl -n ${shellQuote(context.address)} get machinestatus`,
      },
    ],
    verify: (context) => ({
      command: `nc -vz -w 3 ${shellQuote(context.address)} ${context.port}`,
      expect:
        "timed out, when run from outside; it proves the reach alone: that a client certificate is demanded and maintenance mode is left, the next scan shows",
    }),
  }),
  allow: intent,
  tradeoffs: ["talosctl needs a VPN."],
  failureModes: ["Blocking 50001 on control planes prevents workers from getting certificates."],
  references: {
    nsa: "NSA/CISA v1.2: Worker node segmentation",
    mitre: ["T1133"],
    ms: ["MS-TA9005 Exposed sensitive interfaces"],
    cwe: ["CWE-668"],
    urls: ["https://docs.siderolabs.com/talos/v1.13/networking/ingress-firewall"],
  },
});
