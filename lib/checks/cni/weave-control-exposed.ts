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
const ports = [6783, 6784, 6781, 6782];

const rule: ProductRule = {
  name: "Weave Net",
  table: byVantage,
  ports,
  products: ["weave"],
  reserved: [6783, 6784],
  expected: (node, evidence) => runsImage(evidence, node, /weave-(?:kube|npc)/),
  byImage: true,
  filteredIsRight: true,
  wrong: wrongOf,
  reachable({ product, address, port }) {
    if (product?.product !== "weave") return null;
    const says = `Weave's peers greet strangers at ${urlHost(address)}:${port}; a password is set, but the project is archived`;
    return { says, severity: atMost("low") };
  },
};

function wrongOf({ product, service, address, port }: Observation): Said | null {
  if (product?.product !== "weave" || product.access !== "open") return null;
  const where = `${urlHost(address)}:${port}`;
  if (service === "weave-http")
    return { says: `Weave's control API answers ${where} beyond the node without any login` };
  if (product.answered.some((path) => path.startsWith("/")))
    return { says: `Weave's metrics answer ${where} without credentials`, severity: atMost("low") };
  return { says: `Weave's peers at ${where} take anyone for one of them: no password is set` };
}

const intent = intentOn("node", "weave-peers", "Nodes are Weave's peers, and nobody else.", [6783, 6784], nodesAllowed);

export const weaveControlExposed = defineCheck({
  id: "weave-control-exposed",
  component: "cni",
  tier: 3,
  kind: "probe",
  title: "Weave Net's control and status ports are reachable from its peers only",
  headline: (subject) => `Weave Net's port of ${placeOf(subject)} answers strangers`,
  ports,
  needs: ["list pods", "list daemonsets"],
  severity: {
    byVantage,
    base: "medium",
    rule: "By the widest vantage that gets an answer; metrics, and peers with a password, at most low.",
  },
  rationale:
    "The project is archived since 2024 and an unencrypted peer port lets a stranger join the network; 6784 is an unauthenticated control API.",
  subjects: (evidence) => productSubjects(evidence, rule),
  judge: judgeProduct(rule),
  ...nodeFirewall({
    intent,
    summary: "Migrate to a maintained CNI; until then a password, and 6783-6784 for nodes only.",
    first: (context) => [
      {
        text: `Until ${nodeOf(context)} has another CNI: set WEAVE_PASSWORD from a Secret on the DaemonSet weave-net, on all nodes together.`,
        language: "bash",
        code: 'kubectl -n kube-system create secret generic weave-passwd --from-literal=weave-passwd="$(openssl rand -hex 32)"\nkubectl -n kube-system set env daemonset/weave-net -c weave --from=secret/weave-passwd',
      },
    ],
    verify: (context) => ({
      command: `nc -vz -w 3 ${shellQuote(context.address)} ${context.port}`,
      expect: "timed out, when run from outside",
    }),
  }),
  allow: intent,
  tradeoffs: ["CNI migration replaces every pod's address."],
  failureModes: ["A change of the password must hit all nodes together."],
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening > Network policies",
    mitre: ["T1557"],
    ms: ["MS-TA9034 Cluster internal networking"],
    cwe: ["CWE-306", "CWE-1104"],
    urls: ["https://github.com/weaveworks/weave"],
  },
});
