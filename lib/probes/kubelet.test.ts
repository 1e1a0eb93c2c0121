import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { createServer } from "node:tls";
import type { ProbeTarget } from "./define-probe.ts";
import { issue } from "./test-certificates.ts";
import { answer, answerRequests, listen, listenHttp, lookAt } from "./test-targets.ts";

const selfSigned = await issue({ subject: "CN=worker-1@1700000000" });
const byRequest = await issue({ subject: "O=system:nodes, CN=system:node:worker-1" });

async function listenKubelet(t: TestContext, answers: Record<string, string>, pair = selfSigned) {
  const requests: string[] = [];
  const server = createServer({ key: pair.key, cert: pair.certificate });
  server.on("secureConnection", (socket) => {
    socket.once("data", (chunk) => requests.push(chunk.toString("latin1").split(" HTTP")[0] ?? ""));
    answerRequests(socket, answers);
  });
  return { port: await listen(t, server), requests };
}

const notFound = { "GET /": answer(404, "404 page not found\n") };
const unauthorized = { ...notFound, "*": answer(401, "Unauthorized") };
const refusal = "Forbidden (user=system:anonymous, verb=get, resource=nodes, subresource(s)=[pods proxy])\n";
const forbidden = { ...notFound, "*": answer(403, refusal) };
const failing = {
  ...notFound,
  "*": answer(500, "Authorization error (user=system:anonymous, verb=get, resource=nodes, subresource=pods)"),
};
const secretPod = {
  metadata: { namespace: "payments", name: "api-0", annotations: { token: "hunter2" } },
  spec: { containers: [{ env: [{ name: "PASSWORD", value: "hunter2" }], securityContext: { privileged: true } }] },
};
const pods = { kind: "PodList", items: [secretPod, { metadata: { namespace: "kube-system", name: "dns" }, spec: {} }] };
const open = {
  ...notFound,
  "GET /pods": answer(200, JSON.stringify(pods)),
  "GET /healthz": answer(200, "ok"),
  "GET /metrics": answer(200, "# HELP a b\n".repeat(1000)),
  "GET /runningpods/": answer(200, "{}"),
};
const run = "POST /run/breakwater-probe/breakwater-probe/breakwater-probe";

test("401 in plain text is a kubelet without anonymous access", async (t) => {
  const { port } = await listenKubelet(t, unauthorized);
  const seen = await lookAt(port, { hint: "kubelet" });
  assert.deepEqual([seen.service, seen.kubelet?.access, seen.kubelet?.openPaths], ["kubelet", "unauthorized", []]);
});

test("403 that names system:anonymous is anonymous access without rights", async (t) => {
  const { port } = await listenKubelet(t, forbidden);
  const seen = await lookAt(port, { hint: "kubelet" });
  assert.equal(seen.kubelet?.access, "forbidden-anonymous");
  assert.equal(seen.exchanges?.[0]?.summary, refusal.trim());
});

test("500 while the API server is away is an authorization error, not a pass", async (t) => {
  const { port } = await listenKubelet(t, failing);
  assert.equal((await lookAt(port, { hint: "kubelet" })).kubelet?.access, "authorization-error");
});

test("an open kubelet is told by names and counts, without values", async (t) => {
  const { port, requests } = await listenKubelet(t, open);
  const seen = await lookAt(port, { hint: "kubelet" });
  assert.equal(seen.kubelet?.access, "open");
  assert.equal(seen.kubelet?.podCount, 2);
  assert.deepEqual(seen.kubelet?.namespaces, ["kube-system", "payments"]);
  assert.deepEqual(seen.kubelet?.privilegedPods, ["payments/api-0"]);
  assert.deepEqual(seen.kubelet?.openPaths, ["/pods", "/healthz", "/metrics", "/runningpods/"]);
  assert.equal(seen.exchanges?.find((one) => one.url.endsWith("/pods"))?.summary, "PodList, 2 pods in 2 namespaces");
  assert.equal(seen.kubelet?.authorizationProof, null);
  assert.equal(
    requests.some((request) => request.startsWith("POST")),
    false,
  );
  assert.doesNotMatch(JSON.stringify(seen), /hunter2|PASSWORD/);
});

