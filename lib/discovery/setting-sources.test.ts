import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { discover } from "./discover.ts";
import { pickKubeletConfiguration } from "./kubelet-configuration.ts";
import { type ApiServerOptions, kubeconfigFor, type RecordedObject, startApiServer } from "./testing/api-server.ts";
import { type Authority, createAuthority } from "./testing/certificates.ts";
import type { TlsServer } from "./testing/tls-server.ts";

const host = "127.124.0.3";
const options = {
  signal: new AbortController().signal,
  now: () => new Date("2026-11-21T10:00:00Z"),
  timeoutMs: 1500,
  onlyNodes: [],
};

let authority: Authority;
const open: TlsServer[] = [];

before(async () => {
  authority = await createAuthority("harbour-ca");
});
after(() => Promise.all(open.map((server) => server.close())));

async function read(change: Partial<ApiServerOptions>) {
  const server = await startApiServer({ host, authority, objects: [], ...change });
  open.push(server);
  const source = { kind: "kubeconfig", text: kubeconfigFor(server, authority.cert), origin: "upload" } as const;
  const inventory = await discover(source, options);
  const sources = inventory.settingSources.map(({ component, node, kind, name }) =>
    [component, node ?? "every node", kind, name].join(" | "),
  );
  return { ...inventory, sources, asked: server.received.map(({ url }) => url.pathname) };
}

const node = (name: string, annotations: object, labels: object = {}): RecordedObject => ({
  kind: "Node",
  metadata: { name, uid: name, annotations, labels },
});

test("settings come from node arguments, ConfigMaps and command lines, each named with where it stands", async () => {
  const mirror = { "kubernetes.io/config.mirror": "x" };
  const command = ["kube-apiserver", "--anonymous-auth=false"];
  const { sources, settingSources, cluster } = await read({
    objects: [
      node("server-1", {
        "k3s.io/node-args": '["server","--kubelet-arg=anonymous-auth=true","--service-node-port-range=30000-40000"]',
      }),
      {
        kind: "Pod",
        metadata: { name: "kube-apiserver-cp", namespace: "kube-system", annotations: mirror },
        spec: { nodeName: "cp", containers: [{ name: "kube-apiserver", command }] },
      },
    ],
    configMaps: {
      "kubelet-config": { kubelet: "readOnlyPort: 10255\n" },
      "kube-proxy": { "config.conf": "mode: nftables\n" },
    },
  });
  assert.deepEqual(sources.sort(), [
    "kube-apiserver | cp | command-line | static pod kube-system/kube-apiserver-cp",
    "kube-apiserver | server-1 | node-args | annotation k3s.io/node-args",
    "kube-proxy | every node | configmap | ConfigMap kube-system/kube-proxy",
    "kubelet | every node | configmap | ConfigMap kube-system/kubelet-config",
    "kubelet | server-1 | node-args | annotation k3s.io/node-args",
  ]);
  assert.ok(settingSources.every(({ at }) => at === "2026-11-21T10:00:00.000Z"));
  assert.deepEqual(cluster.nodePortRange, [30000, 40000]);
});

test("OpenShift's own configuration of the control plane is read there, and nowhere else asked for", async () => {
  const config = { apiServerArguments: { "service-node-port-range": ["30000-30100"], "anonymous-auth": ["true"] } };
  const configMaps = { "openshift-kube-apiserver/config": { "config.yaml": JSON.stringify(config) } };
  const found = await read({ objects: [node("n", {}, { "node.openshift.io/os_id": "rhcos" })], configMaps });
  assert.equal(found.cluster.distribution, "openshift");
  assert.deepEqual(found.sources, [
    "kube-apiserver | every node | configmap | ConfigMap openshift-kube-apiserver/config",
  ]);
  assert.deepEqual(found.cluster.nodePortRange, [30000, 30100]);
  assert.deepEqual(
    found.lost.map(({ need }) => need),
    ["get namespaces kube-system"],
  );
  const other = await read({ configMaps });
  assert.ok(!other.asked.some((path) => path.includes("openshift")));
});

test("a kubelet ConfigMap that may not be read, or is none, is lost", async () => {
  const path = "/api/v1/namespaces/kube-system/configmaps/kubelet-config";
  const need = "get configmaps kube-system/kubelet-config";
  const forbidden = (await read({ forbidden: [path] })).lost.find((lost) => lost.need === need);
  assert.match(forbidden?.grant ?? "", /resourceNames: \["kubelet-config"/);
  const broken = await read({ configMaps: { "kubelet-config": { kubelet: "a: [" } } });
  const lost = broken.lost.find((one) => one.need === need);
  assert.deepEqual([broken.sources, lost?.grant], [[], null]);
});

test("/configz gives the caches' times, the key's file and every handler's switch", () => {
  const kubeletconfig = {
    authentication: { webhook: { enabled: true, cacheTTL: "2m0s" } },
    authorization: { mode: "Webhook", webhook: { cacheAuthorizedTTL: "5m0s", cacheUnauthorizedTTL: "30s" } },
    tlsPrivateKeyFile: "/k",
    enableProfilingHandler: false,
    enableDebugFlagsHandler: false,
    enableSystemLogHandler: true,
    enableSystemLogQuery: true,
  };
  assert.deepEqual(pickKubeletConfiguration({ kubeletconfig }), kubeletconfig);
});
