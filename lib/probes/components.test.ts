import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { createServer } from "node:tls";
import type { Observation } from "../domain/observation.ts";
import type { ProbeContext } from "./define-probe.ts";
import { issue } from "./test-certificates.ts";
import { answer, answerRequests, listen, listenHttp, lookAt } from "./test-targets.ts";

const pair = await issue({ subject: "CN=kube-apiserver", dns: ["kubernetes.default.svc"] });
const plain = await issue({ subject: "CN=localhost@1700000000" });

async function overTls(
  t: TestContext,
  hint: string | null,
  answers: Record<string, string>,
  context: Partial<ProbeContext> = {},
): Promise<Observation> {
  const { key, certificate } = hint === "kube-apiserver" ? pair : plain;
  const server = createServer({ key, cert: certificate });
  server.on("secureConnection", (socket) => answerRequests(socket, answers));
  return lookAt(await listen(t, server), { hint }, context);
}

async function overHttp(t: TestContext, hint: string | null, answers: Record<string, string>): Promise<Observation> {
  return lookAt(await listenHttp(t, answers), { hint }, { timeoutMs: 300 });
}

const status = (code: number, message: string) => answer(code, JSON.stringify({ kind: "Status", message, code }));
const version = answer(200, JSON.stringify({ major: "1", minor: "36", gitVersion: "v1.36.2" }));
const forbidden = status(403, 'forbidden: User "system:anonymous" cannot get path "/api"');
const ok = answer(200, "ok");
const list = answer(200, JSON.stringify({ kind: "NamespaceList", metadata: { remainingItemCount: 3 }, items: [{}] }));

test("an API server with anonymous access is told from one without", async (t) => {
  const on = { "GET /version": version, "GET /livez": ok, "*": forbidden };
  const seen = await overTls(t, "kube-apiserver", on);
  assert.equal(seen.service, "kube-apiserver");
  assert.deepEqual(
    [seen.apiServer?.anonymous, seen.apiServer?.livez, seen.apiServer?.version, seen.apiServer?.transport],
    ["authenticated", "ok", "v1.36.2", "https"],
  );
  assert.deepEqual([seen.apiServer?.readable, seen.apiServer?.disclosed], [[], ["/version"]]);
  const off = await overTls(t, "kube-apiserver", { "*": status(401, "Unauthorized") });
  assert.deepEqual([off.apiServer?.anonymous, off.apiServer?.livez], ["disabled", "refused"]);
  const scoped = await overTls(t, "kube-apiserver", { "GET /livez": ok, "*": status(401, "Unauthorized") });
  assert.deepEqual([scoped.apiServer?.anonymous, scoped.apiServer?.livez], ["disabled", "ok"]);
});

test("what an anonymous caller can list is named with its count", async (t) => {
  const api = answer(200, '{"kind":"APIVersions"}');
  const namespaces = "GET /api/v1/namespaces?limit=1";
  const seen = await overTls(t, "kube-apiserver", { "GET /api": api, [namespaces]: list, "*": forbidden });
  assert.deepEqual([seen.apiServer?.anonymous, seen.apiServer?.readable], ["open", ["namespaces"]]);
  assert.ok(seen.exchanges?.some((one) => one.summary === "list of namespaces, 4 items"));
});

test("rules are asked for with the owner's consent only", async (t) => {
  const resourceRules = [
    { verbs: ["get", "list"], apiGroups: [""], resources: ["pods"] },
    { verbs: ["create"], apiGroups: ["authorization.k8s.io"], resources: ["selfsubjectrulesreviews"] },
  ];
  const nonResourceRules = [{ verbs: ["get"], nonResourceURLs: ["/livez", "/version"] }];
  const review = answer(201, JSON.stringify({ status: { resourceRules, nonResourceRules } }));
  const answers = {
    "GET /version": version,
    "POST /apis/authorization.k8s.io/v1/selfsubjectrulesreviews": review,
    "*": forbidden,
  };
  const silent = await overTls(t, "kube-apiserver", answers);
  assert.deepEqual(silent.apiServer?.rules, []);
  assert.ok(silent.exchanges?.every((one) => one.method === "GET"));
  const proved = await overTls(t, "kube-apiserver", answers, { authorizationProofs: true });
  assert.deepEqual(proved.apiServer?.rules, ["get,list pods"]);
});

test("an insecure API server is recognised, and an application on 8080 is not taken for one", async (t) => {
  const api = answer(200, '{"kind":"APIVersions"}');
  const seen = await overHttp(t, "kube-apiserver-insecure", { "GET /api": api, "GET /version": version, "*": list });
  assert.deepEqual([seen.service, seen.apiServer?.transport], ["kube-apiserver-insecure", "http"]);
  const app = await overHttp(t, "kube-apiserver-insecure", { "*": answer(200, "<html><title>Jenkins</title>") });
  assert.deepEqual([app.service, app.apiServer, app.http?.title], ["http", undefined, "Jenkins"]);
});

test("an API server on a port of its own is recognised by its certificate or its refusal", async (t) => {
  const seen = await overTls(t, null, { "GET /version": version, "*": forbidden });
  assert.equal(seen.service, "kube-apiserver");
});

test("controller manager and scheduler are recognised by health and metrics together", async (t) => {
  const secure = await overTls(t, "kube-controller-manager", { "GET /healthz": ok, "*": forbidden });
  assert.equal(secure.service, "kube-controller-manager");
  assert.deepEqual(secure.component?.openPaths, ["/healthz"]);
  const metrics = answer(200, "# HELP workqueue_depth d\n# TYPE workqueue_depth gauge\nworkqueue_depth 1\n");
  const insecure = await overHttp(t, "kube-scheduler-insecure", { "GET /healthz": ok, "GET /metrics": metrics });
  assert.equal(insecure.service, "kube-scheduler-insecure");
  assert.deepEqual(insecure.component?.openPaths, ["/healthz", "/metrics"]);
  const other = await overHttp(t, "kube-scheduler-insecure", { "GET /healthz": ok });
  assert.equal(other.component, undefined);
});

test("kube-proxy tells its mode and its health", async (t) => {
  const answers = { "GET /proxyMode": answer(200, "ipvs"), "GET /metrics": answer(200, "# HELP a b\n") };
  const metrics = await overHttp(t, "kube-proxy-metrics", answers);
  assert.deepEqual([metrics.component?.mode, metrics.component?.openPaths], ["ipvs", ["/proxyMode", "/metrics"]]);
  const body = '{"lastUpdated":"2026-11-21T08:13:57Z","currentTime":"2026-11-21T08:13:57Z"}';
  const ill = await overHttp(t, "kube-proxy-healthz", { "GET /healthz": answer(503, body) });
  assert.deepEqual([ill.service, ill.component?.healthz], ["kube-proxy-healthz", false]);
});

test("etcd that asks for a password and etcd behind an old gateway are told apart", async (t) => {
  const versions = answer(200, '{"etcdserver":"3.5.30","etcdcluster":"3.5.0"}');
  const password = answer(400, '{"error":"etcdserver: user name is empty","code":3}');
  const locked = await overHttp(t, "etcd", { "GET /version": versions, "POST /v3/kv/range": password });
  assert.deepEqual([locked.service, locked.etcd?.access], ["etcd", "password-required"]);
  const count = answer(200, '{"header":{"cluster_id":"1"},"count":"412"}');
  const old = await overHttp(t, null, { "GET /version": versions, "POST /v3alpha/kv/range": count });
  assert.deepEqual([old.service, old.etcd?.access, old.etcd?.registryKeys], ["etcd", "open", 412]);
});
