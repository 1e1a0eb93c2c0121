import "reflect-metadata";
import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { test } from "node:test";
import * as x509 from "@peculiar/x509";
import { addressIn, credentials, fleetForTest } from "../running-fleet-fixture.ts";
import { ask, portState } from "../wire-fixture.ts";

const fleet = await fleetForTest({ base: "127.144" });

interface Item {
  metadata: {
    name: string;
    namespace?: string;
    uid: string;
    labels?: Record<string, string>;
    ownerReferences?: Owner[];
  };
  spec: Record<string, unknown>;
  [field: string]: unknown;
}
interface Owner {
  kind: string;
  name: string;
  uid: string;
}

async function list(cluster: string, path: string): Promise<Item[]> {
  const { server, cert, key } = await credentials(fleet.kubeconfig, cluster);
  const { status, body } = await ask(`${server}${path}`, { cert, key });
  assert.equal(status, 200, `${cluster} ${path}`);
  return (JSON.parse(body) as { items: Item[] }).items;
}

const names = (items: Item[]) => items.map((item) => item.metadata.name);
const clusters = fleet.clusters.map(({ name }) => name);

test("every pod belongs to a node's file or to a controller that is there, through its ReplicaSet", async () => {
  for (const cluster of clusters) {
    const kinds = ["daemonsets", "statefulsets", "deployments", "replicasets"];
    const lists = await Promise.all(kinds.map((kind) => list(cluster, `/apis/apps/v1/${kind}`)));
    const uids = new Set(lists.flat().map((item) => item.metadata.uid));
    for (const pod of await list(cluster, "/api/v1/pods")) {
      const [owner] = pod.metadata.ownerReferences ?? [];
      assert.ok(owner, pod.metadata.name);
      if (owner.kind !== "Node") assert.ok(uids.has(owner.uid), `${cluster} ${pod.metadata.name}`);
    }
    for (const set of lists[3] ?? []) assert.ok(uids.has(set.metadata.ownerReferences?.[0]?.uid ?? ""));
  }
});

test("pods and controllers lie in namespaces that exist, and no two objects of a kind share a name", async () => {
  for (const cluster of clusters) {
    const known = new Set(names(await list(cluster, "/api/v1/namespaces")));
    for (const path of ["/api/v1/pods", "/api/v1/services", "/apis/apps/v1/deployments", "/api/v1/serviceaccounts"]) {
      const items = await list(cluster, path);
      const places = items.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
      assert.equal(new Set(places).size, places.length, `${cluster} ${path}`);
      for (const { metadata } of items) assert.ok(known.has(metadata.namespace ?? ""), `${cluster} ${metadata.name}`);
    }
  }
});

test("endpoints name their pods, and those that a person wrote name none", async () => {
  const slices = await list("harbor", "/apis/discovery.k8s.io/v1/endpointslices");
  const of = (service: string) => slices.find((one) => one.metadata.labels?.["kubernetes.io/service-name"] === service);
  const [first] = (of("sessions")?.endpoints ?? []) as { targetRef?: { kind: string; name: string } }[];
  assert.equal(first?.targetRef?.kind, "Pod");
  const [written] = (of("node-shortcut")?.endpoints ?? []) as { addresses: string[]; targetRef?: unknown }[];
  assert.deepEqual(written, {
    addresses: [addressIn(fleet, "harbor-worker-1")],
    conditions: { ready: true, serving: true, terminating: false },
  });
});

test("custom resources are served where their network engine runs, and are 404 elsewhere", async () => {
  const status = async (cluster: string, path: string) => {
    const { server, cert, key } = await credentials(fleet.kubeconfig, cluster);
    return (await ask(`${server}${path}`, { cert, key })).status;
  };
  const cilium = "/apis/cilium.io/v2/ciliumclusterwidenetworkpolicies";
  const calico = "/apis/crd.projectcalico.org/v1/hostendpoints";
  assert.deepEqual(
    await Promise.all(clusters.map((name) => status(name, cilium))),
    [404, 404, 404, 404, 200, 200, 404, 200],
  );
  assert.deepEqual(
    await Promise.all(clusters.map((name) => status(name, calico))),
    [404, 200, 404, 200, 404, 404, 404, 404],
  );
  assert.deepEqual(names(await list("tender", cilium)), ["node-ports"]);
});

test("built-in roles bear the bootstrapping label, and edit has the rules that aggregate to it", async () => {
  const roles = await list("skiff", "/apis/rbac.authorization.k8s.io/v1/clusterroles");
  const edit = roles.find((role) => role.metadata.name === "edit");
  assert.equal(edit?.metadata.labels?.["kubernetes.io/bootstrapping"], "rbac-defaults");
  assert.match(JSON.stringify(edit?.rules), /pods\/exec/);
  const bindings = await list("skiff", "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings");
  const bound = new Set(names(roles));
  for (const binding of bindings) assert.ok(bound.has((binding.roleRef as { name: string }).name));
});

test("a forged request asks with one node's identity for another node's names", async () => {
  const requests = await list("harbor", "/apis/certificates.k8s.io/v1/certificatesigningrequests");
  const asked = requests.map(({ spec }) => ({
    by: spec.username,
    subject: new x509.Pkcs10CertificateRequest(Buffer.from(String(spec.request), "base64").toString("utf8")).subject,
  }));
  assert.deepEqual(asked.map(({ by, subject }) => `${by} ${subject}`).sort(), [
    "system:node:harbor-worker-11 O=system:nodes, CN=system:node:harbor-cp-1",
    "system:node:harbor-worker-9 O=system:nodes, CN=system:node:harbor-worker-9",
  ]);
});

test("a machine with a public address answers there too", async () => {
  const [node] = (await list("harbor", "/api/v1/nodes")).filter(({ metadata }) => metadata.name === "harbor-cp-3");
  assert.ok(node);
  const { addresses } = node.status as { addresses: { type: string; address: string }[] };
  const external = addresses.find(({ type }) => type === "ExternalIP")?.address ?? "";
  assert.match(external, /^127\.144\.200\./);
  for (const port of [6443, 2379, 10_250, 30_443]) assert.equal(await portState(external, port), "open", String(port));
});

test("the resolver's node port answers over UDP", async () => {
  const query = Buffer.from("abcd01000001000000000000076578616d706c6503636f6d0000010001", "hex");
  const answer = await new Promise<Buffer>((resolve, reject) => {
    const socket = createSocket("udp4");
    const timer = setTimeout(() => reject(new Error("no answer within 3 s")), 3000);
    socket.once("message", (bytes) => {
      clearTimeout(timer);
      socket.close();
      resolve(bytes);
    });
    socket.send(query, 30_053, addressIn(fleet, "harbor-worker-1"));
  });
  assert.equal(answer.subarray(0, 4).toString("hex"), "abcd8183");
});
