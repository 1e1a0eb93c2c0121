import { isControlPlane } from "../../domain/inventory.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import { shellQuote, urlHost } from "../../domain/shell-quote.ts";
import { defineCheck } from "../define-check.ts";
import { intentOn, nodeFirewall } from "../node-firewall.ts";
import { nodesAllowed } from "../node-network.ts";
import { atMost, judgeProduct, type ProductRule, productSubjects } from "../product-ports.ts";
import { placeOf } from "../product-subjects.ts";

const byVantage: SeverityByVantage = {
  internet: "critical",
  "other-network": "high",
  pod: "high",
  "node-local": "low",
};
const ports = [22_623, 22_624];

const rule: ProductRule = {
  name: "the machine config server",
  table: byVantage,
  ports,
  products: ["machine-config-server"],
  expected: (node) => node.distribution === "openshift" && isControlPlane(node),
  filteredIsRight: true,
  wrong: () => null,
  reachable({ product, address, port }) {
    if (product?.product !== "machine-config-server") return null;
    const where = `${urlHost(address)}:${port}`;
    if (product.access === "open")
      return { says: `${where} hands out the Ignition configuration of the worker pool to whoever asks` };
    return {
      says: `The machine config server answers at ${where} and refused its configuration this time`,
      severity: atMost("medium"),
    };
  },
};

const intent = intentOn(
  "control-plane",
  "machine-config",
  "Machines fetch their first configuration here.",
  ports,
  nodesAllowed,
);

export const openshiftMachineConfigExposed = defineCheck({
  id: "openshift-machine-config-exposed",
  component: "other",
  tier: 2,
  kind: "probe",
  title: "OpenShift's machine config server answers nodes only",
  headline: (subject) => `The machine config server of ${placeOf(subject)} answers strangers`,
  ports,
  severity: {
    byVantage,
    base: "high",
    rule: "By the widest vantage that is handed the configuration; at most medium where the server answers and refuses it.",
  },
  rationale:
    "The served Ignition file holds the pull secret, SSH keys and the bootstrap kubeconfig that lets a machine request node certificates.",
  subjects: (evidence) => productSubjects(evidence, rule),
  judge: judgeProduct(rule),
  ...nodeFirewall({
    intent,
    summary: "Keep 22623 and 22624 on the internal load balancer, open to the node subnets alone.",
    first: (context) => [
      {
        text: `See that the name api-int of ${context.clusterName} resolves to private addresses only; never publish it.`,
        language: "bash",
        code: "oc get infrastructure cluster -o jsonpath='{.status.apiServerInternalURI}'",
      },
    ],
    verify: (context) => ({
      command: `nc -vz -w 3 ${shellQuote(context.address)} ${context.port}`,
      expect: "timed out, when run from outside the node subnets",
    }),
  }),
  allow: intent,
  tradeoffs: ["New nodes need it at first boot."],
  failureModes: ["Blocking node subnets stops scale-out."],
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening > Control plane hardening",
    mitre: ["T1552.001", "T1133"],
    ms: ["MS-TA9005 Exposed sensitive interfaces"],
    cwe: ["CWE-306", "CWE-200"],
    urls: ["https://github.com/openshift/enhancements/blob/master/dev-guide/host-port-registry.md"],
  },
});
