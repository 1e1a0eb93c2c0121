import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { discover } from "./discover.ts";
import { type ApiServerOptions, kubeconfigFor, recordedObjects, startApiServer, status } from "./testing/api-server.ts";
import { type Authority, createAuthority } from "./testing/certificates.ts";
import type { TlsServer } from "./testing/tls-server.ts";

const host = "127.124.0.2";
const only = ["list networkpolicies"];
const options = {
  signal: new AbortController().signal,
  now: () => new Date("2026-11-21T10:00:00Z"),
  timeoutMs: 1500,
  only,
};

let authority: Authority;
const open: TlsServer[] = [];

before(async () => {
  authority = await createAuthority("harbour-ca");
});
after(() => Promise.all(open.map((server) => server.close())));

async function read(change: Partial<ApiServerOptions>) {
  const server = await startApiServer({ host, authority, objects: recordedObjects(), ...change });
  open.push(server);
  const source = { kind: "kubeconfig", text: kubeconfigFor(server, authority.cert), origin: "upload" } as const;
  return { ...(await discover(source, options)), asked: server.received.map(({ url }) => url.pathname) };
}

const policy = (name: string, body: object) => ({ kind: "x", metadata: { name, uid: name }, ...body });

test("Cilium's specs become one entry each, and Calico's objects are read once, from the API that serves them", async () => {
  const { networkPolicies, lost } = await read({
    custom: {
      "cilium.io/v2/ciliumnetworkpolicies": [policy("c", { spec: { a: 1 }, specs: [{ a: 2 }, { a: 3 }] })],
      "projectcalico.org/v3/globalnetworkpolicies": [policy("g", { spec: { order: 1 } })],
      "crd.projectcalico.org/v1/globalnetworkpolicies": [policy("default.g", { spec: { order: 1 } })],
      "crd.projectcalico.org/v1/hostendpoints": [policy("h", { spec: { node: "n" } })],
      "policy.networking.k8s.io/v1alpha2/clusternetworkpolicies": [policy("k", { spec: { tier: "Admin" } })],
    },
  });
  assert.deepEqual(
    networkPolicies?.policies.map(({ kind, name, spec }) => `${kind} ${name} ${JSON.stringify(spec)}`),
    [
      'CiliumNetworkPolicy c {"a":1}',
      'CiliumNetworkPolicy c {"a":2}',
      'CiliumNetworkPolicy c {"a":3}',
      'CalicoGlobalNetworkPolicy g {"order":1}',
      'CalicoHostEndpoint h {"node":"n"}',
      'ClusterNetworkPolicy k {"tier":"Admin"}',
    ],
  );
  assert.deepEqual([networkPolicies?.unread, lost], [[], []]);
});

test("a kind that is installed and may not be read is named, one that is not installed is not even asked for", async () => {
  const { networkPolicies, lost, asked } = await read({
    custom: { "cilium.io/v2/ciliumnetworkpolicies": [], "projectcalico.org/v3/networkpolicies": [] },
    forbidden: ["/apis/cilium.io/v2/", "/apis/crd.projectcalico.org/", "/apis/policy.networking.k8s.io/"],
  });
  assert.deepEqual(networkPolicies?.policies, []);
  assert.deepEqual(
    networkPolicies?.unread.map(({ kind, why }) => [kind, /403/.test(why)]),
    [["CiliumNetworkPolicy", true]],
  );
  assert.deepEqual(
    lost.map(({ need }) => need),
    ["list ciliumnetworkpolicies"],
  );
  assert.ok(!asked.some((path) => /clusterwide|hostendpoints|adminnetwork/.test(path)));
});

test("where the aggregated Calico API fails its stored objects are read, and a failing list is no permission", async () => {
  const intercept: ApiServerOptions["intercept"] = ({ url }, response) => {
    if (!/v3\/|ciliumnetwork/.test(url.pathname)) return false;
    status(response, 503, "ServiceUnavailable", "the server is currently unable to handle the request");
    return true;
  };
  const { networkPolicies, lost } = await read({
    intercept,
    custom: {
      "cilium.io/v2/ciliumnetworkpolicies": [],
      "projectcalico.org/v3/networkpolicies": [],
      "crd.projectcalico.org/v1/networkpolicies": [policy("n", { spec: {} })],
    },
  });
  assert.deepEqual(
    networkPolicies?.policies.map(({ kind }) => kind),
    ["CalicoNetworkPolicy"],
  );
  assert.match(networkPolicies?.unread[0]?.why ?? "", /answered 503/);
  assert.deepEqual([lost[0]?.need, lost[0]?.grant], ["list ciliumnetworkpolicies", null]);
});

test("without a word on what is installed each list answers for itself", async () => {
  const { networkPolicies, asked } = await read({ forbidden: ["/apis/cilium.io/"] });
  assert.deepEqual(
    networkPolicies?.unread.map(({ kind }) => kind),
    ["CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy"],
  );
  assert.ok(asked.some((path) => path.endsWith("/hostendpoints")));
});
