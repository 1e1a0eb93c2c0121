import type { EvidenceItem } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import { formatPort } from "../../domain/port-state.ts";
import type { Subject } from "../../domain/subject.ts";
import { counted } from "../counted.ts";
import { inventoryItem } from "../evidence-items.ts";
import { type Approval, approvalOf, hostPortApproval } from "../nodeport/approval.ts";
import { ownerInWords } from "../nodeport/owner-words.ts";
import { needMissing } from "../nodeport/service-subjects.ts";
import type { TakenPort, TakenState } from "./taken-ports.ts";

/** "DaemonSet web/edge". */
export function workloadName({ kind, namespace, name }: Subject): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}

/** The approval on the workload; null where workloads could not be read, so that nobody knows. */
export function hostApproval(evidence: Evidence, workload: TakenPort["workload"]): Approval | null {
  if (workload) return approvalOf(workload, evidence.now, hostPortApproval);
  if (evidence.inventory.workloads === null) return null;
  return { isValid: false, says: "No workload keeps this pod, so that nothing carries an approval" };
}

/** Sentence: why the approval is not known. */
export function approvalMissing(evidence: Evidence): string {
  const lost = evidence.inventory.lost.find(({ need }) => /list (daemonsets|deployments|statefulsets)/.test(need));
  return needMissing(evidence, lost?.need ?? "list daemonsets", "Whether somebody approved it is not known");
}

/** " Created 213 days ago, last written by helm; Helm release edge.", or nothing. */
export function whoRunsIt(evidence: Evidence, { ports: [first] }: Pick<TakenPort, "ports">): string {
  if (!first) return "";
  const owner = evidence
    .owners(first.node, first.port, first.protocol)
    .find(({ via }) => via === "hostPort" || via === "hostNetwork");
  const words = owner ? ownerInWords(owner, evidence.now) : "";
  return words ? ` ${words}.` : "";
}

/** What the pods take, and how it stands on their nodes. */
export function takenItems(evidence: Evidence, { subject, ports }: TakenPort, state: TakenState): EvidenceItem[] {
  const [first] = ports;
  const place = formatPort(subject.port ?? 0, subject.protocol);
  const isSeen = state.open.length > 0;
  const declared = inventoryItem(
    `${first?.via ?? "hostPort"} of ${workloadName(subject)}`,
    `${place}, hostIP ${first?.hostIP ?? "not set"}, container ${first?.container ?? "unknown"}, ${counted(ports.length, "pod")}`,
    evidence.inventory.at,
    !isSeen,
  );
  const wire: EvidenceItem = {
    sent: `Probe of ${place} on the nodes of ${workloadName(subject)}`,
    received: state.says,
    at: state.open[0]?.at ?? evidence.now.toISOString(),
    vantage: state.open[0]?.vantage ?? evidence.vantage,
    decisive: isSeen,
    detail: state.lines,
  };
  return [wire, declared];
}
