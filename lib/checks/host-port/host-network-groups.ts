import type { Evidence } from "../../domain/evidence.ts";
import type { HostPort } from "../../domain/inventory.ts";
import type { Subject } from "../../domain/subject.ts";
import type { ClusterPod, Workload } from "../../domain/workload.ts";
import { workloadOfPod, workloadSubject } from "./taken-ports.ts";

/** A workload on the host network, with its pods and the ports that they declare. */
export interface HostNetworkGroup {
  subject: Subject;
  workload: Workload | null;
  pods: ClusterPod[];
  ports: HostPort[];
}

const groups = new WeakMap<Evidence, Map<string, HostNetworkGroup>>();

/** By the uid of the subject. Static pods of the control plane are left to the checks of their components. */
export function hostNetworkGroups(evidence: Evidence): ReadonlyMap<string, HostNetworkGroup> {
  const known = groups.get(evidence) ?? readGroups(evidence);
  groups.set(evidence, known);
  return known;
}

function readGroups(evidence: Evidence): Map<string, HostNetworkGroup> {
  const { pods, staticPods, hostPorts } = evidence.inventory;
  const own = new Set((staticPods ?? []).map(({ namespace, name }) => `${namespace}/${name}`));
  const portsOf = Map.groupBy(
    (hostPorts ?? []).filter(({ via }) => via === "hostNetwork"),
    ({ podUid }) => podUid,
  );
  const byUid = new Map<string, HostNetworkGroup>();
  for (const pod of pods ?? []) {
    if (!pod.hostNetwork || own.has(`${pod.namespace}/${pod.name}`)) continue;
    const workload = workloadOfPod(evidence, pod.uid);
    const subject = workloadSubject(workload, pod);
    const group = byUid.get(subject.uid) ?? { subject, workload, pods: [], ports: [] };
    group.pods.push(pod);
    group.ports.push(...(portsOf.get(pod.uid) ?? []));
    byUid.set(subject.uid, group);
  }
  return byUid;
}
