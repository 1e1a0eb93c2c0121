import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { createServer } from "node:tls";
import type { Observation } from "../domain/observation.ts";
import { issue } from "./test-certificates.ts";
import { answer, answerRequests, listen, listenHttp, listenTcp, lookAt } from "./test-targets.ts";

const plain = await issue({ subject: "CN=localhost" });
const webhook = await issue({
  subject: "O=nil2",
  dns: ["ingress-nginx-controller-admission", "ingress-nginx-controller-admission.ingress-nginx.svc"],
});
const authority = await issue({ subject: "CN=rke2-server-ca", ca: true });
const quick = { timeoutMs: 500 };

async function overHttp(t: TestContext, hint: string | null, answers: Record<string, string>): Promise<Observation> {
  const seen = await lookAt(await listenHttp(t, answers), { hint }, quick);
  assert.equal(seen.problem, undefined);
  return seen;
}

async function overTls(t: TestContext, hint: string | null, answers: Record<string, string>, pair = plain) {
  const server = createServer({ key: pair.key, cert: pair.certificate });
  server.on("secureConnection", (socket) => answerRequests(socket, answers));
  return lookAt(await listen(t, server), { hint }, quick);
}

const facts = ({ service, product }: Observation) => [service, product?.product, product?.access];
const dockerVersion = JSON.stringify({
  Version: "27.1.1",
  ApiVersion: "1.46",
  MinAPIVersion: "1.24",
  Components: [{ Name: "Engine" }],
});

test("the Docker API is known by its version, and another JSON on its port is not taken for it", async (t) => {
  const seen = await overHttp(t, "docker", { "GET /version": answer(200, dockerVersion) });
  assert.deepEqual(facts(seen), ["docker", "docker-engine", "open"]);
  assert.deepEqual([seen.product?.version, seen.product?.details], ["27.1.1", ["API 1.46", "Engine"]]);
  const other = await overHttp(t, "docker", { "*": answer(200, '{"version":"1"}') });
  assert.deepEqual(facts(other), ["http", undefined, undefined]);
});

test("the streaming server of a runtime is known by its two refusals", async (t) => {
  const seen = await overHttp(t, "cri-streaming", {
    "GET /": answer(404, "404: Page Not Found"),
    "*": answer(404, "404 page not found\n"),
  });
  assert.deepEqual(facts(seen), ["cri-streaming", "cri-streaming", "login"]);
  assert.ok(seen.product?.details.includes("without TLS"));
  const other = await overHttp(t, "cri-streaming", { "*": answer(404, "404 page not found\n") });
  assert.equal(other.product, undefined);
});

test("the supervisors of RKE2 and k3s answer ping and show their authority; a plain API server does neither", async (t) => {
  const supervisor = { "GET /ping": answer(200, "pong"), "GET /cacerts": answer(200, authority.certificate) };
  const rke2 = await overTls(t, "rke2-supervisor", supervisor);
  assert.deepEqual(facts(rke2), ["rke2-supervisor", "rke2-supervisor", "login"]);
  assert.match(rke2.product?.details[0] ?? "", /SHA-256 [0-9A-F:]{95}$/);
  const api = { "GET /version": answer(200, '{"gitVersion":"v1.36.2+k3s1"}'), "*": answer(401, '{"kind":"Status"}') };
  const k3s = await overTls(t, "kube-apiserver", { ...supervisor, ...api });
  assert.deepEqual(facts(k3s), ["kube-apiserver", "k3s-supervisor", "login"]);
  const kubernetes = await overTls(t, "kube-apiserver", api);
  assert.deepEqual(facts(kubernetes), ["kube-apiserver", undefined, undefined]);
});

test("a machine config server is told by its silence, and its configuration is never read", async (t) => {
  const requests: string[] = [];
  const config = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 90000\r\n\r\n";
  const answers = { "HEAD /config/worker": config, "GET /healthz": answer(200, ""), "*": answer(404, "") };
  const port = await listenTcp(t, (socket) => {
    socket.once("data", (bytes) => requests.push(bytes.toString("latin1").split(" HTTP")[0] ?? ""));
    answerRequests(socket, answers);
  });
  const seen = await lookAt(port, { hint: "machine-config-server" }, quick);
  assert.deepEqual(facts(seen), ["machine-config-server", "machine-config-server", "open"]);
  assert.equal(requests.includes("GET /config/worker"), false);
  const refused = await overHttp(t, "machine-config-server", { ...answers, "HEAD /config/worker": answer(500, "") });
  assert.equal(refused.product?.access, "refused");
});

test("MicroK8s' agent is known by what it says of health and of unknown paths", async (t) => {
  const answers = { "GET /health": answer(200, '{"status":"OK"}'), "*": answer(404, '{"error":"not found"}') };
  assert.deepEqual(facts(await overTls(t, "microk8s-cluster-agent", answers)), [
    "microk8s-cluster-agent",
    "microk8s-cluster-agent",
    "login",
  ]);
  assert.equal(
    (await overTls(t, "microk8s-cluster-agent", { "*": answer(404, '{"error":"not found"}') })).product,
    undefined,
  );
});

