import assert from "node:assert/strict";
import { test } from "node:test";
import type { V1Pod } from "@kubernetes/client-node";
import { toFacts } from "./pods.ts";

const metadata = { name: "p", namespace: "shop", uid: "u" };
const port = (containerPort: number, hostPort?: number, protocol?: string) => ({
  containerPort,
  ...(hostPort ? { hostPort } : {}),
  ...(protocol ? { protocol } : {}),
});

function pod(spec: Partial<NonNullable<V1Pod["spec"]>>, change: Partial<V1Pod> = {}): V1Pod {
  return { metadata, spec: { nodeName: "n", containers: [], ...spec }, ...change };
}

test("a pod takes its host ports, those of its sidecars included, and a host-network pod all of its ports", () => {
  const containers = [{ name: "web", ports: [port(80), port(81, 8081), port(53, 53, "UDP"), port(9, 9, "SCTP")] }];
  const initContainers = [
    { name: "mesh", restartPolicy: "Always", ports: [port(90, 90)] },
    { name: "setup", ports: [port(91, 91)] },
  ];
  const list = (one: V1Pod) =>
    toFacts(one).flatMap((facts) => facts.hostPorts.map((it) => `${it.container} ${it.port}/${it.protocol} ${it.via}`));
  assert.deepEqual(list(pod({ containers, initContainers })), [
    "web 8081/TCP hostPort",
    "web 53/UDP hostPort",
    "mesh 90/TCP hostPort",
  ]);
  assert.deepEqual(list(pod({ containers: [{ name: "web", ports: [port(80)] }], hostNetwork: true })), [
    "web 80/TCP hostNetwork",
  ]);
  assert.deepEqual(list(pod({ containers }, { status: { phase: "Succeeded" } })), []);
});

test("control-plane components are found by container, program or label, and other static pods keep no flags", () => {
  const mirror = { ...metadata, annotations: { "kubernetes.io/config.mirror": "x" } };
  const read = (name: string, command: string[], labels = {}, namespace = "kube-system") => {
    const containers = [{ name, command }];
    const found = toFacts(pod({ containers }, { metadata: { ...mirror, namespace, labels } }))[0]?.staticPod;
    return [found?.component, found?.flags];
  };
  assert.deepEqual(read("kube-apiserver", ["x", "--a=b"]), ["kube-apiserver", { "--a": "b" }]);
  assert.deepEqual(read("main", ["/usr/bin/etcd", "--name", "n"]), ["etcd", { "--name": "n" }]);
  assert.deepEqual(read("main", ["/hyperkube", "--v=2"], { component: "kube-scheduler" }), [
    "kube-scheduler",
    { "--v": "2" },
  ]);
  assert.deepEqual(read("kube-apiserver", ["x", "--a=b"], {}, "openshift-kube-apiserver")[0], "kube-apiserver");
  assert.deepEqual(read("kube-apiserver", ["x", "--anonymous-auth=false"], {}, "tenant"), ["other", {}]);
  assert.deepEqual(read("vip", ["/kube-vip", "--pw=t0p"]), ["other", {}]);
  assert.equal(toFacts(pod({ containers: [{ name: "kube-apiserver" }] }))[0]?.staticPod, null);
});

test("a host port keeps the address that it is bound to, and a pod without a node takes nothing", () => {
  const containers = [{ name: "web", ports: [{ containerPort: 80, hostPort: 8080, hostIP: "127.0.0.1" }] }];
  assert.equal(toFacts(pod({ containers }))[0]?.hostPorts[0]?.hostIP, "127.0.0.1");
  const [waiting] = toFacts(pod({ containers, nodeName: "" }, { status: { phase: "Pending" } }));
  assert.deepEqual([waiting?.hostPorts, waiting?.pod.node], [[], null]);
});

test("a pod belongs to the Deployment behind its ReplicaSet, and to a ReplicaSet that is nobody's", () => {
  const owner = (name: string, labels: Record<string, string>) => {
    const ownerReferences = [{ apiVersion: "apps/v1", kind: "ReplicaSet", name, uid: "r", controller: true }];
    return toFacts(pod({}, { metadata: { ...metadata, labels, ownerReferences } }))[0]?.pod.owner;
  };
  assert.deepEqual(owner("web-5d4", { "pod-template-hash": "5d4" }), { kind: "Deployment", name: "web" });
  assert.deepEqual(owner("web-5d4", { "rollouts-pod-template-hash": "5d4" }), { kind: "ReplicaSet", name: "web-5d4" });
  assert.deepEqual(owner("web", { "pod-template-hash": "5d4" }), { kind: "ReplicaSet", name: "web" });
});
