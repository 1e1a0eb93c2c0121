import assert from "node:assert/strict";
import { test } from "node:test";
import { addressIn, credentials, fleetForTest } from "../running-fleet-fixture.ts";
import { ask } from "../wire-fixture.ts";

const fleet = await fleetForTest({ base: "127.104" });
const admin = await credentials(fleet.kubeconfig);
const scanner = await credentials(fleet.kubeconfigs.scanner);
const hardened = addressIn(fleet, "harbor-worker-1");
const insecure = addressIn(fleet, "harbor-worker-4");
const between = addressIn(fleet, "harbor-worker-5");
const readOnly = addressIn(fleet, "harbor-worker-7");
const ownPod = await ownPodOf(insecure);

async function ownPodOf(address: string): Promise<string> {
  const { body } = await ask(`https://${address}:10250/pods`);
  const list = JSON.parse(body) as { items: { metadata: { namespace: string; name: string } }[] };
  const [first] = list.items;
  assert.ok(first);
  return `${first.metadata.namespace}/${first.metadata.name}`;
}

/** What kubelets of v1.36 answer to callers without credentials: hardened, insecure, anonymous with webhook. */
const table: [request: string, hardened: number, insecure: number, between: number][] = [
  ["GET /", 404, 404, 404],
  ["GET /healthz", 401, 200, 403],
  ["GET /healthz/ping", 401, 200, 403],
  ["GET /healthz/syncloop", 401, 200, 403],
  ["GET /pods", 401, 200, 403],
  ["GET /pods/", 401, 200, 403],
  ["GET /runningpods/", 401, 200, 403],
  ["GET /runningpods", 307, 307, 307],
  ["GET /metrics", 401, 200, 403],
  ["GET /metrics/cadvisor", 401, 200, 403],
  ["GET /metrics/probes", 401, 200, 403],
  ["GET /metrics/resource", 401, 200, 403],
  ["GET /metrics/slis", 401, 200, 403],
  ["GET /stats/", 401, 404, 403],
  ["GET /stats/summary?only_cpu_and_memory=true", 401, 200, 403],
  ["GET /spec/", 404, 404, 404],
  ["GET /configz", 401, 200, 403],
  ["GET /logs/", 401, 200, 403],
  ["GET /logs", 307, 307, 307],
  ["GET /debug/pprof", 307, 307, 307],
  ["GET /debug/pprof/", 401, 404, 403],
  ["GET /debug/pprof/cmdline", 401, 200, 403],
  ["GET /debug/flags/v", 401, 406, 403],
  ["GET /flagz", 401, 200, 403],
  ["GET /statusz", 401, 200, 403],
  ["GET /version", 404, 404, 404],
  ["GET /api/v1/nodes", 404, 404, 404],
  ["GET /run/", 401, 404, 403],
  ["GET /exec/", 401, 404, 403],
  ["GET /attach/", 401, 404, 403],
  ["GET /portForward/", 401, 404, 403],
  ["GET /cri/", 404, 404, 404],
  ["GET /checkpoint/", 401, 404, 403],
  ["GET /nonexistent", 404, 404, 404],
  ["GET /run/default/x/y", 401, 405, 403],
  ["GET /exec/default/x/y?command=id", 401, 400, 403],
  ["GET /checkpoint/default/x/y", 401, 405, 403],
  ["POST /run/default/x/y?cmd=id", 401, 404, 403],
  ["POST /exec/default/x/y?command=id&output=1", 401, 404, 403],
  [`POST /exec/${ownPod}/c?command=id&output=1`, 401, 500, 403],
  [`POST /attach/${ownPod}/c?output=1`, 401, 500, 403],
  [`POST /portForward/${ownPod}`, 401, 500, 403],
  ["POST /checkpoint/default/x/y", 401, 404, 403],
  [`POST /checkpoint/${ownPod}/c`, 401, 500, 403],
  ["POST /pods", 401, 405, 403],
  ["POST /healthz", 401, 200, 403],
  ["HEAD /pods", 401, 405, 403],
  ["OPTIONS /pods", 401, 405, 403],
];

