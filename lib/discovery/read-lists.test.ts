import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { discover } from "./discover.ts";
import type { DiscoveryOptions } from "./source.ts";
import { type ApiServerOptions, kubeconfigFor, recordedObjects, startApiServer, status } from "./testing/api-server.ts";
import { type Authority, createAuthority } from "./testing/certificates.ts";
import { clusterObjects } from "./testing/cluster-objects.ts";
import type { TlsServer } from "./testing/tls-server.ts";

const host = "127.124.0.1";
const options = { signal: new AbortController().signal, now: () => new Date("2026-11-21T10:00:00Z"), timeoutMs: 1500 };

let authority: Authority;
const open: TlsServer[] = [];

before(async () => {
  authority = await createAuthority("harbour-ca");
});
after(() => Promise.all(open.map((server) => server.close())));

async function read(change: Partial<ApiServerOptions> = {}, more: Partial<DiscoveryOptions> = {}) {
  const objects = [...recordedObjects(), ...clusterObjects];
  const server = await startApiServer({ host, authority, objects, ...change });
  open.push(server);
  const source = { kind: "kubeconfig", text: kubeconfigFor(server, authority.cert), origin: "upload" } as const;
  const inventory = await discover(source, { ...options, onlyNodes: [], ...more });
  return { inventory, asked: server.received.map(({ url }) => url.pathname) };
}

test("namespaces, pods, workloads, endpoints, roles, admission and aggregated APIs are read, and nothing is lost", async () => {
  const { inventory } = await read();
  assert.deepEqual(inventory.lost, []);
  assert.ok(inventory.namespaces?.some(({ name }) => name === "kube-system"));
  const shop = inventory.pods?.filter(({ namespace }) => namespace === "store") ?? [];
  assert.deepEqual(
    shop.map(({ name, owner, podIPs }) => [name, owner, podIPs]),
    [
      ["web-7d9f-a", { kind: "Deployment", name: "web" }, ["10.244.0.5"]],
      ["web-7d9f-b", { kind: "Deployment", name: "web" }, ["10.244.0.6"]],
    ],
  );
  assert.equal(shop[0]?.labels, shop[1]?.labels, "twins share one object");
  assert.deepEqual(
    inventory.workloads?.map(({ kind, name }) => `${kind} ${name}`),
    ["Deployment metrics-server"],
  );
  const endpoint = inventory.endpoints?.find(({ service }) => service === "by-hand");
  assert.deepEqual(
    [endpoint?.address, endpoint?.ready, endpoint?.targetKind, endpoint?.ports],
    ["10.0.0.9", true, null, [{ name: null, port: 2379, protocol: "TCP" }]],
  );
  const role = inventory.rbac?.roles.find(({ name }) => name === "node-proxy");
  assert.deepEqual([role?.kind, role?.builtIn, role?.rules[0]?.resources], ["ClusterRole", false, ["nodes/proxy"]]);
  assert.ok(inventory.rbac?.bindings.some(({ kind, builtIn }) => kind === "ClusterRoleBinding" && builtIn));
  assert.deepEqual(inventory.admission?.policies[0], {
    name: "no-nodeports",
    uid: "vap",
    resources: ["v1 services"],
    expressions: [`${"x".repeat(500)}…`],
    bound: true,
    actions: ["Deny", "Audit"],
  });
  assert.deepEqual(inventory.admission?.webhooks[0]?.resources, ["v1 services", "apps/v1 deployments"]);
  assert.deepEqual(inventory.admission?.engines, ["kyverno"]);
  assert.deepEqual(
    inventory.apiServices?.map(({ name, available }) => [name, available]),
    [["v1beta1.metrics.k8s.io", false]],
  );
  assert.deepEqual(
    inventory.consumers?.map(({ kind, door }) => `${kind} ${door}`),
    [
      "ConfigMap kubelet-read-only-port",
      "Deployment kubelet-insecure-tls",
      "Deployment kubelet-api",
      "APIService aggregated-api",
    ],
  );
  assert.deepEqual(inventory.networkPolicies?.policies[0]?.spec.ingress, [{ from: [{ podSelector: {} }] }]);
  assert.doesNotMatch(JSON.stringify(inventory), /s3cret/);
});