test("with the owner's consent the right to run commands is proved on a pod that cannot exist", async (t) => {
  for (const [answered, proof] of [
    [answer(404, "pod does not exist\n"), "granted"],
    [answer(403, "Forbidden (user=system:anonymous)"), "denied"],
    [answer(404, "404 page not found\n"), "unknown"],
  ] as const) {
    const { port } = await listenKubelet(t, { ...open, [run]: answered });
    const seen = await lookAt(port, { hint: "kubelet" }, { authorizationProofs: true });
    assert.equal(seen.kubelet?.authorizationProof, proof);
  }
});

test("a closed kubelet is never asked to run anything, consent or not", async (t) => {
  const { port, requests } = await listenKubelet(t, unauthorized);
  await lookAt(port, { hint: "kubelet" }, { authorizationProofs: true });
  assert.equal(
    requests.some((request) => request.startsWith("POST")),
    false,
  );
});

test("debug handlers that are off are told from open ones", async (t) => {
  const { port } = await listenKubelet(t, {
    ...open,
    "GET /runningpods/": answer(405, "Debug endpoints are disabled.\n"),
  });
  const seen = await lookAt(port, { hint: "kubelet" }, { authorizationProofs: true });
  assert.deepEqual([seen.kubelet?.access, seen.kubelet?.authorizationProof], ["debug-handlers-disabled", "denied"]);
  assert.equal(seen.kubelet?.podCount, 2);
});

test("a list of pods beyond the limit is open with an unknown count", async (t) => {
  const { port } = await listenKubelet(t, open);
  const seen = await lookAt(port, { hint: "kubelet" }, { maxBytes: 100 });
  assert.deepEqual([seen.kubelet?.access, seen.kubelet?.podCount], ["open", null]);
});

test("a kubelet on a NodePort is recognised by its answers or its certificate", async (t) => {
  const nodePort: Partial<ProbeTarget> = { hint: "nodeport" };
  for (const [answers, pair, access] of [
    [unauthorized, selfSigned, "unauthorized"],
    [forbidden, selfSigned, "forbidden-anonymous"],
    [open, selfSigned, "open"],
    [unauthorized, byRequest, "unauthorized"],
  ] as const) {
    const { port } = await listenKubelet(t, answers, pair);
    const seen = await lookAt(port, nodePort);
    assert.deepEqual([seen.service, seen.kubelet?.access], ["kubelet", access]);
  }
});

test("another service that refuses everybody is no kubelet, whatever its port is expected to be", async (t) => {
  const { port } = await listenKubelet(t, { "*": answer(401, '{"error":"sign in first"}') });
  const seen = await lookAt(port, { hint: "kubelet" });
  assert.deepEqual([seen.service, seen.kubelet], ["https", undefined]);
});

test("the read-only port is recognised by its pods and its health port by its answers", async (t) => {
  const readOnly = await lookAt(await listenHttp(t, open), { hint: "kubelet-read-only" }, { timeoutMs: 300 });
  assert.deepEqual([readOnly.service, readOnly.kubelet?.endpoint], ["kubelet-read-only", "read-only"]);
  assert.deepEqual(readOnly.kubelet?.openPaths, ["/pods", "/healthz", "/metrics"]);
  const healthz = await lookAt(await listenHttp(t, open), { hint: "kubelet-healthz" }, { timeoutMs: 300 });
  assert.deepEqual([healthz.kubelet?.endpoint, healthz.kubelet?.pprof], ["healthz", false]);
});

test("kube-proxy's health on 10255 is not taken for a kubelet", async (t) => {
  const body = '{"lastUpdated":"2026-11-21T08:13:57Z","currentTime":"2026-11-21T08:13:57Z"}';
  const port = await listenHttp(t, { "GET /healthz": answer(200, body) });
  const seen = await lookAt(port, { hint: "kubelet-read-only" }, { timeoutMs: 300 });
  assert.equal(seen.kubelet, undefined);
});
