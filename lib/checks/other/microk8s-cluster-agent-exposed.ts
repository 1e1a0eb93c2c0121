import type { SeverityByVantage } from "../../domain/severity.ts";
import { shellQuote, urlHost } from "../../domain/shell-quote.ts";
import { nodeOf } from "../api-server/component-flags.ts";
import { defineCheck } from "../define-check.ts";
import { intentOn, nodeFirewall } from "../node-firewall.ts";
import { nodesAllowed } from "../node-network.ts";
import { judgeProduct, type ProductRule, productSubjects } from "../product-ports.ts";
import { placeOf } from "../product-subjects.ts";

const byVantage: SeverityByVantage = { internet: "high", "other-network": "medium", pod: "low", "node-local": "info" };
const ports = [25_000, 19_001];

const rule: ProductRule = {
  name: "MicroK8s' cluster agent or datastore",
  table: byVantage,
  ports,
  products: ["microk8s-cluster-agent"],
  expected: ({ distribution }) => distribution === "microk8s",
  filteredIsRight: true,
  wrong: () => null,
  reachable({ product, tls, address, port }) {
    const where = `${urlHost(address)}:${port}`;
    if (product?.product === "microk8s-cluster-agent")
      return { says: `MicroK8s' cluster agent takes join requests at ${where}` };
    if (port !== 19_001 || product || !tls) return null;
    const certificate = tls.clientCertificate === "required" ? ", and demands a certificate" : "";
    return { says: `The datastore's port ${where} of a MicroK8s node speaks TLS to strangers${certificate}` };
  },
};

const intent = intentOn("node", "microk8s-cluster", "Nodes join and keep the datastore in step.", ports, nodesAllowed);

export const microk8sClusterAgentExposed = defineCheck({
  id: "microk8s-cluster-agent-exposed",
  component: "other",
  tier: 3,
  kind: "probe",
  title: "MicroK8s' join and datastore ports are reachable from its nodes only",
  headline: (subject) => `MicroK8s' join or datastore port of ${placeOf(subject)} is reachable from untrusted networks`,
  ports,
  severity: { byVantage, base: "medium", rule: "By the widest vantage that connects." },
  rationale:
    "The cluster agent accepts join tokens and dqlite holds all cluster data; MicroK8s listens on all interfaces by default.",
  subjects: (evidence) => productSubjects(evidence, rule),
  judge: judgeProduct(rule),
  ...nodeFirewall({
    intent,
    summary: "Let only the cluster's nodes reach 25000 and 19001, and remove join tokens that nobody uses.",
    first: (context) => [
      {
        text: `On ${nodeOf(context)}, see where agent and datastore listen, and which tokens are left.`,
        language: "bash",
        code: "cat /var/snap/microk8s/current/args/cluster-agent /var/snap/microk8s/current/var/kubernetes/backend/info.yaml\nwc -l /var/snap/microk8s/current/credentials/cluster-tokens.txt /var/snap/microk8s/current/credentials/persistent-cluster-tokens.txt",
      },
    ],
    verify: (context) => ({
      command: `nc -vz -w 3 ${shellQuote(context.address)} ${context.port}`,
      expect: "timed out, when run from outside",
    }),
  }),
  allow: intent,
  tradeoffs: ["Joining nodes need 25000."],
  failureModes: ["Blocking 19001 between nodes breaks the datastore."],
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening > Control plane hardening",
    mitre: ["T1133"],
    ms: ["MS-TA9029 Access the K8S API server"],
    cwe: ["CWE-668"],
    urls: ["https://canonical.com/microk8s/docs/services-and-ports"],
  },
});
