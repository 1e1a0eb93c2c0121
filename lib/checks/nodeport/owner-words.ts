import type { Evidence } from "../../domain/evidence.ts";
import type { PortOwner } from "../../domain/port-owner.ts";
import type { Subject } from "../../domain/subject.ts";
import { counted } from "../counted.ts";

const dayMs = 86_400_000;
const shownWorkloads = 3;

/** The owner that a Service's port has on every node; undefined where no node or no owner is known. */
export function ownerOf(evidence: Evidence, { uid, port, protocol }: Subject): PortOwner | undefined {
  const [node] = evidence.inventory.nodes;
  if (!node || port === undefined) return undefined;
  return evidence.owners(node.name, port, protocol).find((owner) => owner.uid === uid);
}

/** " Behind it: Deployment payments/api; created 213 days ago by kubectl-expose; Helm release shop.", or nothing. */
export function behindIt(evidence: Evidence, subject: Subject): string {
  const owner = ownerOf(evidence, subject);
  const words = owner ? ownerInWords(owner, evidence.now) : "";
  return words ? ` ${words}.` : "";
}

/** The same without the leading space and the full stop. */
export function ownerInWords(owner: PortOwner, now: Date): string {
  const [first, ...rest] = [workloadsInWords(owner), writtenInWords(owner, now), owner.deployedBy].filter(
    (part) => part !== null,
  );
  if (first === undefined) return "";
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join("; ");
}

function workloadsInWords({ workloads }: PortOwner): string | null {
  if (workloads.length === 0) return null;
  const more = workloads.length - shownWorkloads;
  return `behind it: ${workloads.slice(0, shownWorkloads).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function writtenInWords({ createdAt, manager }: PortOwner, now: Date): string | null {
  const days = createdAt === null ? null : Math.floor((now.getTime() - Date.parse(createdAt)) / dayMs);
  const created = days === null || Number.isNaN(days) ? null : `created ${counted(days, "day")} ago`;
  if (!manager) return created;
  return created === null ? `last written by ${manager.name}` : `${created}, last written by ${manager.name}`;
}
