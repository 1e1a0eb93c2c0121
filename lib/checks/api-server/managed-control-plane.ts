import type { Distribution } from "../../domain/distribution.ts";
import type { Evidence } from "../../domain/evidence.ts";
import { isControlPlane } from "../../domain/inventory.ts";
import type { Subject } from "../../domain/subject.ts";
import { nodeSubject } from "../node-subjects.ts";
import { apiServerSubjects } from "./api-server-subjects.ts";

const providers: Partial<Record<Distribution, string>> = { eks: "AWS", gke: "Google", aks: "Azure" };

/** "AWS" where the cloud runs the control plane; null elsewhere. */
export function providerOf(evidence: Evidence, subject: Subject): string | null {
  if (subject.kind !== "Cluster") return null;
  return providers[evidence.inventory.cluster.distribution] ?? null;
}

/** Every API server once, at its own port: what is judged by its flags has no second place. */
export function apiServerInstances(evidence: Evidence): Subject[] {
  const seen = new Set<string>();
  return apiServerSubjects(evidence).filter((subject) => {
    if (subject.kind === "Cluster") return true;
    const roles = evidence.node(subject.name)?.roles ?? [];
    // An RKE2 node of the role "etcd" alone runs no API server.
    if (!roles.includes("control-plane") && !roles.includes("master")) return false;
    const isFirst = !seen.has(subject.uid);
    seen.add(subject.uid);
    return isFirst;
  });
}

/** Every member of etcd by its node; the cluster itself where a provider hides them. */
export function etcdMembers(evidence: Evidence): Subject[] {
  const nodes = evidence.inventory.nodes.filter(isControlPlane).map((node) => nodeSubject(node, 2379));
  const { distribution, uid, name } = evidence.inventory.cluster;
  if (nodes.length > 0 || uid === null || providers[distribution] === undefined) return nodes;
  return [{ kind: "Cluster", uid, name, port: 2379, protocol: "TCP" }];
}
