import type { Evidence } from "../../domain/evidence.ts";
import type { HostPort } from "../../domain/inventory.ts";
import type { Observation } from "../../domain/observation.ts";
import { formatPort, type Protocol } from "../../domain/port-state.ts";
import type { Subject } from "../../domain/subject.ts";
import type { ClusterPod, Workload } from "../../domain/workload.ts";
import { isProvenOpen } from "../nodeport/udp-proof.ts";

/** One port of one workload, on every node where a pod of it runs. */
export interface TakenPort {
  subject: Subject;
  /** null for a pod that no Deployment, DaemonSet or StatefulSet keeps, or where workloads could not be read. */
  workload: Workload | null;
  ports: HostPort[];
}

interface Workloads {
  pods: Map<string, ClusterPod>;
  byName: Map<string, Workload>;
}

const workloads = new WeakMap<Evidence, Workloads>();

function workloadsOf(evidence: Evidence): Workloads {
  const { inventory } = evidence;
  const known = workloads.get(evidence) ?? {
    pods: new Map((inventory.pods ?? []).map((pod) => [pod.uid, pod])),
    byName: new Map(
      (inventory.workloads ?? []).map((entry) => [`${entry.kind} ${entry.namespace}/${entry.name}`, entry]),
    ),
  };
  workloads.set(evidence, known);
  return known;
}

/** The workload that keeps a pod. */
export function workloadOfPod(evidence: Evidence, podUid: string): Workload | null {
  const { pods, byName } = workloadsOf(evidence);
  const pod = pods.get(podUid);
  return (pod?.owner && byName.get(`${pod.owner.kind} ${pod.namespace}/${pod.owner.name}`)) ?? null;
}

/** The workload as a subject, so that a finding outlives its pods; the pod itself where none keeps it. */
export function workloadSubject(
  workload: Workload | null,
  pod: { uid: string; namespace: string; name: string; node: string | null },
): Subject {
  if (workload) {
    const { kind, uid, namespace, name } = workload;
    return { kind, uid, namespace, name };
  }
  const { uid, namespace, name, node } = pod;
  return { kind: "Pod", uid, namespace, name, ...(node ? { node } : {}) };
}

const taken = new WeakMap<Evidence, Map<string, TakenPort>>();

/** Ports that pods take on their nodes, one entry a workload and port. */
export function takenPorts(evidence: Evidence): ReadonlyMap<string, TakenPort> {
  const known = taken.get(evidence) ?? readTaken(evidence);
  taken.set(evidence, known);
  return known;
}

function readTaken(evidence: Evidence): Map<string, TakenPort> {
  const entries = (evidence.inventory.hostPorts ?? []).map((entry) => {
    const workload = workloadOfPod(evidence, entry.podUid);
    const pod = { uid: entry.podUid, namespace: entry.namespace, name: entry.pod, node: entry.node };
    const subject = { ...workloadSubject(workload, pod), port: entry.port, protocol: entry.protocol };
    return { subject, workload, entry };
  });
  const groups = Map.groupBy(entries, ({ subject }) => takenKey(subject));
  return new Map(
    [...groups].flatMap(([key, [first, ...rest]]) =>
      first
        ? [
            [
              key,
              { subject: first.subject, workload: first.workload, ports: [first, ...rest].map(({ entry }) => entry) },
            ],
          ]
        : [],
    ),
  );
}

export const takenKey = ({ uid, port, protocol }: Subject) => `${uid} ${formatPort(port ?? 0, protocol)}`;

type State = ReturnType<Evidence["stateOf"]>;

/** How a port stands on the nodes where it is taken. */
export interface TakenState {
  open: Observation[];
  /** "open on 2 of 3 nodes, filtered on 1". */
  says: string;
  /** One line a node, at most fifty. */
  lines: string[];
}

const shownNodes = 50;
const order: readonly State[] = ["open", "open|filtered", "filtered", "closed", "failed", "not-looked"];

export function stateOfTaken(
  evidence: Evidence,
  places: readonly { node: string; port: number; protocol: Protocol }[],
): TakenState {
  const open = places.flatMap(({ node, port, protocol }) => evidence.at(node, port, protocol).filter(isProvenOpen));
  const states = Map.groupBy(places, ({ node, port, protocol }): State => {
    const state = evidence.stateOf(node, port, protocol);
    const isClaimed = state === "open" && !evidence.at(node, port, protocol).some(isProvenOpen);
    return isClaimed ? "open|filtered" : state;
  });
  const known = order.flatMap((state) => (states.has(state) ? [{ state, list: states.get(state) ?? [] }] : []));
  const parts = known.map(({ state, list }, index) => {
    const words = state === "not-looked" ? "not looked at" : state;
    return `${words} on ${list.length}${index === 0 ? ` of ${places.length} nodes` : ""}`;
  });
  const lines = known.flatMap(({ state, list }) =>
    list.map(({ node, port, protocol }) => `${node} ${formatPort(port, protocol)}: ${state}`),
  );
  return { open, says: parts.join(", ") || "on no node", lines: lines.slice(0, shownNodes) };
}
