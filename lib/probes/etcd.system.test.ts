import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { exchangeHttp } from "./http-exchange.ts";
import { issue } from "./test-certificates.ts";
import { contextWith, lookAt } from "./test-targets.ts";

const binary = ["/usr/bin/etcd", "/usr/local/bin/etcd"].find((path) => existsSync(path));
const authority = await issue({ subject: "CN=etcd-ca", ca: true });
const serving = await issue({ subject: "CN=kube-etcd", issuer: authority.authority, ip: ["127.0.0.1"] });

interface Etcd {
  client: number;
  peer: number;
  metrics: number;
}

/** Starts a real etcd of one member in a folder of its own and waits until it is healthy. */
async function startEtcd(t: TestContext, tls: "off" | "on" | "client-cert-auth"): Promise<Etcd> {
  assert.ok(binary, "install etcd-server");
  const folder = await mkdtemp(join(tmpdir(), "etcd-"));
  await Promise.all([
    writeFile(join(folder, "ca.pem"), authority.certificate),
    writeFile(join(folder, "cert.pem"), serving.certificate),
    writeFile(join(folder, "key.pem"), serving.key),
  ]);
  const [client, peer, metrics] = await freePorts(3);
  const scheme = tls === "off" ? "http" : "https";
  const peerUrl = `http://127.0.0.1:${peer}`;
  const files = [`--cert-file=${folder}/cert.pem`, `--key-file=${folder}/key.pem`];
  const auth = ["--client-cert-auth", `--trusted-ca-file=${folder}/ca.pem`];
  const child = spawn(
    binary,
    [
      "--name=test",
      `--data-dir=${folder}/data`,
      `--listen-client-urls=${scheme}://127.0.0.1:${client}`,
      `--advertise-client-urls=${scheme}://127.0.0.1:${client}`,
      `--listen-peer-urls=${peerUrl}`,
      `--initial-advertise-peer-urls=${peerUrl}`,
      `--initial-cluster=test=${peerUrl}`,
      `--listen-metrics-urls=http://127.0.0.1:${metrics}`,
      ...(tls === "off" ? [] : files),
      ...(tls === "client-cert-auth" ? auth : []),
    ],
    { stdio: "ignore" },
  );
  t.after(async () => {
    await stop(child);
    await rm(folder, { recursive: true, force: true });
  });
  await healthy(metrics);
  return { client, peer, metrics };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await gone;
}

async function freePorts(count: number): Promise<[number, number, number]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const [first = 0, second = 0, third = 0] = servers.map((server) => {
    const address = server.address();
    return address !== null && typeof address === "object" ? address.port : 0;
  });
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  return [first, second, third];
}

async function healthy(metrics: number): Promise<void> {
  const request = { scheme: "http", address: "127.0.0.1", port: metrics, path: "/health" } as const;
  for (let tries = 0; tries < 200; tries += 1) {
    const { body } = await exchangeHttp(request, contextWith());
    if (body.includes('"true"')) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail("etcd did not become healthy within ten seconds");
}

async function put(port: number, key: string): Promise<void> {
  const body = JSON.stringify({
    key: Buffer.from(key).toString("base64"),
    value: Buffer.from("hunter2").toString("base64"),
  });
  const request = { scheme: "http", address: "127.0.0.1", port, path: "/v3/kv/put", method: "POST", body } as const;
  assert.equal((await exchangeHttp(request, contextWith())).exchange.status, 200);
}

test("an open etcd is told with its version, keys and members, and without a key or value", async (t) => {
  const { client, peer, metrics } = await startEtcd(t, "off");
  await put(client, "/registry/secrets/default/top");
  await put(client, "/registry/pods/default/web");
  await put(client, "/elsewhere");
  const seen = await lookAt(client, { hint: "etcd" });
  assert.equal(seen.service, "etcd");
  assert.match(seen.etcd?.version ?? "", /^3\.\d+\.\d+$/);
  assert.deepEqual(
    [seen.etcd?.transport, seen.etcd?.access, seen.etcd?.registryKeys, seen.etcd?.members, seen.etcd?.v2],
    ["http", "open", 2, 1, "off"],
  );
  assert.deepEqual([seen.etcd?.health, seen.etcd?.metrics, seen.etcd?.pprof], [true, true, false]);
  assert.doesNotMatch(JSON.stringify(seen), /hunter2|secrets\/default/);

  const asPeer = await lookAt(peer, { hint: "etcd-peer" });
  assert.deepEqual([asPeer.service, asPeer.etcd?.access, asPeer.etcd?.members], ["etcd-peer", "open", 1]);

  const asMetrics = await lookAt(metrics, { hint: "etcd-metrics" });
  assert.deepEqual([asMetrics.service, asMetrics.etcd?.health], ["etcd-metrics", true]);
  assert.equal(asMetrics.etcd?.version, seen.etcd?.version);

  const unknownPort = await lookAt(client, { hint: "nodeport" });
  assert.deepEqual([unknownPort.service, unknownPort.etcd?.access], ["etcd", "open"]);
});

test("an etcd with TLS and no client certificates is open over https", async (t) => {
  const { client } = await startEtcd(t, "on");
  const seen = await lookAt(client, { hint: "etcd", caBundle: authority.certificate });
  assert.deepEqual([seen.etcd?.transport, seen.etcd?.access, seen.etcd?.registryKeys], ["https", "open", 0]);
  assert.equal(seen.tls?.clientCertificate, "not-requested");
  assert.equal(seen.tls?.certificate?.verified, true);
});

test("an etcd with client certificates refuses, with the alert as the proof", async (t) => {
  const { client } = await startEtcd(t, "client-cert-auth");
  for (const hint of ["etcd", null]) {
    const seen = await lookAt(client, { hint });
    assert.deepEqual([seen.service, seen.etcd?.access], ["etcd", "client-certificate-required"]);
    assert.equal(seen.tls?.clientCertificate, "required");
    assert.deepEqual(seen.tls?.clientCaNames, ["CN=etcd-ca"]);
    assert.equal(seen.exchanges?.[0]?.status, null);
    assert.match(seen.exchanges?.[0]?.error ?? "", /^tls-alert (?:42|116) /);
    assert.equal(seen.problem, undefined);
  }
});
