import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { messageOf } from "../domain/errors.ts";
import { needNames } from "./needs.ts";
import { testConnection } from "./test-connection.ts";
import { type ApiServerOptions, kubeconfigFor, recordedObjects, startApiServer, token } from "./testing/api-server.ts";
import { type Authority, createAuthority } from "./testing/certificates.ts";
import type { TlsServer } from "./testing/tls-server.ts";

const host = "127.122.0.1";
const options = { signal: new AbortController().signal, now: () => new Date("2026-11-21T10:00:00Z"), timeoutMs: 600 };
const configz = { "node-between": { kubeletconfig: { port: 10250 } } };

let authority: Authority;
const open: TlsServer[] = [];

before(async () => {
  authority = await createAuthority("harbour-ca");
});
after(() => Promise.all(open.map((server) => server.close())));

async function tryServer(change: Partial<ApiServerOptions>, user?: object, ca = authority.cert) {
  const server = await startApiServer({ host, authority, objects: recordedObjects(), configz, ...change });
  open.push(server);
  const report = await testConnection(
    { kind: "kubeconfig", text: kubeconfigFor(server, ca, user), origin: "upload" },
    options,
  );
  assert.doesNotMatch(JSON.stringify(report), new RegExp(token));
  return report;
}

test("a connection test with every permission is ok at each step and asks for no more than one object", async () => {
  const report = await tryServer({});
  assert.deepEqual([report.ok, report.version, report.nodes], [true, "v1.36.2", 3]);
  assert.deepEqual(new Set(report.steps.map((step) => step.state)), new Set(["ok"]));
  assert.equal(report.steps.length, 4 + needNames.length);
  const lists = open.at(-1)?.received.filter(({ url }) => url.searchParams.has("limit")) ?? [];
  const whole = lists.filter(({ url }) => url.searchParams.get("limit") !== "1");
  assert.deepEqual([lists.length > 15, whole.map(({ url }) => url.pathname)], [true, ["/api/v1/nodes"]]);
});

test("a missing permission is a missing step with its grant, and the connection still counts as working", async () => {
  const report = await tryServer({ forbidden: ["/api/v1/services", "/api/v1/nodes/"] });
  const missing = report.steps.filter((step) => step.state === "missing");
  assert.deepEqual(
    missing.map((step) => step.id),
    ["list services", "get nodes/configz"],
  );
  assert.match(missing[0]?.grant ?? "", /resources: \["services"\]/);
  assert.equal(report.ok, true);
});

test("what is not installed needs no permission, and what only the extended role grants is named as optional", async () => {
  const report = await tryServer({
    custom: { "cilium.io/v2/ciliumnetworkpolicies": [] },
    forbidden: ["/api/v1/configmaps", "/apis/cilium.io/v2/", "/apis/monitoring.coreos.com/"],
  });
  const missing = report.steps.filter((step) => step.state === "missing");
  assert.deepEqual(
    missing.map((step) => step.id),
    ["list ciliumnetworkpolicies", "list configmaps"],
  );
  assert.match(missing[1]?.detail ?? "", /^Optional, part of the extended role only\. .*403/);
  assert.equal(report.ok, true);
});

test("without nodes a connection is no use", async () => {
  const report = await tryServer({ forbidden: ["/api/v1/nodes"] });
  assert.deepEqual([report.ok, report.nodes], [false, null]);
});

test("the step that broke is told from those that held", async () => {
  const stranger = await createAuthority("stranger-ca");
  const states = (report: Awaited<ReturnType<typeof tryServer>>) =>
    report.steps.map(({ id, state }) => `${id} ${state}`);
  assert.deepEqual(states(await tryServer({}, { token: "wrong" })), [
    "settings ok",
    "reach ok",
    "tls ok",
    "authentication failed",
  ]);
  assert.deepEqual(states(await tryServer({}, undefined, stranger.cert)), ["settings ok", "reach ok", "tls failed"]);
  assert.deepEqual(states(await tryServer({ intercept: () => true })), ["settings ok", "reach failed"]);
  const unreadable = await testConnection({ kind: "kubeconfig", text: "a: [", origin: "upload" }, options);
  assert.deepEqual(states(unreadable), ["settings failed"]);
});

test("an inventory file is tested line by line and name by name", async () => {
  const test = (text: string) => testConnection({ kind: "inventory", name: "edge", text }, options);
  const good = await test("192.0.2.0/30\nlocalhost");
  assert.deepEqual([good.ok, good.nodes], [true, 3]);
  const unknown = await test("no-such-host.invalid");
  assert.equal(unknown.ok, false);
  assert.match(unknown.steps.at(-1)?.detail ?? "", /no-such-host\.invalid.*cannot be resolved/);
  assert.match((await test("10.0.0.0/8")).steps[0]?.detail ?? "", /Line 1 /);
});

test("a connection test that is cancelled stops", async () => {
  const signal = AbortSignal.abort(new Error("cancelled by a person"));
  const text = kubeconfigFor({ ...(open[0] ?? assert.fail()) }, authority.cert);
  const testing = testConnection({ kind: "kubeconfig", text, origin: "upload" }, { ...options, signal });
  await assert.rejects(testing, (error) => messageOf(error) === "cancelled by a person");
});
