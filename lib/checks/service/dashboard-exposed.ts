import type { Observation, Product } from "../../domain/observation.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import { shellQuote, urlHost } from "../../domain/shell-quote.ts";
import { nodeOf } from "../api-server/component-flags.ts";
import { defineCheck } from "../define-check.ts";
import { intentOn, nodeFirewall } from "../node-firewall.ts";
import { controlPlaneAllowed } from "../node-network.ts";
import { judgeProduct, type ProductRule, productSubjects, type Said } from "../product-ports.ts";
import { placeOf } from "../product-subjects.ts";

const byVantage: SeverityByVantage = { internet: "high", "other-network": "medium", pod: "low", "node-local": "info" };
const consoles: Partial<Record<Product, string>> = {
  "kubernetes-dashboard": "Kubernetes Dashboard",
  headlamp: "Headlamp",
  rancher: "Rancher",
  "argo-cd": "Argo CD",
  portainer: "Portainer",
  grafana: "Grafana",
  "weave-scope": "Weave Scope",
  ray: "The Ray dashboard",
  jupyter: "Jupyter",
  kubeflow: "Kubeflow",
};
const products: Product[] = [
  "kubernetes-dashboard",
  "headlamp",
  "rancher",
  "argo-cd",
  "portainer",
  "grafana",
  "weave-scope",
  "ray",
  "jupyter",
  "kubeflow",
];

const rule: ProductRule = {
  name: "management console",
  table: byVantage,
  ports: [],
  products,
  expected: () => false,
  absence: "pass",
  insiders: ["control-plane", "node-local"],
  filteredIsRight: true,
  wrong: (observation) => (observation.product?.access === "open" ? sayOf(observation, true) : null),
  reachable: (observation) => sayOf(observation, false),
};

function sayOf({ product, tls, address, port }: Observation, isOpen: boolean): Said | null {
  const name = product && consoles[product.product];
  if (!product || !name) return null;
  const where = `${tls ? "https" : "http"}://${urlHost(address)}:${port}/`;
  const version = product.version === null ? "" : ` ${product.version}`;
  const what = product.details.length > 0 ? ` (${product.details.join(", ")})` : "";
  if (isOpen)
    return { says: `${name}${version} at ${where} serves data without a login${what}`, severity: () => "critical" };
  return { says: `${name}${version} shows its login at ${where}${what}` };
}

const intent = intentOn(
  "node",
  "management-console",
  "Administrators come through a forwarded port or a proxy with a login.",
  [9090, 4466, 3000, 4040, 9000, 8265],
  controlPlaneAllowed,
);
/** The port of the finding, which is any. */
const intentHere: typeof intent = (context) => ({
  ...intent(context),
  ports: [{ port: context.port || 9090, protocol: "TCP" }],
});

export const dashboardExposed = defineCheck({
  id: "dashboard-exposed",
  component: "service",
  tier: 2,
  kind: "probe",
  title: "Management consoles are reachable by administrators only, and only with a login",
  headline: (subject) => `A cluster management console of ${placeOf(subject)} is exposed beyond administrators`,
  ports: [8443, 9090, 4466, 8080, 3000, 4040, 9000, 8265],
  needs: ["list services"],
  severity: {
    byVantage,
    base: "medium",
    range: ["critical", "info"],
    rule: "By the widest vantage that reaches the console; critical where it serves data or a terminal without a login.",
  },
  rationale: "These consoles hold cluster credentials; past mass compromises started at an open one.",
  subjects: (evidence) => productSubjects(evidence, rule),
  judge: judgeProduct(rule),
  ...nodeFirewall({
    intent: intentHere,
    summary:
      "Take the console off the nodes' ports: ClusterIP, and kubectl port-forward or a proxy with TLS and a login.",
    first: (context) => [
      {
        text: `Find what serves port ${context.port} of ${nodeOf(context)} (Service or hostPort), and make its Service ClusterIP.`,
        language: "bash",
        code: `kubectl get services -A -o wide | grep -w ${shellQuote(String(context.port))}\nkubectl -n NAMESPACE patch service SERVICE -p '{"spec":{"type":"ClusterIP"}}'`,
      },
      {
        text: "Switch off skipping the login and anonymous access, and give its service account the least it needs. Headlamp: only through TLS with OIDC or short-lived tokens (kubectl create token). Kubernetes Dashboard is archived: replace it.",
      },
    ],
    verify: (context) => ({
      command: `curl -sk -m 5 -o /dev/null -w '%{http_code}\\n' ${shellQuote(`https://${urlHost(context.address)}:${context.port}/`)}`,
      expect: "000, when run from outside the admin network",
    }),
  }),
  allow: intentHere,
  closes: ["service-node-port", "host-port"],
  tradeoffs: ["Less convenient access."],
  failureModes: ["Backend-protocol or websocket settings of the ingress are lost on the move."],
  severityDiffers:
    "kube-hunter KHV029 knows the Kubernetes Dashboard alone, and Kubescape C-0014 and C-0021 read manifests; here it counts whether the login is asked for and from where.",
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening > Control plane hardening",
    mitre: ["T1133", "T1609"],
    ms: ["MS-TA9005 Exposed sensitive interfaces"],
    cwe: ["CWE-306"],
    urls: ["https://headlamp.dev/docs/latest/installation/in-cluster/"],
    tools: ["kube-hunter KHV029", "kubescape C-0014", "kubescape C-0021", "checkov KubernetesDashboard"],
  },
});