for (const [request, ...expected] of table) {
  test(`${request} without credentials answers ${expected.join(", ")} by mode`, async () => {
    const [method = "", path = ""] = request.split(" ");
    const seen = await Promise.all(
      [hardened, insecure, between].map((address) => ask(`https://${address}:10250${path}`, { method })),
    );
    assert.deepEqual(
      seen.map((answer) => answer.status),
      expected,
    );
  });
}

test("refusals are plain text in the kubelet's words", async () => {
  const said = async (address: string, path: string, method = "GET") =>
    (await ask(`https://${address}:10250${path}`, { method })).body;
  assert.equal(await said(hardened, "/pods"), "Unauthorized");
  const forbidden = (verb: string, what: string) =>
    `Forbidden (user=system:anonymous, verb=${verb}, resource=nodes, subresource(s)=[${what}])\n`;
  assert.equal(await said(between, "/pods"), forbidden("get", "pods proxy"));
  assert.equal(await said(between, "/configz"), forbidden("get", "configz proxy"));
  assert.equal(await said(between, "/metrics/cadvisor"), forbidden("get", "metrics"));
  assert.equal(await said(between, "/run/default/x/y?cmd=id", "POST"), forbidden("create", "proxy"));
  assert.equal(await said(insecure, "/run/default/x/y?cmd=id", "POST"), "pod does not exist");
  assert.equal(await said(insecure, "/nonexistent"), "404 page not found\n");
});

const readOnlyTable: [request: string, status: number][] = [
  ["GET /", 404],
  ["GET /healthz", 200],
  ["GET /pods", 200],
  ["GET /runningpods/", 405],
  ["GET /metrics", 200],
  ["GET /metrics/cadvisor", 200],
  ["GET /stats/summary?only_cpu_and_memory=true", 200],
  ["GET /configz", 404],
  ["GET /spec/", 404],
  ["GET /logs/", 405],
  ["GET /run/default/x/y", 405],
  ["GET /debug/pprof/", 405],
  ["GET /flagz", 404],
  ["GET /statusz", 404],
  ["POST /run/default/x/y", 405],
];

for (const [request, status] of readOnlyTable) {
  test(`${request} on the read-only port answers ${status}`, async () => {
    const [method = "", path = ""] = request.split(" ");
    assert.equal((await ask(`http://${readOnly}:10255${path}`, { method })).status, status);
  });
}

test("plain HTTP to the kubelet's TLS port gets Go's 400", async () => {
  const answer = await ask(`http://${hardened}:10250/healthz`);
  assert.equal(answer.status, 400);
  assert.equal(answer.body, "Client sent an HTTP request to an HTTPS server.\n");
});

test("a bad token turns 403 into 401, and an open kubelet does not look at it", async () => {
  const status = async (address: string) =>
    (await ask(`https://${address}:10250/pods`, { token: "no.such.token" })).status;
  assert.deepEqual([await status(between), await status(insecure), await status(hardened)], [401, 200, 401]);
});

test("the administrator's certificate opens a hardened kubelet", async () => {
  const { cert, key } = admin;
  assert.equal((await ask(`https://${hardened}:10250/pods`, { cert, key })).status, 200);
});

test("the scanner's token reads configz and nothing else", async () => {
  const { token } = scanner;
  assert.equal((await ask(`https://${hardened}:10250/configz`, { token })).status, 200);
  const pods = await ask(`https://${hardened}:10250/pods`, { token });
  assert.equal(pods.status, 403);
  assert.match(pods.body, /user=system:serviceaccount:kube-system:breakwater-scanner/);
});

test("flagz shows the flags' defaults on a kubelet that its file hardened", async () => {
  const { cert, key } = admin;
  const { body } = await ask(`https://${hardened}:10250/flagz`, { cert, key });
  assert.match(body, /anonymous-auth:true\n/);
  const configz = await ask(`https://${hardened}:10250/configz`, { cert, key });
  assert.match(configz.body, /"anonymous":\{"enabled":false\}/);
  assert.doesNotMatch(configz.body, /readOnlyPort/);
});
