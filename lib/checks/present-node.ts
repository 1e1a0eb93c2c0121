import type { Check } from "../domain/check.ts";
import { notApplicable } from "./verdicts.ts";

/** Judges a subject only while its node is in the cluster; a new machine under an old name is another node. */
export function onPresentNode(judge: Check["judge"]): Check["judge"] {
  return (subject, evidence) => {
    const isGone = subject.kind === "Node" && evidence.node(subject.node ?? subject.name)?.uid !== subject.uid;
    return isGone ? notApplicable(`${subject.name} is no longer a node of this cluster.`) : judge(subject, evidence);
  };
}
