import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AppError } from "../domain/errors.ts";
import type { Inventory } from "../domain/inventory.ts";
import { discover } from "./discover.ts";
import {
  type ApiServerOptions,
  kubeconfigFor,
  recordedObjects,
  startApiServer,
  status,
  token,
} from "./testing/api-server.ts";
import { type Authority, createAuthority } from "./testing/certificates.ts";
import { startTlsServer, type TlsServer } from "./testing/tls-server.ts";

const host = "127.120.0.1";
const now = () => new Date("2026-11-21T10:00:00Z");
const signal = new AbortController().signal;
const configz = {
  kubeletconfig: { readOnlyPort: 10255, authentication: { anonymous: { enabled: true } }, clusterDNS: ["x"] },
};
const proxied = { "node-between": configz, "node-hardened": configz, "node-insecure": configz };

let authority: Authority;
const open: TlsServer[] = [];

before(async () => {
  authority = await createAuthority("harbour-ca");
});
after(() => Promise.all(open.map((server) => server.close())));

async function serve(change: Partial<ApiServerOptions> = {}): Promise<TlsServer> {
  const server = await startApiServer({ host, authority, objects: recordedObjects(), configz: proxied, ...change });
  open.push(server);
  return server;
}

function read(server: TlsServer, user?: object, ca = authority.cert, timeoutMs = 1500): Promise<Inventory> {
  const text = kubeconfigFor(server, ca, user);
  return discover({ kind: "kubeconfig", text, origin: "upload" }, { signal, now, timeoutMs });
}

test("a cluster's inventory holds its nodes, services, host ports, requests and bindings, and no secret of any", async () => {
  const inventory = await read(await serve());
  assert.equal(inventory.cluster.name, "harbour");
  assert.equal(inventory.cluster.version, "v1.36.2");
  assert.match(inventory.cluster.uid ?? "", /^[0-9a-f-]{36}$/);
  assert.deepEqual(inventory.lost, []);
  const node = inventory.nodes.find(({ name }) => name === "node-between");
  assert.equal(node?.kubeletVersion, "v1.36.2");
  assert.deepEqual(node?.addresses[0], { type: "InternalIP", address: "127.0.10.3" });
  assert.equal(node?.ready, true);
  const web = inventory.services?.find(({ name }) => name === "web");
  assert.deepEqual([web?.type, web?.readyEndpoints], ["NodePort", 0]);
  assert.ok((web?.ports[0]?.nodePort ?? 0) >= 30000);
  const ports = inventory.hostPorts?.map(({ pod, port, via }) => `${pod} ${port} ${via}`);
  assert.deepEqual(ports, ["web-hardened 18081 hostNetwork", "web-insecure 18081 hostNetwork"]);
  assert.deepEqual(new Set(inventory.staticPods?.map((pod) => pod.component)), new Set(["other"]));
  const states = inventory.certificateSigningRequests?.map(({ node, state }) => [node, state]);
  assert.deepEqual(states?.[0], ["node-hardened", "Approved"]);
  assert.deepEqual(states?.[2], [null, "Pending"]);
  assert.ok(
    inventory.anonymousBindings?.some((one) => one.subject === "system:anonymous" && one.namespace === "kube-public"),
  );
  assert.doesNotMatch(JSON.stringify(inventory), new RegExp(`${token}|plain-in-spec`));
});

test("lists of any length are read page by page over few connections, with nothing but GET", async () => {
  const [node] = recordedObjects();
  const objects = Array.from({ length: 1203 }, (_, index) => ({
    ...recordedObjects()[0],
    kind: "Node",
    metadata: { ...node?.metadata, name: `node-${index}`, uid: `uid-${index}` },
  }));
  const server = await serve({ objects, configz: {} });
  const text = kubeconfigFor(server, authority.cert);
  const source = { kind: "kubeconfig", text, origin: "upload" } as const;
  const inventory = await discover(source, { signal, now, onlyNodes: [] });
  assert.equal(new Set(inventory.nodes.map(({ uid }) => uid)).size, 1203);
  const pages = server.received.filter(({ url }) => url.pathname.endsWith("/nodes"));
  assert.deepEqual(
    pages.map(({ url }) => url.searchParams.get("limit")),
    ["500", "500", "500"],
  );
  await Promise.all([discover(source, { signal, now, onlyNodes: [] })]);
  assert.ok(server.received.length > 20 && server.received.every(({ method }) => method === "GET"));
  assert.ok(server.connections <= 8, `${server.received.length} calls took ${server.connections} connections`);
});

