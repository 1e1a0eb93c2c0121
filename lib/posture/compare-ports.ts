import type { PortState } from "../domain/port-state.ts";
import type { Difference, NodeFate } from "./compare-pair.ts";

/** A port in two scans that both looked at it, or on a node that only one of them had. */
export interface PortPair {
  /** "unknown": looked at, and nothing is known; "lost": no longer kept; null: not looked at. */
  before: PortState | "unknown" | "lost" | null;
  after: PortState | "unknown" | "lost" | null;
  /** True when something else answers, or answers otherwise. */
  answersOtherwise: boolean;
  node: NodeFate;
}

const notComparable = (detail: string): Difference => ({ kind: "not-comparable", detail });

function unseen({ before, after }: PortPair): Difference | null {
  if (before === null) return notComparable("The first scan did not look at it.");
  if (after === null) return notComparable("The second scan did not look at it.");
  if (before === "lost") return notComparable("What the first scan saw is no longer kept.");
  if (after === "lost") return notComparable("What the second scan saw is no longer kept.");
  if (before === "unknown" && after === "unknown") return { kind: "same", detail: null };
  if (before === "unknown") return notComparable(`Its probe broke in the first scan; in the second it is ${after}.`);
  if (after === "unknown") return notComparable(`Its probe broke in the second scan; in the first it was ${before}.`);
  return null;
}

/** Compares one port: opened is "new", no longer open is "fixed", anything else that differs is "changed". */
export function comparePort(pair: PortPair): Difference {
  const { before, after, node, answersOtherwise } = pair;
  if (node === "gone")
    return { kind: "gone-with-node", detail: `It was ${before}; the node is no longer in the cluster.` };
  if (node === "came") return { kind: "new", detail: `New with its node: it is ${after}.` };
  const difference = unseen(pair);
  if (difference) return difference;
  const states = `state: ${before} → ${after}`;
  if (before !== after) {
    if (after === "open") return { kind: "new", detail: states };
    const closed = before === "open" && after !== "open|filtered";
    return { kind: closed ? "fixed" : "changed", detail: states };
  }
  return answersOtherwise ? { kind: "changed", detail: "It answers otherwise." } : { kind: "same", detail: null };
}
