import { describe } from "node:test";
import type { NodeReport } from "../../domain/node-report.ts";
import type { ClusterPod, Consumer } from "../../domain/workload.ts";
import { at, hardened, withInventory } from "../sample-evidence.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { directKubeletAccessObserved as check } from "./direct-kubelet-access-observed.ts";

const pod: ClusterPod = {
  uid: "uid-pod",
  namespace: "shop",
  name: "web-1",
  node: "worker-2",
  labels: {},
  podIPs: ["10.244.2.7"],
  hostNetwork: false,
  serviceAccount: "default",
  owner: { kind: "DaemonSet", name: "agent" },
  containers: [],
  createdAt: null,
};
const agent: Consumer = {
  kind: "DaemonSet",
  namespace: "shop",
  name: "agent",
  uid: "uid-agent",
  door: "kubelet-api",
  program: null,
  where: "10250",
};

function connected(...peers: string[]) {
  const report: NodeReport = {
    node: "worker-1",
    at,
    tool: "breakwater-node-report",
    listeners: null,
    sysctls: null,
    settings: [],
    certificates: null,
    connections: peers.map((peer) => ({ port: 10250, peer, count: 1 })),
    firewalls: null,
  };
  return withInventory(hardened(), { nodeReports: [report], pods: [pod] });
}
const subject = { kind: "Node", uid: "uid-worker-1", name: "worker-1", node: "worker-1", port: 10250 } as const;

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "an address outside the cluster is connected",
      seen: connected("203.0.113.9"),
      subject,
      verdict: "fail",
      severity: "medium",
      says: /203\.0\.113\.9 was connected/,
    },
    {
      when: "a pod that is no agent is connected",
      seen: connected("10.244.2.7"),
      subject,
      verdict: "fail",
      severity: "medium",
      says: /shop\/web-1/,
    },
    {
      when: "a known agent is connected",
      seen: withInventory(connected("10.244.2.7"), { consumers: [agent] }),
      subject,
      verdict: "pass",
    },
    {
      when: "only the control plane and the node itself are connected",
      seen: connected("192.0.2.10", "127.0.0.1"),
      subject,
      verdict: "pass",
    },
    { when: "nobody was connected", seen: connected(), subject, verdict: "pass" },
    {
      when: "a worker node is connected",
      seen: connected("192.0.2.22"),
      subject,
      verdict: "fail",
      severity: "medium",
      says: /node worker-2/,
    },
    {
      when: "a stranger is connected and pods could not be read",
      seen: withInventory(connected("203.0.113.9"), { pods: null }),
      subject,
      verdict: "unknown",
    },
    {
      when: "no report of the node was supplied",
      seen: hardened(),
      subject,
      verdict: "unknown",
      says: /Import a node report/,
    },
  ]);
});