test("a discovery of more than 20 calls opens at most 4 connections", async () => {
  const objects = recordedObjects().filter(({ kind }) => kind !== "Node");
  const many = Array.from({ length: 5001 }, () => objects.find(({ kind }) => kind === "Service") ?? assert.fail());
  const server = await serve({ objects: [...objects, ...many] });
  await read(server);
  assert.ok(server.received.length >= 20);
  assert.ok(server.connections <= 4, `${server.connections} connections`);
});

test("each missing permission is named with its grant, and its list is null instead of empty", async () => {
  const forbidden = [
    "/api/v1/pods",
    "/api/v1/services",
    "/apis/rbac.authorization.k8s.io/v1/rolebindings",
    "/api/v1/nodes/",
  ];
  const inventory = await read(await serve({ forbidden }));
  const needs = ["get nodes/configz", "list pods", "list rolebindings", "list services"];
  assert.deepEqual(inventory.lost.map(({ need }) => need).sort(), needs);
  for (const lost of inventory.lost) assert.match(`${lost.why} ${lost.grant}`, /403.*- apiGroups: \[/s);
  assert.equal(inventory.services, null);
  assert.equal(inventory.hostPorts, null);
  assert.equal(inventory.staticPods, null);
  assert.equal(inventory.anonymousBindings, null);
  const config = inventory.kubeletConfigs["node-between"];
  assert.ok(config?.status === "unknown" && config.need === "get nodes/configz");
  assert.equal(inventory.nodes.length, 3);
});

test("without the right to list nodes the inventory says so and still holds the rest", async () => {
  const inventory = await read(await serve({ forbidden: ["/api/v1/nodes"] }));
  assert.deepEqual(inventory.nodes, []);
  assert.deepEqual(
    inventory.lost.map(({ need }) => need),
    ["list nodes"],
  );
  assert.equal(inventory.services?.length, 7);
});

test("a list that fails for another reason is lost without a grant", async () => {
  const intercept: ApiServerOptions["intercept"] = ({ url }, response) => {
    if (url.pathname !== "/api/v1/pods") return false;
    status(response, 500, "InternalError", "etcd is away\u001b[31m");
    return true;
  };
  const [lost] = (await read(await serve({ intercept }))).lost;
  assert.deepEqual([lost?.need, lost?.grant], ["list pods", null]);
  assert.match(lost?.why ?? "", /answered 500: etcd is away \[31m$/);
});

test("a continue token that expires starts the list again, but not for ever", async () => {
  const expire = (times: number): NonNullable<ApiServerOptions["intercept"]> => {
    let left = times;
    return ({ url }, response) => {
      if (url.pathname !== "/api/v1/services" || left <= 0) return false;
      left -= 1;
      status(response, 410, "Expired", "The provided continue parameter is too old");
      return true;
    };
  };
  assert.equal((await read(await serve({ intercept: expire(2) }))).services?.length, 7);
  const never = await read(await serve({ intercept: expire(99) }));
  assert.equal(never.services, null);
  assert.match(never.lost[0]?.why ?? "", /410/);
});

test("networks, NodePort range, kube-proxy and distribution come from the control plane's flags and ConfigMaps", async () => {
  const command = [
    "kube-apiserver",
    "--service-node-port-range=20000-22767",
    "--service-cluster-ip-range=10.96.0.0/12",
  ];
  const mirror = {
    "kubernetes.io/config.mirror": "x",
    "kubeadm.kubernetes.io/kube-apiserver.advertise-address.endpoint": "x",
  };
  const apiServer = {
    kind: "Pod",
    metadata: { name: "kube-apiserver-cp", namespace: "kube-system", annotations: mirror },
    spec: { nodeName: "node-between", hostNetwork: true, containers: [{ name: "kube-apiserver", command }] },
  };
  const inventory = await read(
    await serve({
      objects: [...recordedObjects(), apiServer],
      configMaps: {
        "kube-proxy": {
          "config.conf": "metricsBindAddress: 0.0.0.0:10249\nmode: nftables\nclusterCIDR: 10.244.0.0/16\n",
        },
      },
    }),
  );
  assert.deepEqual(inventory.cluster.nodePortRange, [20000, 22767]);
  assert.equal(inventory.cluster.serviceCIDR, "10.96.0.0/12");
  assert.deepEqual(inventory.cluster.podCIDRs, ["10.244.0.0/16"]);
  assert.deepEqual(inventory.kubeProxy, {
    metricsBindAddress: "0.0.0.0:10249",
    nodePortAddresses: [],
    mode: "nftables",
  });
  assert.equal(inventory.cluster.distribution, "kubeadm");
  assert.ok(inventory.nodes.every((node) => node.distribution === "kubeadm"));
});

async function refused(reading: Promise<Inventory>, code: string, message: RegExp): Promise<void> {
  await assert.rejects(reading, (error) => {
    assert.ok(error instanceof AppError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, message);
    assert.doesNotMatch(`${error.stack}${String(error.cause)}`, new RegExp(token));
    return true;
  });
}

test("an API that nothing can be learnt from is refused with the cause in a sentence", async () => {
  const server = await serve();
  const stranger = await createAuthority("stranger-ca");
  const expired = `x.${Buffer.from('{"exp":1700000000}').toString("base64url")}.y`;
  const misnamed = await startTlsServer(
    host,
    await authority.issue({ name: "x", ips: ["127.120.9.9"] }),
    () => undefined,
  );
  const old = await startTlsServer(
    host,
    await authority.issue({ name: "x", ips: [host], expired: true }),
    () => undefined,
  );
  const garbage = await serve({ intercept: (_, response) => Boolean(response.writeHead(200).end("<html>hello")) });
  const hanging = await serve({ intercept: () => true });
  const closing = await serve({ intercept: (_, response) => Boolean(response.destroy()) });
  open.push(misnamed, old);
  await refused(
    read(server, { token: "wrong" }),
    "forbidden",
    /does not accept the credential of user "scanner" \(401\)/,
  );
  await refused(read(server, { token: expired }), "forbidden", /expired at 2023-11-14T22:13:20\.000Z/);
  await refused(read(server, {}), "forbidden", /wants a credential/);
  await refused(read(server, undefined, stranger.cert), "unavailable", /not signed by the CA/);
  await refused(read(misnamed), "unavailable", /another name or address/);
  await refused(read(old), "unavailable", /certificate has expired/);
  await refused(read(garbage), "unavailable", /not as a Kubernetes API server/);
  await refused(read(closing), "unavailable", /closed the connection/);
  await refused(read(hanging, undefined, undefined, 100), "unavailable", /did not answer in time/);
  await refused(read({ ...server, port: 1 }), "unavailable", /127\.120\.0\.1:1 refused the connection/);
  await refused(read({ ...server, host: "no-such-host.invalid" }), "unavailable", /cannot be resolved/);
});

test("a cancelled discovery stops with the signal's reason", async () => {
  const stop = new AbortController();
  const server = await serve({ intercept: () => Boolean(stop.abort(new Error("cancelled by a person"))) || true });
  const source = { kind: "kubeconfig", text: kubeconfigFor(server, authority.cert), origin: "upload" } as const;
  await assert.rejects(discover(source, { signal: stop.signal, now }), /cancelled by a person/);
});
