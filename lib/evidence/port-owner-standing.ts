import type { Inventory } from "../domain/inventory.ts";
import type { PortApproval } from "../domain/port-approval.ts";
import type { PortOwner } from "../domain/port-owner.ts";
import { workloadOf } from "./port-owner-workloads.ts";

type Standing = Pick<PortOwner, "approval" | "team" | "readyEndpoints">;
type Keyed = Readonly<Record<string, string>>;

const teamKey = /(^|\/)(team|owner)$/;

/** "payments" of `team: payments` or `example.com/owner: payments`. */
function teamOf(labels: Keyed | undefined): string | null {
  const found = Object.entries(labels ?? {}).find(([key, value]) => teamKey.test(key) && value !== "");
  return found?.[1] ?? null;
}

function approvalIn(annotations: Keyed | undefined, name: string): PortApproval | null {
  const value = annotations?.[`breakwater.dev/${name}`];
  return value === undefined ? null : { value, until: annotations?.[`breakwater.dev/${name}-until`] ?? null };
}

/** Who stands for a declared port: approval, team and what is ready behind it. Nothing is known so of components. */
export function standingReader(inventory: Inventory): (owner: PortOwner) => Standing {
  const services = new Map((inventory.services ?? []).map((service) => [service.uid, service]));
  const pods = new Map((inventory.pods ?? []).map((pod) => [pod.uid, pod]));
  const workloads = new Map(
    (inventory.workloads ?? []).map((entry) => [`${entry.kind} ${entry.namespace}/${entry.name}`, entry]),
  );
  const namespaces = new Map((inventory.namespaces ?? []).map(({ name, labels }) => [name, labels]));
  const teamIn = (namespace: string | null) => teamOf(namespaces.get(namespace ?? ""));
  return ({ kind, uid, namespace }) => {
    const service = kind === "Service" && uid !== null ? services.get(uid) : undefined;
    if (service) {
      const { labels, annotations, readyEndpoints } = service;
      return {
        approval: approvalIn(annotations, "nodeport-approved"),
        team: teamOf(labels) ?? teamIn(namespace),
        readyEndpoints,
      };
    }
    const pod = kind === "Pod" && uid !== null ? pods.get(uid) : undefined;
    if (!pod) return {};
    const workload = workloads.get(workloadOf(pod));
    return {
      approval: approvalIn(workload?.annotations, "hostport-approved"),
      team: teamOf(workload?.labels) ?? teamOf(pod.labels) ?? teamIn(namespace),
    };
  };
}
