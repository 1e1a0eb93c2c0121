import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import { formatPort } from "../../domain/port-state.ts";
import { type Severity, type SeverityByVantage, severityFrom, shiftSeverity } from "../../domain/severity.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { whoStandsAt } from "../../domain/vantage.ts";
import { overlayUdpPorts, udpControlPorts } from "../../domain/well-known-ports.ts";
import { nodeOf } from "../api-server/component-flags.ts";
import { defineCheck } from "../define-check.ts";
import { portItem } from "../evidence-items.ts";
import { intentOn, nodeFirewall } from "../node-firewall.ts";
import { nodeNetwork, nodesAllowed } from "../node-network.ts";
import { nodeSubjects } from "../node-subjects.ts";
import { onPresentNode } from "../present-node.ts";
import { fail, pass, unknown } from "../verdicts.ts";

const byVantage: SeverityByVantage = { internet: "high", "other-network": "medium", pod: "info", "node-local": "info" };
const tunnels: readonly number[] = overlayUdpPorts.filter(({ encrypted }) => !encrypted).map(({ port }) => port);
/** Where flannel and Cilium tunnel, as most clusters do; it stands for the node. */
const mainPort = 8472;

function judge(subject: Subject, evidence: Evidence): Judgement {
  const node = subject.node ?? null;
  const { name, kind } = evidence.vantage;
  const controls = udpControlPorts.map((port) => evidence.stateOf(node, port, "UDP"));
  const ports = overlayUdpPorts.map((entry) => ({ ...entry, state: evidence.stateOf(node, entry.port, "UDP") }));
  const observations = [...ports.map(({ port }): number => port), ...udpControlPorts].flatMap((port) =>
    evidence.at(node, port, "UDP"),
  );
  const telling = new Set<number>(
    ports.filter(({ state }) => state === "open|filtered" || state === "open").map(({ port }) => port),
  );
  const items = observations.map((seen) => portItem(seen, telling.size === 0 || telling.has(seen.port)));
  if (ports.every(({ state }) => state === "not-looked"))
    return unknown(`No overlay port of ${subject.name} was asked over UDP; scan again without a list of ports.`, items);
  if (ports.some(({ state }) => state === "failed"))
    return unknown(`A UDP probe of ${subject.name} broke; scan again.`, items);
  if (ports.every(({ state }) => state === "closed"))
    return pass(
      `Every overlay port of ${subject.name} answers "port unreachable" to ${name}.`,
      items,
      evidence.vantage,
    );
  if (!controls.every((state) => state === "closed"))
    return unknown(
      `UDP to ${subject.name} is silent on ports that nobody uses as well, so that silence on an overlay port says nothing; read the packet filter's or the cloud's rules, or scan from the node's own network.`,
      items,
    );
  // Control ports are refused and these are not: something takes what is sent to them.
  const open = ports.filter(({ state }) => state === "open" || state === "open|filtered");
  if (open.length === 0)
    return pass(
      `Packets from ${name} to the overlay ports of ${subject.name} are filtered, unlike those to other ports.`,
      items,
      evidence.vantage,
    );
  const list = open.map(({ port, service }) => formatPort(port, "UDP", service)).join(", ");
  if (kind === "worker-node" || kind === "control-plane" || kind === "node-local")
    return unknown(
      `${list} of ${subject.name} takes packets from ${whoStandsAt(kind)}, as an overlay has to; scan from another network than ${name} to learn who else can send to it.`,
      items,
    );
  const severity = severityOf(
    open.every(({ encrypted }) => encrypted),
    severityFrom(byVantage, kind),
  );
  return fail({
    reason: `${list} of ${subject.name} takes packets from ${whoStandsAt(kind)}: ports that nobody uses answer "port unreachable" there, and these do not. A filter that drops packets to these ports alone looks the same: let it reject them.`,
    evidence: items,
    severity,
    vantage: evidence.vantage,
    values: { nodes: nodeNetwork(evidence).join(",") },
  });
}

const severityOf = (isEncrypted: boolean, severity: Severity) => (isEncrypted ? shiftSeverity(severity, 1) : severity);

const intent = intentOn(
  "node",
  "overlay-network",
  "Nodes send each other the packets of pods.",
  tunnels,
  nodesAllowed,
  "UDP",
);

export const cniOverlayUdpExposed = defineCheck({
  id: "cni-overlay-udp-exposed",
  component: "cni",
  tier: 2,
  kind: "hybrid",
  title: "Overlay tunnel ports take packets from the node network only",
  headline: ({ name }) => `Overlay tunnel ports of ${name} take packets from outside the node network`,
  severity: {
    byVantage,
    base: "medium",
    rule: "By the vantage from which packets arrive; one step milder where only encrypted overlays (WireGuard) listen.",
  },
  rationale:
    "VXLAN has no authentication: someone who can send to the port can inject packets into the pod network as if from a node.",
  subjects: (evidence) => nodeSubjects(evidence, mainPort).map((subject) => ({ ...subject, protocol: "UDP" })),
  judge: onPresentNode(judge),
  ...nodeFirewall({
    intent,
    rejects: true,
    summary: "Let only the nodes' addresses send to the overlay ports; better, encrypt the overlay.",
    first: (context) => [
      {
        text: `See which overlay ${nodeOf(context)} has. WireGuard closes the hole itself: Cilium encryption.type=wireguard, flannel's backend wireguard-native, Calico's wireguardEnabled.`,
        language: "bash",
        code: "ip -d link show type vxlan; ip -d link show type geneve; ss -Hlun",
      },
    ],
    verify: (context) => ({
      command: `nmap -sU -p 8472,4789,6081,${udpControlPorts[0] ?? 40_961} ${shellQuote(context.address)}`,
      expect: "no difference between the overlay ports and the last one, when run from outside",
    }),
  }),
  allow: intent,
  tradeoffs: ["Nodes in several regions need each other's public addresses or a VPN."],
  failureModes: ["Blocking between nodes stops cross-node pod traffic immediately."],
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening > Network policies",
    mitre: ["T1557", "T1599"],
    ms: ["MS-TA9034 Cluster internal networking"],
    cwe: ["CWE-306", "CWE-923"],
    urls: [
      "https://docs.k3s.io/installation/requirements",
      "https://docs.rke2.io/install/requirements",
      "https://docs.cilium.io/en/stable/operations/system_requirements/",
    ],
  },
});
