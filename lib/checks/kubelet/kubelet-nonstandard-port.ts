import type { Check } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Subject } from "../../domain/subject.ts";
import { widestVantage } from "../../domain/vantage.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { nodeSubject, nodeSubjects } from "../node-subjects.ts";
import { portItems } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { fail, pass, unknown } from "../verdicts.ts";
import { kubeletApiIntent } from "./kubelet-intents.ts";
import { kubeletSetting } from "./kubelet-remediation.ts";
import { nodeWord } from "./node-words.ts";

const usual = 10250;

/** Ports at which a kubelet's API was recognised on the node. */
function recognisedAt(evidence: Evidence, subject: Subject): number[] {
  const seen = evidence
    .ofNode(subject.name)
    .filter(({ kubelet, state }) => state === "open" && kubelet?.endpoint === "api");
  return [...new Set(seen.map(({ port }) => port))];
}

const judge: Check["judge"] = (subject, evidence) => {
  const node = evidence.node(subject.name);
  if (!node) return unknown(`${subject.name} is not in the inventory; scan again with "list nodes".`);
  const isTold = !node.uid.startsWith("host:");
  const declared = isTold ? node.kubeletPort : null;
  const moved = [...new Set([declared ?? usual, ...recognisedAt(evidence, subject)])].find((port) => port !== usual);
  const source = `status.daemonEndpoints.kubeletEndpoint.Port of node/${node.name}`;
  const item = inventoryItem(source, declared === null ? "no API was asked" : String(declared), evidence.inventory.at);
  if (moved === undefined) {
    if (isTold || recognisedAt(evidence, subject).includes(usual))
      return pass(`The kubelet of ${node.name} is at ${usual}/TCP.`, [item]);
    return unknown(
      `Where the kubelet of ${node.name} listens is not known: no API was asked and no kubelet was recognised; scan with a kubeconfig.`,
      [item],
    );
  }
  const ports = [moved, usual].flatMap((port) => portItems(evidence, nodeSubject(node, port), port === moved));
  const open = evidence.at(node.name, moved).filter(({ state }) => state === "open");
  const isAround = open.length > 0 && evidence.stateOf(node.name, usual) === "filtered";
  const reason = isAround
    ? `The kubelet answers on ${moved}/TCP, while ${usual}/TCP is filtered: the filter stands before the wrong port.`
    : `The kubelet of ${node.name} is at ${moved}/TCP: rules and scanners that name ${usual} do not see it.`;
  const vantage = widestVantage(open.map((observation) => observation.vantage));
  return fail({ reason, evidence: [item, ...ports], severity: isAround ? "medium" : "info", vantage });
};

export const kubeletNonstandardPort = defineCheck({
  id: "kubelet-nonstandard-port",
  component: "kubelet",
  tier: 2,
  kind: "config",
  title: "Kubelet listens on port 10250, where rules expect it",
  headline: ({ name }) => `Kubelet on ${name} listens on a port other than 10250`,
  severity: {
    byVantage: null,
    base: "info",
    range: ["medium", "info"],
    rule: "Medium where the real port can be reached while 10250 is filtered: the filter was made for the usual port.",
  },
  rationale:
    "Firewall rules, benchmarks and scanners that take 10250 for granted leave out a kubelet that was moved, without a word.",
  needs: ["list nodes"],
  subjects: (evidence) => nodeSubjects(evidence, "kubelet"),
  judge: onPresentNode(judge),
  ...kubeletSetting({
    summary: "Move the kubelet back to 10250, or extend every rule that names it to the real port.",
    config: () => ({ port: usual }),
    flags: () => ({ port: String(usual) }),
    verify: (context) => ({
      command: `kubectl get ${nodeWord(context)} -o jsonpath='{.status.daemonEndpoints.kubeletEndpoint.Port}'`,
      expect: "10250",
    }),
  }),
  settings: { component: "kubelet", names: ["port"] },
  allow: kubeletApiIntent,
  severityDiffers: "Other tools look at 10250 alone and say nothing of a kubelet that was moved.",
  tradeoffs: ["The kubelet restarts; the API server learns the port from the node's status."],
  failureModes: ["Where a firewall still refuses the new port, kubectl logs and exec fail."],
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening > Control plane hardening",
    mitre: ["T1046"],
    cwe: ["CWE-668"],
    urls: ["https://kubernetes.io/docs/reference/networking/ports-and-protocols/"],
  },
});
