import type { Check } from "../domain/check.ts";
import type { Evidence } from "../domain/evidence.ts";
import { type ClusterNode, nodeAddresses } from "../domain/inventory.ts";
import type { Coverage } from "../domain/scan-report.ts";
import type { Looked } from "./look-at-targets.ts";

/** Says how much of the cluster the scan saw, and which checks lost what they need. */
export function cover(evidence: Evidence, looked: Looked, checks: readonly Check[]): Coverage {
  const { nodes, lost } = evidence.inventory;
  const finished = new Set(looked.finished.map((target) => target.node));
  const checked = nodes.filter((node) => finished.has(node.name) && evidence.reachable(node.name));
  const names = new Set(checked.map((node) => node.name));
  return {
    nodes: {
      known: nodes.length,
      checked: checked.length,
      unreachable: nodes
        .filter((node) => !names.has(node.name) && (finished.has(node.name) || !evidence.stopped))
        .map((node) => node.name),
      ...(evidence.stopped ? { looked: cameTo(nodes, looked) } : {}),
    },
    probes: { planned: looked.planned, done: looked.done, failed: looked.failed },
    lost: lost.map(({ need, why, grant }) => ({
      need,
      why,
      grant,
      checks: checks.filter((check) => check.needs.includes(need)).map((check) => check.id),
    })),
  };
}

/** Nodes of which every address was finished: what a later scan need not look at again. */
function cameTo(nodes: readonly ClusterNode[], { finished }: Looked): string[] {
  const done = new Set(finished.map(({ node, address }) => `${node} ${address}`));
  const isDone = (node: ClusterNode) => nodeAddresses(node).every((address) => done.has(`${node.name} ${address}`));
  return nodes.filter((node) => nodeAddresses(node).length > 0 && isDone(node)).map(({ name }) => name);
}