test("each list that may not be read is null and named with its grant", async () => {
  const paths = {
    "list configmaps": "/api/v1/configmaps",
    "list daemonsets": "/apis/apps/v1/daemonsets",
    "list clusterroles": "/apis/rbac.authorization.k8s.io/v1/clusterroles",
    "list networkpolicies": "/apis/networking.k8s.io/v1/networkpolicies",
    "list validatingadmissionpolicies": "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies",
    "list apiservices": "/apis/apiregistration.k8s.io/v1/apiservices",
    "list endpointslices": "/apis/discovery.k8s.io/v1/endpointslices",
  };
  const { inventory } = await read({
    forbidden: Object.values(paths),
    intercept: ({ url }, response) => {
      if (url.pathname !== "/api/v1/namespaces") return false;
      status(response, 403, "Forbidden", 'namespaces is forbidden: User "scanner" cannot list it');
      return true;
    },
  });
  const lost = inventory.lost.map(({ need }) => need);
  assert.deepEqual(lost.sort(), [...Object.keys(paths), "list namespaces"].sort());
  for (const { why, grant } of inventory.lost) assert.match(`${why} ${grant}`, /403.*- apiGroups: \[/s);
  const { namespaces, workloads, rbac, networkPolicies, admission, apiServices, endpoints } = inventory;
  assert.deepEqual(
    [namespaces, workloads, rbac, networkPolicies, admission, apiServices, endpoints],
    Array(7).fill(null),
  );
  assert.ok(inventory.anonymousBindings, "bindings were read, though roles were not");
  assert.deepEqual(
    inventory.consumers?.map(({ kind }) => kind),
    ["Deployment", "Deployment"],
    "what could be looked through is listed",
  );
});

test("what an older or smaller API server does not have is absent, not lost", async () => {
  const gone = ["/apis/apps", "/apis/networking", "/apis/admission", "/apis/apiregistration"];
  const intercept: ApiServerOptions["intercept"] = ({ url }, response) => {
    if (!gone.some((path) => url.pathname.startsWith(path))) return false;
    response.writeHead(404, { "content-type": "text/plain" }).end("404 page not found\n");
    return true;
  };
  const { inventory } = await read({ intercept });
  assert.deepEqual(inventory.lost, []);
  assert.deepEqual(inventory.networkPolicies, { policies: [], unread: [] });
  assert.deepEqual([inventory.workloads, inventory.admission?.webhooks, inventory.apiServices], [[], [], []]);
});

test("a narrow discovery asks only for what its needs name, and what it skips is null without being lost", async () => {
  const { inventory, asked } = await read({}, { only: ["list services"] });
  assert.deepEqual(inventory.lost, []);
  assert.ok(inventory.services && inventory.nodes.length === 3 && inventory.cluster.uid);
  const { pods, hostPorts, rbac, consumers, workloads, networkPolicies, admission, anonymousBindings } = inventory;
  assert.deepEqual(
    [pods, hostPorts, rbac, consumers, workloads, networkPolicies, admission, anonymousBindings],
    Array(8).fill(null),
  );
  assert.deepEqual(inventory.kubeletConfigs, {});
  assert.deepEqual(
    asked.filter((path) => /pods|roles|^.apis$|configmaps$|apps|webhook|policies/.test(path)),
    [],
  );
});

test("more ConfigMaps than are looked through are named as such", async () => {
  const map = { kind: "ConfigMap", metadata: { name: "m", namespace: "n", uid: "u" }, data: { a: "10.0.0.1:10255" } };
  const { inventory } = await read({ objects: [...recordedObjects(), ...Array.from({ length: 2_001 }, () => map)] });
  assert.equal(inventory.consumers?.length, 2_000);
  assert.deepEqual([inventory.lost[0]?.need, inventory.lost[0]?.grant], ["list configmaps", null]);
  assert.match(inventory.lost[0]?.why ?? "", /more than 2000 ConfigMaps/);
});
