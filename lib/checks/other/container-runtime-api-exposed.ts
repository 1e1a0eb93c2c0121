import type { Observation } from "../../domain/observation.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import { shellQuote, urlHost } from "../../domain/shell-quote.ts";
import { defineCheck } from "../define-check.ts";
import { intentOn, nodeFirewall } from "../node-firewall.ts";
import { atMost, judgeProduct, type ProductRule, productSubjects, type Said } from "../product-ports.ts";
import { placeOf } from "../product-subjects.ts";
import { runtimeOffNetwork } from "./runtime-off-network.ts";

const byVantage: SeverityByVantage = {
  internet: "critical",
  "other-network": "critical",
  pod: "critical",
  "node-local": "high",
};
const ports = [2375, 2376, 2377, 4243, 10_010, 1338, 9537];

const rule: ProductRule = {
  name: "a container runtime",
  table: byVantage,
  ports,
  products: ["docker-engine", "cri-streaming", "containerd-metrics", "crio-metrics"],
  alsoOnNode: true,
  filteredIsRight: false,
  wrong: wrongOf,
  right: ({ port, tls }) =>
    (port === 2376 || port === 2377) && tls?.clientCertificate === "required"
      ? `Port ${port} demands a client certificate before it answers`
      : null,
};

function wrongOf({ product, vantage, address, port }: Observation): Said | null {
  if (!product) return null;
  const where = `${urlHost(address)}:${port}`;
  const version = product.version === null ? "" : ` ${product.version}`;
  if (product.product === "docker-engine" && product.access === "open")
    return { says: `Docker${version} takes orders at ${where} from whoever connects, which is root on the node` };
  // The rest is meant for the node itself.
  if (vantage.kind === "node-local") return null;
  if (product.product === "cri-streaming") {
    const isPlain = product.details.includes("without TLS");
    const says = `The runtime's streaming server answers at ${where} ${isPlain ? "without TLS" : "over TLS"} beyond the node`;
    return { says, severity: atMost(isPlain ? "medium" : "low") };
  }
  const engine = product.product === "crio-metrics" ? "CRI-O" : "containerd";
  return { says: `The metrics of ${engine} answer at ${where} without credentials`, severity: atMost("low") };
}

const intent = intentOn(
  "node",
  "container-runtime",
  "No one needs a container runtime over the network.",
  ports,
  () => [],
);

export const containerRuntimeApiExposed = defineCheck({
  id: "container-runtime-api-exposed",
  component: "other",
  tier: 2,
  kind: "probe",
  title: "No container runtime takes orders, streams or shows metrics over the network",
  headline: (subject) => `The container runtime of ${placeOf(subject)} answers on a TCP port`,
  ports,
  severity: {
    byVantage,
    base: "critical",
    range: ["critical", "low"],
    rule: "By the widest vantage that gets Docker's answer; CRI streaming without TLS at most medium, metrics and streaming over TLS at most low.",
  },
  rationale: "An open Docker socket over TCP is root on the node in one request and a favourite of mining worms.",
  subjects: (evidence) => productSubjects(evidence, rule),
  judge: judgeProduct(rule),
  ...nodeFirewall({
    intent,
    summary: "Take the runtime off the network: unix sockets and loopback only.",
    first: runtimeOffNetwork,
    verify: (context) => ({
      command: `curl -s -m 3 -o /dev/null -w '%{http_code}\\n' ${shellQuote(`http://${urlHost(context.address)}:${context.port}/version`)}`,
      expect: "000: refused",
    }),
  }),
  allow: intent,
  tradeoffs: ["Remote docker builds need SSH contexts."],
  failureModes: ["Kubernetes on cri-dockerd uses the socket and keeps working."],
  severityDiffers:
    "Kubescape C-0074 looks at mounts of the socket into pods and never asks whether the port answers; what answers without credentials is critical from every network.",
  references: {
    nsa: "NSA/CISA v1.2: Worker node segmentation",
    mitre: ["T1610", "T1609", "T1611"],
    ms: ["MS-TA9005 Exposed sensitive interfaces"],
    cwe: ["CWE-306"],
    urls: ["https://docs.docker.com/engine/security/protect-access/"],
    tools: ["nuclei docker api", "kubescape C-0074"],
  },
});
