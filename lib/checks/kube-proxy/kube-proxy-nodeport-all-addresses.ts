import type { EvidenceItem, Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import { type ClusterNode, primaryAddress } from "../../domain/inventory.ts";
import type { Observation } from "../../domain/observation.ts";
import { formatPort } from "../../domain/port-state.ts";
import { shellQuote, urlHost } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { undoable } from "../controller-manager/flag-remediation.ts";
import { knownSetting, settingItem, settingList } from "../controller-manager/setting-reading.ts";
import { counted } from "../counted.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem, portItem } from "../evidence-items.ts";
import { nodeSubjects } from "../node-subjects.ts";
import { servicesMissing } from "../nodeport/service-subjects.ts";
import { onPresentNode } from "../present-node.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { bindAddressMissing } from "./bind-address.ts";
import { proxyFieldRemediation } from "./kube-proxy-fields.ts";
import { externalAddresses, openAddresses } from "./node-port-addresses.ts";

function judge(subject: Subject, evidence: Evidence): Judgement {
  const node = evidence.node(subject.name);
  if (!node) return notApplicable(`${subject.name} is no longer a node of this cluster.`);
  if (node.distribution === "openshift" && evidence.inventory.kubeProxy === null)
    return notApplicable("OVN-Kubernetes has no kube-proxy.");
  const external = externalAddresses(node);
  const addressItem = inventoryItem(
    `node/${node.name} status.addresses`,
    external.length > 0 ? `ExternalIP ${external.join(", ")}` : "no ExternalIP",
    evidence.inventory.at,
  );
  if (external.length === 0) return pass(`${node.name} has no external address that its Node names.`, [addressItem]);
  const setting = knownSetting(evidence, "kube-proxy", node.name, "nodePortAddresses");
  if (!setting)
    return unknown(
      `${bindAddressMissing(evidence)} What replaces kube-proxy has a list of its own, such as nodePort.addresses of Cilium.`,
      [addressItem],
    );
  const items = [settingItem(evidence, setting), addressItem];
  const open = openAddresses(node, settingList(setting.value));
  if (open.length === 0) return pass(`NodePorts of ${node.name} leave ${external.join(", ")} out.`, items);
  return judgeServices(node, open, items, evidence);
}

function judgeServices(node: ClusterNode, open: string[], items: EvidenceItem[], evidence: Evidence): Judgement {
  const { services, at } = evidence.inventory;
  const where = open.join(", ");
  if (services === null)
    return unknown(`NodePorts would be open on ${where} of ${node.name} as well. ${servicesMissing(evidence)}`, items);
  const ports = services.flatMap((service) =>
    service.ports.flatMap(({ nodePort, protocol }) => (nodePort === null ? [] : [{ nodePort, protocol, service }])),
  );
  const count = inventoryItem("services with a nodePort", counted(ports.length, "port"), at);
  if (ports.length === 0)
    return pass(`NodePorts would be open on ${where} of ${node.name} as well, but no Service has one.`, [
      count,
      ...items,
    ]);
  const seen = ports.flatMap(({ nodePort, protocol }) =>
    evidence.at(node.name, nodePort, protocol).filter((observation) => open.includes(observation.address)),
  );
  const proven = seen.filter(({ state }) => state === "open");
  const shut = isShutToInternet(seen, open, ports.length);
  const onTcp = ({ protocol }: { protocol: string }) => protocol === "TCP";
  const first = proven.find(onTcp) ?? seen.find(onTcp);
  const says = proven[0]
    ? `, and ${formatPort(proven[0].port, proven[0].protocol)} answers there`
    : shut
      ? ", though a filter in front keeps the internet out"
      : "";
  return fail({
    reason: `kube-proxy opens ${counted(ports.length, "NodePort")} on ${where} of ${node.name} as well${says}.`,
    evidence: [...proven.map((observation) => portItem(observation)), ...items, count],
    severity: shut ? "low" : "medium",
    vantage: proven[0]?.vantage,
    values: {
      external: open[0] ?? "",
      primary: primaryAddress(node) ?? "",
      nodePort: String(first?.port ?? (ports.find(onTcp) ?? ports[0])?.nodePort ?? ""),
    },
  });
}

/** Every declared port was looked at from the internet on every such address, and none of them answered. */
function isShutToInternet(seen: readonly Observation[], open: readonly string[], ports: number): boolean {
  const fromInternet = seen.filter(({ vantage }) => vantage.kind === "internet");
  const places = new Set(fromInternet.map(({ address, port, protocol }) => `${address} ${port} ${protocol}`));
  return places.size === open.length * ports && fromInternet.every(({ state }) => state === "filtered");
}

const remediation = proxyFieldRemediation({
  summary: "Open NodePorts on the node's primary addresses only.",
  fields: 'nodePortAddresses: ["primary"]',
  flags: [["nodeport-addresses", "primary"]],
  otherwise: "Close the NodePort range to the internet in the cloud's firewall, or give the node no external address.",
  verify({ values, address }) {
    const external = values.external || address;
    const url = `http://${urlHost(external)}:${values.nodePort || 30_000}/`;
    return {
      command: `curl -s -m 3 -o /dev/null ${shellQuote(url)}; echo rc=$?`,
      expect: "rc=7 or rc=28, while the internal address still answers",
    };
  },
});

export const kubeProxyNodeportAllAddresses = defineCheck({
  id: "kube-proxy-nodeport-all-addresses",
  component: "kube-proxy",
  tier: 2,
  kind: "config",
  title: "NodePorts are kept off the nodes' external addresses",
  headline: ({ name }) => `NodePorts are open on the external addresses of ${name}`,
  ports: [10_249],
  needs: ["list nodes", "list services", "get configmaps kube-system/kube-proxy"],
  severity: {
    byVantage: null,
    base: "medium",
    range: ["medium", "low"],
    rule: "Medium; low where a scan from the internet found every NodePort filtered on those addresses.",
  },
  rationale: "A Service meant for the inside network becomes public the moment a node gets a second interface.",
  subjects: (evidence) => nodeSubjects(evidence, 10_249),
  judge: onPresentNode(judge),
  ...undoable(remediation, "Put the old nodePortAddresses back and restart kube-proxy."),
  tradeoffs: ["Traffic that arrives on addresses left out (virtual ones, a second interface) stops."],
  failureModes: ["Load balancers that target the external address lose all their backends."],
  references: {
    nsa: "NSA/CISA v1.2: Worker node segmentation",
    mitre: ["T1133"],
    ms: ["MS-TA9005 Exposed sensitive interfaces"],
    cwe: ["CWE-1327"],
    urls: [
      "https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/",
      "https://kubernetes.io/docs/concepts/services-networking/service/",
    ],
  },
  settings: { component: "kube-proxy", names: ["nodePortAddresses", "mode"] },
  wanted: () => ({ nodePortAddresses: ["primary"] }),
  closes: ["service-node-port"],
});
