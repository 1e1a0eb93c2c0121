import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import { type ClusterNode, nodeAddresses, primaryAddress } from "../../domain/inventory.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { whoStandsAt } from "../../domain/vantage.ts";
import { nodeOf } from "../api-server/component-flags.ts";
import { defineCheck } from "../define-check.ts";
import { onPresentNode } from "../present-node.ts";
import { remediationBy } from "../remediation-by.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";

function subjects(evidence: Evidence): Subject[] {
  return evidence.inventory.nodes.map((node) => {
    const address = primaryAddress(node);
    return { kind: "Node", uid: node.uid, name: node.name, node: node.name, ...(address ? { address } : {}) };
  });
}

/** Addresses at which at least one probe came to an end: a state was seen, "filtered" included. */
function probedAddresses(evidence: Evidence, node: ClusterNode): Set<string> {
  const seen = evidence.ofNode(node.name).filter(({ state }) => state !== null);
  const swept = evidence.sweeps.filter(
    (sweep) => sweep.node === node.name && sweep.open + sweep.closed + sweep.filtered > 0,
  );
  return new Set([...seen, ...swept].map(({ address }) => address));
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  const node = evidence.node(subject.node ?? subject.name);
  if (!node) return notApplicable(`${subject.name} is no longer a node of this cluster.`);
  const probed = probedAddresses(evidence, node);
  const addresses = nodeAddresses(node);
  const missed = addresses.filter((address) => !probed.has(address));
  const { vantage } = evidence;
  const items = [
    {
      sent: `Probes of ${node.name} from ${vantage.name} (${whoStandsAt(vantage.kind)})`,
      received: `${probed.size} of ${addresses.length} addresses probed`,
      at: evidence.now.toISOString(),
      vantage,
      decisive: true,
      detail: [
        ...addresses.map((address) => `${address}: ${probed.has(address) ? "probed" : "never probed"}`),
        ...problemsOf(evidence, node),
      ],
    },
  ];
  if (probed.size === 0 && evidence.stopped)
    return unknown(`The scan was stopped before it came to ${node.name}. Scan again to know.`, items);
  if (probed.size === 0)
    return fail({
      reason: `No probe of ${node.name} came to an end${addresses.length === 0 ? ": it has no IP address" : ""}.`,
      evidence: items,
      severity: "medium",
      vantage,
    });
  if (!evidence.reachable(node.name))
    return fail({
      reason: `No port of ${node.name} answered from ${vantage.name}: what it exposes is not known.`,
      evidence: items,
      severity: "medium",
      vantage,
    });
  if (missed.length > 0)
    return fail({
      reason: `${missed.map(describe).join(", ")} of ${node.name} was never probed.`,
      evidence: items,
      severity: "low",
      vantage,
    });
  return pass(`Every address of ${node.name} was probed and the node answers.`, items, vantage);
}

function describe(address: string): string {
  return `${address.includes(":") ? "IPv6" : "IPv4"} address ${address}`;
}

function problemsOf(evidence: Evidence, node: ClusterNode): string[] {
  const places = [node.name, ...nodeAddresses(node)];
  return evidence.problems
    .filter(({ where }) => places.some((place) => where === place || where.startsWith(`${place}:`)))
    .slice(0, 10)
    .map(({ where, message }) => `${where}: ${message}`);
}

export const scanCoverageGap = defineCheck({
  id: "scan-coverage-gap",
  component: "other",
  tier: 1,
  kind: "config",
  title: "Every node was reached and every address of it probed",
  headline: ({ name }) => `${name} was not covered by the scan`,
  severity: {
    byVantage: null,
    base: "low",
    range: ["medium", "low"],
    rule: "Medium when the node was not reached at all, low when one of its addresses was never probed.",
  },
  rationale:
    "A green dashboard built on missing data is worse than none; scale-out adds nodes faster than people add targets.",
  subjects,
  judge: onPresentNode(judge),
  ...remediationBy({
    own: {},
    generic: (context) => ({
      summary: "Give the scanner a way to the node, or a vantage beside it.",
      steps: [
        {
          text: `From the scanner's machine, see whether ${nodeOf(context)} answers at all; a firewall or a missing route shows as a timeout.`,
          language: "bash",
          code: `nc -vz -w 3 ${shellQuote(context.address)} ${context.port}`,
        },
        {
          text: "Look whether the node is alive.",
          language: "bash",
          code: `kubectl get node ${shellQuote(nodeOf(context))} -o wide`,
        },
        {
          text: "Let the scanner's address in, scan from a second vantage (another network, a pod, the node network), or give the scanner IPv6 where only IPv6 addresses are missed. Nodes that come and go between two scans need a scan when they join.",
        },
      ],
    }),
    verify: (context) => ({
      command: `nc -vz -w 3 ${shellQuote(context.address)} ${context.port}`,
      expect: "open or refused at once: an answer. The next scan then covers the node",
    }),
  }),
  tradeoffs: ["More vantages are more moving parts."],
  failureModes: ["Spot nodes that live shorter than the interval are never seen: scan when a node joins."],
  references: {
    nsa: "NSA/CISA v1.2: Upgrading and application security practices",
    cwe: ["CWE-778"],
    urls: ["https://kubernetes.io/docs/reference/networking/ports-and-protocols/"],
  },
});
