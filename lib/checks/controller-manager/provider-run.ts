import type { Judgement } from "../../domain/check.ts";
import { type Distribution, distributionName } from "../../domain/distribution.ts";
import type { Evidence } from "../../domain/evidence.ts";
import { isControlPlane } from "../../domain/inventory.ts";
import type { Subject } from "../../domain/subject.ts";
import { notApplicable } from "../verdicts.ts";

const managed: readonly Distribution[] = ["eks", "gke", "aks"];

/** True where the provider runs the control plane out of sight. */
export function isProviderRun(evidence: Evidence): boolean {
  return managed.includes(evidence.inventory.cluster.distribution) && !evidence.inventory.nodes.some(isControlPlane);
}

/** The cluster at a port of its hidden control plane, so that the check stands on the page with its reason. */
export function providerSubjects(evidence: Evidence, port: number): Subject[] {
  if (!isProviderRun(evidence)) return [];
  const { uid, name } = evidence.inventory.cluster;
  return [{ kind: "Cluster", uid: uid ?? name, name, port, protocol: "TCP" }];
}

export function providerRuns(evidence: Evidence, component: string): Judgement {
  const provider = distributionName(evidence.inventory.cluster.distribution);
  return notApplicable(
    `The provider runs it: ${component} of ${provider} is not on a node of yours, nor are its flags.`,
  );
}
