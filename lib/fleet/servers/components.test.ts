import assert from "node:assert/strict";
import { connect } from "node:net";
import { test } from "node:test";
import { addressIn, fleetForTest } from "../running-fleet-fixture.ts";
import { ask, portState } from "../wire-fixture.ts";

const fleet = await fleetForTest({ base: "127.106" });
const hardened = addressIn(fleet, "harbor-cp-1");
const loopback = fleet.clusters[0]?.nodes[0]?.loopback ?? "";
const drifted = addressIn(fleet, "harbor-cp-3");
const worker = addressIn(fleet, "harbor-worker-1");

test("controller-manager and scheduler tell strangers their health and forbid the rest, but where a flag allows metrics", async () => {
  for (const port of [10_257, 10_259]) {
    assert.equal((await ask(`https://${loopback}:${port}/healthz`)).body, "ok");
    assert.equal((await ask(`https://${drifted}:${port}/metrics`)).status, 200);
    const metrics = await ask(`https://${loopback}:${port}/metrics`);
    assert.equal(metrics.status, 403);
    assert.match(metrics.body, /"message":"forbidden: User \\"system:anonymous\\" cannot get path \\"\/metrics\\""/);
    assert.equal(await portState(hardened, port), "ECONNREFUSED");
  }
});

test("the old manifests still serve plain HTTP with metrics of their own", async () => {
  assert.match((await ask(`http://${drifted}:10252/metrics`)).body, /workqueue_depth/);
  assert.match((await ask(`http://${drifted}:10251/metrics`)).body, /scheduler_pending_pods/);
  assert.equal(await portState(hardened, 10_252), "ECONNREFUSED");
});

test("kube-proxy's health is JSON and its metrics stay on loopback but on one node", async () => {
  const health = JSON.parse((await ask(`http://${worker}:10256/healthz`)).body) as {
    healthy: boolean;
    nodeEligible: boolean;
  };
  assert.deepEqual([health.healthy, health.nodeEligible], [true, true]);
  assert.equal(await portState(worker, 10_249), "ECONNREFUSED");
  assert.equal((await ask(`http://${addressIn(fleet, "harbor-worker-5")}:10249/proxyMode`)).body, "iptables");
});

test("each API server answers strangers by its own flags", async () => {
  const seen = async (number: number) => {
    const address = addressIn(fleet, `harbor-cp-${number}`);
    const paths = ["/api", "/version", "/livez", "/healthz", "/api/v1/namespaces", "/nonexistent"];
    return Promise.all(paths.map(async (path) => (await ask(`https://${address}:6443${path}`)).status));
  };
  assert.deepEqual(await seen(1), [401, 401, 401, 401, 401, 401]);
  assert.deepEqual(await seen(2), [401, 401, 200, 401, 401, 401]);
  assert.deepEqual(await seen(3), [403, 200, 200, 200, 200, 403]);
});

test("the hidden control plane answers strangers on health paths only, as EKS does", async () => {
  const url = fleet.clusters.find((cluster) => cluster.name === "lagoon")?.apiServer ?? "";
  const statuses = ["/healthz", "/livez", "/readyz", "/version", "/api"].map(
    async (path) => (await ask(`${url}${path}`)).status,
  );
  assert.deepEqual(await Promise.all(statuses), [200, 200, 200, 401, 401]);
  const nodes = fleet.clusters.find((cluster) => cluster.name === "lagoon")?.nodes ?? [];
  assert.ok(nodes.every((node) => !url.includes(node.address)));
});

test("a credential that is no good is refused even where strangers are let in", async () => {
  const bad = await ask(`https://${drifted}:6443/version`, { token: "no.such.token" });
  assert.equal(bad.status, 401);
  assert.equal(
    bad.body,
    '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Unauthorized","reason":"Unauthorized","code":401}\n',
  );
});

test("the forgotten kubectl proxy lists namespaces over plain HTTP", async () => {
  const list = JSON.parse((await ask(`http://${drifted}:8080/api/v1/namespaces`)).body) as { kind: string };
  assert.equal(list.kind, "NamespaceList");
});

test("NodePorts answer on every node with page, login, redirect and banner", async () => {
  assert.match((await ask(`https://${worker}:30443/`)).body, /<title>Harbor Supplies<\/title>/);
  assert.match((await ask(`http://${hardened}:30080/`)).body, /<title>Ledger/);
  assert.equal((await ask(`http://${worker}:30300/`)).status, 401);
  assert.equal((await ask(`http://${worker}:30081/`)).status, 301);
  assert.match(await banner(worker, 30_025), /^220 relay\.harbor\.example ESMTP/);
});

test("one worker has a listener that no Service declares", async () => {
  assert.match(await banner(addressIn(fleet, "harbor-worker-7"), 31_999), /^220 ProFTPD/);
  assert.equal(await portState(worker, 31_999), "ECONNREFUSED");
});

test("RKE2's supervisor pings and knows nobody without the join token", async () => {
  const server = addressIn(fleet, "dinghy-server-1");
  assert.equal((await ask(`https://${server}:9345/ping`)).body, "pong");
  assert.equal((await ask(`https://${server}:9345/v1-rke2/readyz`)).status, 401);
});

function banner(address: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port, timeout: 3000 });
    socket.once("data", (bytes: Buffer) => {
      resolve(bytes.toString("utf8"));
      socket.destroy();
    });
    socket.once("timeout", () => socket.destroy(new Error("timeout")));
    socket.once("error", reject);
  });
}