test("kubectl proxy lends its rights to whoever calls it localhost", async (t) => {
  const list = answer(200, '{"kind":"APIResourceList","groupVersion":"v1","resources":[]}');
  const filtered = await listenTcp(t, (socket) =>
    socket.once("data", (bytes) =>
      socket.end(/^Host: localhost\r$/m.test(bytes.toString()) ? list : answer(403, "Forbidden\n")),
    ),
  );
  const seen = await lookAt(filtered, { hint: "kubectl-proxy" }, quick);
  assert.deepEqual(facts(seen), ["kubectl-proxy", "kubectl-proxy", "open"]);
  assert.match(seen.product?.details[0] ?? "", /refuses other Host/);
  const bare = await overHttp(t, "kubectl-proxy", { "GET /api/v1": list });
  assert.match(bare.product?.details[0] ?? "", /accepts every Host/);
  assert.equal((await overHttp(t, "kubectl-proxy", { "*": answer(403, "Forbidden\n") })).product, undefined);
});

const goSeries = Array.from(
  { length: 60 },
  (_, index) => `# HELP go_series_${index} x\n# TYPE go_series_${index} gauge\ngo_series_${index} 1\n`,
).join("");
const page = (series: string) => answer(200, `${goSeries}# TYPE ${series} gauge\n${series}{version="1.8.2"} 1\n`);
const exporterCases: [hint: string | null, series: string, product: string, name: string][] = [
  ["node-exporter", "node_exporter_build_info", "prometheus-exporter", "node-exporter"],
  ["kube-state-metrics", "kube_pod_info", "prometheus-exporter", "kube-state-metrics"],
  ["prometheus", "prometheus_build_info", "prometheus-exporter", "Prometheus"],
  ["felix-metrics", "felix_cluster_num_hosts", "calico-felix", "Calico Felix"],
  ["cilium-metrics", "cilium_endpoint_state", "cilium-agent", "Cilium agent"],
  [
    "konnectivity",
    "konnectivity_network_proxy_server_ready_backend_connections",
    "konnectivity",
    "konnectivity server",
  ],
  ["cadvisor", "cadvisor_version_info", "cadvisor", "cAdvisor"],
  ["crio-metrics", "container_runtime_crio_operations_total", "crio-metrics", "CRI-O"],
  [null, "coredns_build_info", "prometheus-exporter", "CoreDNS"],
];
for (const [hint, series, product, name] of exporterCases)
  test(`${name} is told by its series, behind those that every Go program has`, async (t) => {
    const seen = await overHttp(t, hint, { "GET /metrics": page(series) });
    assert.deepEqual([seen.product?.product, seen.product?.access, seen.product?.details[0]], [product, "open", name]);
    assert.equal(seen.product?.details[1], "61 series names");
  });

test("metrics of a program that nobody knows are no product, and no value of them is kept", async (t) => {
  const secret = answer(200, '# TYPE my_app_info gauge\nmy_app_info{token="hunter2"} 1\n');
  const seen = await overHttp(t, "node-exporter", { "GET /metrics": secret });
  assert.equal(seen.product, undefined);
  assert.doesNotMatch(JSON.stringify(seen), /hunter2/);
});

test("Cilium's and Calico's health ports are told from anybody's", async (t) => {
  const empty = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  const missing = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
  const cilium = await overHttp(t, "cilium-health", { "GET /hello": empty, "*": missing });
  assert.deepEqual(facts(cilium), ["cilium-health", "cilium-health", "open"]);
  assert.equal((await overHttp(t, "cilium-health", { "*": empty })).product, undefined);
  const table = "+-----------+\n| COMPONENT | TIMEOUT | LIVENESS | READINESS | DETAIL |\n";
  const calico = await overHttp(t, "felix-health", {
    "GET /liveness": answer(200, table),
    "GET /readiness": answer(503, table),
  });
  assert.deepEqual(facts(calico), ["felix-health", "calico-felix", "open"]);
  assert.equal((await overHttp(t, "felix-health", { "*": answer(200, "ok") })).product, undefined);
});

test("an admission webhook is asked about a Pod only where its certificate names it", async (t) => {
  const review = { "POST /networking/v1/ingresses": answer(500, ""), "*": answer(400, "") };
  const seen = await overTls(t, null, review, webhook);
  assert.deepEqual(facts(seen), ["ingress-nginx-admission", "ingress-nginx-admission", "open"]);
  const old = {
    "POST /networking/v1/ingresses": answer(200, '{"kind":"AdmissionReview","response":{"allowed":false}}'),
  };
  assert.equal((await overTls(t, null, old, webhook)).product?.product, "ingress-nginx-admission");
  const other = await overTls(t, null, review);
  assert.ok(other.exchanges?.every(({ method }) => method !== "POST"));
  assert.equal(other.product, undefined);
});

test("Weave's control port shows its status", async (t) => {
  const status = "\n        Version: 2.8.1 (up to date)\n\n        Service: router\n       Protocol: weave 1..2\n";
  const seen = await overHttp(t, "weave-http", { "GET /status": answer(200, status) });
  assert.deepEqual([seen.service, seen.product?.version], ["weave-http", "2.8.1"]);
});
