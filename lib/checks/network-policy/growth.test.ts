import assert from "node:assert/strict";
import { test } from "node:test";
import type { ClusterPolicy } from "../../domain/cluster-policy.ts";
import type { ClusterPod } from "../../domain/workload.ts";
import { evidenceOf, hardened, node } from "../sample-evidence.ts";
import { clusterView } from "./cluster-view.ts";
import { pod, sampleInventory } from "./engine/sample-world.ts";
import { networkPolicyChecks } from "./index.ts";
import { engines } from "./sample-policies.ts";

interface Size {
  nodes: number;
  pods: number;
  namespaces: number;
  engine: keyof typeof engines;
}

const appsOfNamespace = 5;
const range = (count: number) => Array.from({ length: count }, (_, index) => index);
const address = (prefix: number, index: number) => `${prefix}.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;

/** Two policies a namespace: one closes it and allows DNS, one opens a network that holds half of the nodes. */
function policiesOf(namespace: string): ClusterPolicy[] {
  const base = { kind: "NetworkPolicy" as const, namespace, createdAt: null };
  const dns = { to: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } } }] };
  const wide = { to: [{ ipBlock: { cidr: "172.0.0.0/9", except: ["172.0.1.0/24"] } }] };
  return [
    {
      ...base,
      uid: `${namespace}-a`,
      name: "closed",
      spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"], egress: [dns] },
    },
    {
      ...base,
      uid: `${namespace}-b`,
      name: "wide",
      spec: { podSelector: { matchLabels: { app: "app-0" } }, egress: [wide] },
    },
  ];
}

function clusterOf({ nodes, pods, namespaces, engine }: Size) {
  const names = range(namespaces).map((index) => `team-${index}`);
  const labels = range(appsOfNamespace).map((index) => ({ app: `app-${index}` }));
  const list = range(pods).map(
    (index): ClusterPod =>
      pod(names[index % namespaces] ?? "", `pod-${index}`, {
        node: `node-${index % nodes}`,
        labels: labels[Math.floor(index / namespaces) % appsOfNamespace] ?? {},
        podIPs: [address(10, index)],
      }),
  );
  const inventory = sampleInventory("", {
    nodes: range(nodes).map((index) =>
      node(`node-${index}`, address(172, index * 8192), { roles: index < 3 ? ["control-plane"] : ["worker"] }),
    ),
    namespaces: names.map((name) => ({ name, uid: `uid-${name}`, labels: {}, createdAt: null })),
    pods: [
      ...list,
      pod("kube-system", "coredns", { labels: { "k8s-app": "kube-dns" }, podIPs: ["10.255.0.2"], node: "node-0" }),
    ],
    workloads: [engines[engine]],
    networkPolicies: { policies: names.flatMap(policiesOf), unread: [] },
  });
  return { ...hardened(), inventory, observations: [], sweeps: [] };
}

/** Judges everything and counts what was asked of the policies. */
function judgeAll(size: Size): { evaluations: number; judged: number; unanswered: number } {
  const evidence = evidenceOf(clusterOf(size));
  const judgements = networkPolicyChecks.flatMap((check) =>
    check.subjects(evidence).map((subject) => check.judge(subject, evidence)),
  );
  const unanswered = judgements.filter(({ reason }) => reason.length === 0).length;
  return { evaluations: clusterView(evidence).world.tally.evaluations, judged: judgements.length, unanswered };
}

for (const engine of ["antrea", "cilium", "calico"] as const)
  test(`a cluster of 1,000 nodes, 30,000 pods, 200 namespaces and 400 policies asks little of ${engine}'s policies`, () => {
    const { evaluations, judged, unanswered } = judgeAll({ nodes: 1000, pods: 30_000, namespaces: 200, engine });
    assert.equal(judged, 4 * 200 + 2);
    assert.equal(unanswered, 0);
    assert.ok(evaluations < 60_000, `${evaluations} evaluations`);
  });

test("more replicas ask no more, more nodes of the same networks hardly more", () => {
  const small = judgeAll({ nodes: 100, pods: 2000, namespaces: 20, engine: "antrea" }).evaluations;
  const replicas = judgeAll({ nodes: 100, pods: 20_000, namespaces: 20, engine: "antrea" }).evaluations;
  const nodes = judgeAll({ nodes: 1000, pods: 20_000, namespaces: 20, engine: "antrea" }).evaluations;
  assert.equal(replicas, small);
  assert.ok(nodes <= small * 1.5, `${small} became ${nodes}`);
});
