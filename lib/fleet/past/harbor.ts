import { controlPlanePostures, workerPostures } from "../clusters/harbor-postures.ts";
import { hardened, type NodeSettings } from "../settings.ts";
import type { ClusterState, NodeState } from "../state.ts";
import { type Episode, oldestDay } from "./episode.ts";

const dayMs = 86_400_000;

/** A fleet may be smaller than the story: what tells of a node that is not there is left out. */
function ofNode(name: string, apply: (node: NodeState, cluster: ClusterState) => void): Episode["apply"] {
  return (cluster) => {
    const node = cluster.nodes.find((one) => one.name === name);
    if (node) apply(node, cluster);
  };
}

function wasSet(name: string, settings: Partial<NodeSettings>): Episode["apply"] {
  return ofNode(name, (node) => Object.assign(node.settings, settings));
}

function all(...parts: Episode["apply"][]): Episode["apply"] {
  return (cluster) => {
    for (const part of parts) part(cluster);
  };
}

/** What the posture of a node changes, as it would be had nobody changed it. */
function without(settings: Partial<NodeSettings>, kept: readonly (keyof NodeSettings)[] = []): Partial<NodeSettings> {
  const names = (Object.keys(settings) as (keyof NodeSettings)[]).filter((name) => !kept.includes(name));
  return Object.fromEntries(names.map((name) => [name, hardened[name]]));
}

const opened = workerPostures[3]?.settings ?? {};
const restored = controlPlanePostures[2]?.settings ?? {};
const firstSettings = controlPlanePostures[0]?.settings ?? {};
const moved = workerPostures[10]?.settings ?? {};

/** Today's state of harbor is what came of this; a node or Service that was not created yet is left out by itself. */
export const harborPast: Episode[] = [
  {
    from: oldestDay,
    until: -59,
    story: "controller-manager and scheduler of two control planes listened on every network until the autumn clean-up",
    apply: all(
      wasSet("harbor-cp-1", { controllersEverywhere: true, apiAnonymous: "on" }),
      wasSet("harbor-cp-2", { controllersEverywhere: true, etcdMetrics: "node" }),
    ),
  },
  {
    from: -67,
    until: -59,
    story:
      "harbor-worker-2: its kubelet was opened to everybody to find out why a pod did not start, and fixed a week later",
    apply: wasSet("harbor-worker-2", { anonymous: true, authorization: "AlwaysAllow", webhookAuthentication: false }),
  },
  {
    from: -59,
    until: -12,
    story: "10255 was closed on both workers that had it; the upgrade wrote their old kubelet configuration back",
    apply: all(wasSet("harbor-worker-6", { readOnlyPort: false }), wasSet("harbor-worker-7", { readOnlyPort: false })),
  },
  {
    from: oldestDay,
    until: -46,
    story: "harbor-worker-4 was like the others before a debugging session that nobody ended",
    apply: wasSet("harbor-worker-4", without(opened)),
  },
  {
    from: oldestDay,
    until: -33,
    story: "harbor-cp-3 was installed like harbor-cp-1 before it was restored by hand after an outage",
    apply: wasSet("harbor-cp-3", { ...without(restored, ["externalAddress"]), ...firstSettings }),
  },
  {
    from: oldestDay,
    until: -24,
    story: "harbor-worker-1 was another machine, installed from an old image",
    apply: ofNode("harbor-worker-1", (node, cluster) => {
      node.uid = cluster.seed.uuid(cluster.name, "Node", node.name, "before");
      node.createdAt = new Date(cluster.createdAt.getTime() + dayMs);
      Object.assign(node.settings, { healthzEverywhere: true, tls: "weak", debugHandlers: true });
    }),
  },
  {
    from: oldestDay,
    until: -24,
    story: "harbor-worker-3 was called harbor-node-3",
    apply: ofNode("harbor-worker-3", (node) => {
      node.name = "harbor-node-3";
    }),
  },
  {
    from: oldestDay,
    until: -12,
    story: "the cluster ran v1.35.6, and its oldest machine v1.31.4",
    apply: (cluster) => {
      cluster.version = "v1.35.6";
      for (const { settings } of cluster.nodes) {
        settings.kubeletVersion = settings.kubeletVersion === "v1.32.1" ? "v1.31.4" : "v1.35.6";
      }
    },
  },
  {
    from: oldestDay,
    until: 0,
    story: "harbor-worker-10 and harbor-worker-11 were well until today",
    apply: all(
      wasSet("harbor-worker-10", { authorizerFailing: false }),
      wasSet("harbor-worker-11", without(moved)),
      (cluster) => {
        cluster.settings.forgedServingRequest = false;
      },
    ),
  },
];
