import assert from "node:assert/strict";
import { test } from "node:test";
import { addressIn, fleetForTest } from "../running-fleet-fixture.ts";
import { ask, glimpse, portState } from "../wire-fixture.ts";

const fleet = await fleetForTest({ base: "127.98" });
const cp = [1, 2, 3].map((number) => addressIn(fleet, `harbor-cp-${number}`));
const [hardened = "", mutual = "", drifted = ""] = cp;
const edge = addressIn(fleet, "harbor-worker-6");
const registry = JSON.stringify({ key: "L3JlZ2lzdHJ5Lw==", range_end: "L3JlZ2lzdHJ5MA==", count_only: true });
const post = (url: string, body = "{}") => ask(url, { method: "POST", body });

test("a hardened control plane keeps every etcd port from other machines", async () => {
  for (const port of [2379, 2380, 2381]) assert.equal(await portState(hardened, port), "ECONNREFUSED", String(port));
  const loopback = fleet.clusters[0]?.nodes[0]?.loopback ?? "";
  assert.equal(await portState(loopback, 2379), "open");
});

test("mutual TLS lets nobody on without a certificate, in TLS 1.2 within the handshake and in 1.3 after it", async () => {
  const url = `https://${mutual}:2379/version`;
  assert.match(await glimpse(url), /ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED|ECONNRESET/);
  await assert.rejects(ask(url, { maxVersion: "TLSv1.2" }), /alert handshake failure|alert number 40/);
});

test("plain HTTP to etcd's TLS port is a bare disconnect", async () => {
  assert.equal(await glimpse(`http://${mutual}:2379/version`), "ECONNRESET");
});

test("TLS without client certificates counts the keys of the registry for anybody", async () => {
  const { status, body } = await post(`https://${drifted}:2379/v3/kv/range`, registry);
  assert.equal(status, 200);
  assert.match(
    body,
    /^\{"header":\{"cluster_id":"\d+", "member_id":"\d+", "revision":"\d+", "raft_term":"\d+"\}, "count":"412"\}$/,
  );
  const names = await post(
    `https://${drifted}:2379/v3beta/kv/range`,
    JSON.stringify({ key: "L3JlZ2lzdHJ5Lw==", range_end: "L3JlZ2lzdHJ5MA==", limit: 2, keys_only: true }),
  );
  assert.match(names.body, /"more":true, "count":"412"\}$/);
  assert.doesNotMatch(names.body, /"value"/);
});

test("etcd 3.5 has no v2 keys, no v3alpha, and says 501 to a GET of the gateway", async () => {
  const status = async (path: string) => (await ask(`https://${drifted}:2379${path}`)).status;
  assert.deepEqual(
    await Promise.all(["/v2/keys", "/v3/kv/range", "/", "/version", "/health", "/livez"].map(status)),
    [404, 501, 404, 200, 200, 200],
  );
  assert.equal((await post(`https://${drifted}:2379/v3alpha/kv/range`)).status, 404);
});

test("members, status and auth answer as the gateway writes them", async () => {
  const said = async (path: string) => (await post(`https://${drifted}:2379${path}`)).body;
  assert.match(await said("/v3/cluster/member/list"), /"members":\[\{"ID":"\d+", "name":"harbor-cp-3"/);
  assert.match(await said("/v3/maintenance/status"), /"version":"3\.5\.12"/);
  assert.match(await said("/v3/auth/status"), /"authRevision":"1"/);
});

test("the old etcd speaks plain HTTP, v2 and v3beta, and no v3", async () => {
  assert.equal((await ask(`http://${edge}:2379/version`)).body, '{"etcdserver":"3.3.27","etcdcluster":"3.3.0"}');
  const keys = JSON.parse((await ask(`http://${edge}:2379/v2/keys/`)).body) as {
    action: string;
    node: { dir: boolean };
  };
  assert.deepEqual([keys.action, keys.node.dir], ["get", true]);
  assert.equal((await post(`http://${edge}:2379/v3/kv/range`, registry)).status, 404);
  const empty = await post(`http://${edge}:2379/v3beta/kv/range`, registry);
  assert.match(empty.body, /^\{"header":\{[^}]*\}\}$/);
});

test("the open peer port lists its members and probes raft", async () => {
  assert.match((await ask(`https://${drifted}:2380/members`)).body, /^\[\{"id":\d+,"peerURLs":\["https:/);
  assert.equal((await ask(`https://${drifted}:2380/raft`)).status, 405);
  assert.match((await ask(`https://${drifted}:2380/raft/probing`)).body, /^\{"OK":true,/);
  assert.match(await glimpse(`https://${mutual}:2380/members`), /ERR_SSL_|ECONNRESET/);
});

test("the metrics listener serves metrics and health and nothing else", async () => {
  const metrics = await ask(`http://${drifted}:2381/metrics`);
  assert.match(metrics.type, /^text\/plain; version=0\.0\.4/);
  assert.match(metrics.body, /etcd_server_has_leader 1/);
  assert.equal((await ask(`http://${drifted}:2381/v2/keys`)).status, 404);
});
