import type { Check } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { Observation } from "../../domain/observation.ts";
import type { Subject } from "../../domain/subject.ts";
import { providerOf } from "../api-server/managed-control-plane.ts";
import { onPresentNode } from "../present-node.ts";
import { notApplicable } from "../verdicts.ts";
import { hasNoEtcd, isOutside } from "./etcd-port.ts";

/** Where the client port of this member was open to a place that has no business with etcd. */
export function openOutside(evidence: Evidence, subject: Subject): Observation[] {
  return evidence.at(subject.node ?? null, 2379).filter(({ state, vantage }) => state === "open" && isOutside(vantage));
}

/** Judges a member that is there: not a provider's, and not a server that keeps its data elsewhere. */
export function onMember(judge: Check["judge"]): Check["judge"] {
  return onPresentNode((subject, evidence) => {
    const provider = providerOf(evidence, subject);
    if (provider !== null) return notApplicable(`${provider} runs etcd here: it can be neither reached nor set.`);
    const isClosed = openOutside(evidence, subject).length === 0;
    if (isClosed && hasNoEtcd(evidence, subject))
      return notApplicable(`${subject.name} runs no etcd: this server keeps its data in another datastore.`);
    return judge(subject, evidence);
  });
}
