import type { EvidenceItem } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import { type Subject, type SubjectKind, subjectKinds } from "../../domain/subject.ts";
import type { Consumer, Door } from "../../domain/workload.ts";
import { inventoryItem } from "../evidence-items.ts";

/** What is read to find users of a door; each that is lost makes the answer incomplete. */
export const consumerNeeds = [
  "list configmaps",
  "list pods",
  "list servicemonitors",
  "list deployments",
  "list daemonsets",
  "list statefulsets",
];

/** One subject an object that uses the door; the cluster where none is seen. */
export function consumerSubjects(evidence: Evidence, door: Door): Subject[] {
  const users = evidence.usersOf(door) ?? [];
  const subjects = users.flatMap((user): Subject[] => {
    const kind = kindOf(user);
    if (!kind) return [];
    return [
      { kind, uid: user.uid, name: user.name, ...(user.namespace === null ? {} : { namespace: user.namespace }) },
    ];
  });
  const { uid, name } = evidence.inventory.cluster;
  const unique = new Map(subjects.map((subject) => [`${subject.kind} ${subject.uid}`, subject]));
  return unique.size > 0 ? [...unique.values()] : [{ kind: "Cluster", uid: uid ?? name, name }];
}

function kindOf({ kind }: Consumer): SubjectKind | undefined {
  return subjectKinds.find((known) => known === kind);
}

export function usersAt(evidence: Evidence, door: Door, subject: Subject): Consumer[] {
  return (evidence.usersOf(door) ?? []).filter(({ uid }) => uid === subject.uid);
}

export function consumerItem(user: Consumer, evidence: Evidence): EvidenceItem {
  const place = user.namespace === null ? "" : `${user.namespace}/`;
  const program = user.program === null ? "" : ` (${user.program})`;
  return inventoryItem(`${user.kind} ${place}${user.name}${program}`, user.where, evidence.inventory.at);
}

/** Readings that could not be made; "none found" is then no pass. */
export function lostReadings(evidence: Evidence): string[] {
  return evidence.inventory.lost.map(({ need }) => need).filter((need) => consumerNeeds.includes(need));
}
