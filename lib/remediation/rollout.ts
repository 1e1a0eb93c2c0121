import type { Remediation, RemediationContext } from "../domain/remediation.ts";
import { shellQuote } from "../domain/shell-quote.ts";
import { fixScript, heredoc } from "./fix-script.ts";

/** One affected node with what its own finding says. */
export interface AffectedNode {
  name: string;
  isControlPlane: boolean;
  remediation: Remediation;
  context: RemediationContext;
}

export interface RolloutStage {
  /** "First one worker", in words. */
  title: string;
  why: string;
  nodes: string[];
}

/** How to put every affected node right, in an order that loses no more than one node when something goes wrong. */
export interface Rollout {
  stages: RolloutStage[];
  /** Bash that does it node by node and stops at the first that does not come back; null where the steps need a hand. */
  script: string | null;
  /** Why there is no script, or what it needs. */
  note: string;
}

/** Plans a fix of many nodes: one worker, the other workers, then the control plane one at a time. Pure. */
export function rollout(nodes: readonly AffectedNode[]): Rollout {
  const sorted = nodes.toSorted((a, b) => a.name.localeCompare(b.name));
  const workers = sorted.filter((node) => !node.isControlPlane);
  const controlPlanes = sorted.filter((node) => node.isControlPlane);
  const [first, ...rest] = workers;
  const stages: RolloutStage[] = [];
  const stage = (title: string, why: string, of: readonly AffectedNode[]) => {
    if (of.length > 0) stages.push({ title, why, nodes: of.map(({ name }) => name) });
  };
  stage(
    "First one worker",
    "If the change is wrong, one worker shows it. Re-check it before going on.",
    first ? [first] : [],
  );
  stage("Then the other workers", "One after the other, so that their pods have somewhere to go.", rest);
  stage(
    "Last the control plane",
    "One at a time, and only while the others are Ready: etcd needs its majority.",
    controlPlanes,
  );
  const ordered = [...workers, ...controlPlanes];
  const scripts = ordered.map((node) => ({ node, fix: fixScript(node.remediation, node.context) }));
  const missing = scripts.some(({ fix }) => fix === null);
  if (ordered.length === 0 || missing) return { stages, script: null, note: byHand };
  return {
    stages,
    script: scriptOf(scripts),
    note: "Needs SSH to the nodes with sudo, and kubectl here. It stops at the first node that fails.",
  };
}

const byHand =
  "The steps edit files or cloud resources that a script should not touch blindly: take them from each node's finding, in this order.";

interface NodeFix {
  node: AffectedNode;
  fix: string | null;
}

/** Nodes with the same fix share one function: a script for a thousand nodes stays readable. */
function scriptOf(fixes: readonly NodeFix[]): string {
  const byFix = Map.groupBy(fixes, ({ fix }) => fix ?? "");
  const names = new Map([...byFix.keys()].map((fix, index) => [fix, `fix_${index + 1}`]));
  const functions = [...byFix.keys()].map((fix) => `${names.get(fix)}() {\n  ${heredoc("cat", "FIX", fix)}\n}`);
  const lines = fixes.map(({ node, fix }) => {
    const name = shellQuote(node.name);
    return `put_right ${name} ${shellQuote(node.context.address)} ${names.get(fix ?? "")}`;
  });
  return [
    "#!/usr/bin/env bash",
    "set -euo pipefail",
    "settle_seconds=60",
    "",
    ...functions,
    "",
    "put_right() {",
    '  echo "== $1"',
    '  "$3" | ssh -- "$2" sudo bash -euo pipefail -s',
    "  # The Node still says Ready for a while after its kubelet has stopped.",
    '  sleep "$settle_seconds"',
    '  kubectl wait --for=condition=Ready "node/$1" --timeout=180s',
    "}",
    "",
    ...lines,
  ].join("\n");
}
