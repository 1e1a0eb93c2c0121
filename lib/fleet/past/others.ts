import { type Episode, nodesWere, oldestDay } from "./episode.ts";

function version(cluster: string, nodes: string): Episode["apply"] {
  return (state) => {
    state.version = cluster;
    for (const { settings } of state.nodes) settings.kubeletVersion = nodes;
  };
}

/** The shop on EKS: its node group's new launch template closed one hole, a security group opened another. */
export const lagoonPast: Episode[] = [
  {
    from: oldestDay,
    until: -48,
    story: "the node group ran v1.34, and the launch template of one node left 10255 open",
    apply: (cluster) => {
      version("v1.34.8-eks-3fb1c2d", "v1.34.8-eks-3fb1c2d")(cluster);
      nodesWere(["lagoon-node-1"], { readOnlyPort: true })(cluster);
    },
  },
  {
    from: oldestDay,
    until: -34,
    story: "Calico's Typha answered the node network alone",
    apply: nodesWere(["lagoon-node-2"], { extraListeners: [] }),
  },
];

/** A small k3s cluster that was opened for a week. */
export const skiffPast: Episode[] = [
  {
    from: oldestDay,
    until: -71,
    story: "the agent's kubelet took callers without credentials, until it was hardened after the guide",
    apply: nodesWere(["skiff-agent-1"], { anonymous: true, authorization: "AlwaysAllow", readOnlyPort: true }),
  },
  {
    from: -20,
    until: -16,
    story: "an upgrade started the agent with its default arguments: 10255 open again, and closed four days later",
    apply: nodesWere(["skiff-agent-1"], { readOnlyPort: true }),
  },
  {
    from: oldestDay,
    until: -20,
    story: "the cluster ran v1.35.6+k3s1",
    apply: version("v1.35.6+k3s1", "v1.35.6+k3s1"),
  },
];

export const sloopPast: Episode[] = [
  {
    from: oldestDay,
    until: -30,
    story: "the release channel had not brought 1.35 yet",
    apply: version("v1.34.6-gke.1204000", "v1.34.6-gke.1204000"),
  },
];

export const galleonPast: Episode[] = [
  {
    from: oldestDay,
    until: -41,
    story: "one worker's KubeletConfig was not reviewed yet",
    apply: nodesWere(["galleon-worker-1"], { tls: "weak", debugHandlers: true }),
  },
];
